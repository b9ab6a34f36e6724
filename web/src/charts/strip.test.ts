import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Milestone } from "../api/types";
import { spanOf, strip } from "./strip";

const provenance = { source: "s", confidence: "verified" as const };
const milestone = (id: string, done: string | null): Milestone => ({
  id,
  subject: { id: "x", kind: "initiative", name: "x" },
  title: [{ value: id, provenance }],
  done: done === null ? [] : [{ value: done, provenance }],
  due: [],
  status: [{ value: "met", provenance }],
  amount: [],
});

it("makes a mark as wide as its date is vague", () => {
  expect(spanOf("2019")).toEqual([2019, 2020]);
  expect(spanOf("201X")).toEqual([2010, 2020]);
  expect(spanOf("2019/2021")).toEqual([2019, 2022]);
  expect(spanOf("../2021")).toEqual([2021, 2022]);
  expect(spanOf("")).toBeNull();
  const [from = 0, to = 0] = spanOf("2019-07") ?? [];
  expect([from, to]).toEqual([2019.5, 2019.5 + 1 / 12]);
});

it("counts what has no date instead of placing it", () => {
  const drawn = strip([milestone("a", "2019"), milestone("b", null)], "2026-01-01");
  expect(drawn.marks.map(({ id }) => id)).toEqual(["a"]);
  expect(drawn.undated).toBe(1);
});

it("never lays two marks of a lane on each other, and keeps all on the line", () => {
  const year = fc.integer({ min: 1990, max: 2030 }).map(String);
  const month = fc.tuple(year, fc.integer({ min: 1, max: 12 }));
  const date = fc.oneof(
    year,
    month.map(([y, m]) => `${y}-${String(m).padStart(2, "0")}`),
  );
  fc.assert(
    fc.property(fc.array(date, { maxLength: 30 }), (dates) => {
      const { marks } = strip(
        dates.map((each, at) => milestone(`m${at}`, each)),
        "2026-01-01",
      );
      expect(marks.length).toBe(dates.length);
      for (const mark of marks) {
        expect(mark.from).toBeGreaterThanOrEqual(-1e-9);
        expect(mark.to).toBeLessThanOrEqual(100 + 1e-9);
        const others = marks.filter((each) => each !== mark && each.lane === mark.lane);
        for (const other of others) {
          expect(other.to <= mark.from + 1e-9 || mark.to <= other.from + 1e-9).toBe(true);
        }
      }
    }),
  );
});
