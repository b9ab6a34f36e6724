import { describe, expect, it } from "vitest";
import type { Milestone } from "../api/types";
import { lanes } from "./lanes";

const provenance = { source: "s", confidence: "verified" } as const;

function milestone(id: string, done?: string, due?: string): Milestone {
  const fact = (value: string | undefined) => (value ? [{ value, provenance }] : []);
  return {
    id,
    subject: { id: "a", kind: "initiative", name: "A" },
    title: [],
    amount: [],
    done: fact(done),
    due: fact(due),
    status: [{ value: done ? "met" : "planned", provenance }],
  };
}

describe("lanes of milestones", () => {
  it("share one axis of whole years", () => {
    const laid = lanes(
      [[milestone("m", "2018-06-30")], [milestone("n", "2020")]],
      "2020-06-01",
      0.01,
    );
    expect(laid.years).toEqual([2018, 2021]);
    expect(laid.lanes[0]?.marks[0]?.at).toBeCloseTo(0.16, 1);
    expect(laid.lanes[1]?.marks[0]?.at).toBeCloseTo(0.99, 1);
  });

  it("stack what falls on the same place, and count what has no date", () => {
    const same = [milestone("m", "2018-01-01"), milestone("n", "2018-01-02"), milestone("o")];
    const [lane] = lanes([same], "2020-01-01", 0.05).lanes;
    expect(lane?.marks.map(({ level }) => level)).toEqual([0, 1]);
    expect(lane?.undated).toBe(1);
  });

  it("say that a due day that has passed was missed", () => {
    const [lane] = lanes([[milestone("m", undefined, "2019-05")]], "2020-01-01", 0.1).lanes;
    expect(lane?.marks[0]?.standing).toBe("missed");
  });

  it("have no axis where no date is known", () =>
    expect(lanes([[milestone("m")], []], "2020-01-01", 0.1).years).toBeNull());
});
