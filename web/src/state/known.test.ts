import { describe, expect, it } from "vitest";
import type { Milestone } from "../api/types";
import { latestDay, standing, whatIsKnown } from "./known";

const provenance = { source: "s", confidence: "verified" } as const;

function milestone(status: "planned" | "met" | null, due?: string): Milestone {
  return {
    id: "m",
    subject: { id: "a", kind: "initiative", name: "A" },
    title: [],
    done: [],
    amount: [],
    due: due ? [{ value: due, provenance }] : [],
    status: status ? [{ value: status, provenance }] : [],
  };
}

describe("a milestone", () => {
  it("without a status is unknown, not due", () => {
    expect(standing(milestone(null, "2001"), "2019-06-30")).toBe("unknown");
  });
  it("planned for a time that has passed counts as missed", () => {
    expect(standing(milestone("planned", "2019-05"), "2019-06-30")).toBe("missed");
    expect(standing(milestone("planned", "2019"), "2019-06-30")).toBe("due");
    expect(standing(milestone("planned", "2018/.."), "2019-06-30")).toBe("due");
    expect(standing(milestone("planned"), "2019-06-30")).toBe("due");
  });
  it("met stays met", () => expect(standing(milestone("met", "2001"), "2019-06-30")).toBe("met"));
});

it("takes the last day a date may mean", () => {
  expect(latestDay("2020-02")).toBe("2020-02-29");
  expect(latestDay("2019~")).toBe("2019-12-31");
  expect(latestDay("2018/2020")).toBe("2020-12-31");
  expect(latestDay("2018/..")).toBeNull();
});

it("keeps rows by what is known of them, and none for a word nobody knows", () => {
  const asks = { even: (row: number) => row % 2 === 0 };
  expect(whatIsKnown([1, 2, 3], asks, { known: ["even"] })).toEqual([2]);
  expect(whatIsKnown([1, 2, 3], asks, { unknown: ["even"] })).toEqual([1, 3]);
  expect(whatIsKnown([1, 2, 3], asks, { known: ["odd"] })).toEqual([]);
});
