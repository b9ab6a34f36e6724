import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Milestone } from "../api/types";
import { axisOf, ganttRows, grouped, moveInGantt, placeMarks, TARGET } from "./gantt";
import { spanOf, yearFraction } from "./spans";

const provenance = { source: "a", confidence: "reported" };

function milestone(id: string, subject: string, done: string | null, status = "met"): Milestone {
  const facts = (value: string | null) => (value === null ? [] : [{ value, provenance }]);
  return {
    id,
    subject: { id: subject, kind: "initiative", name: subject },
    title: facts(id),
    done: facts(done),
    due: [],
    status: facts(status),
    amount: [],
  } as unknown as Milestone;
}

describe("a date on an axis", () => {
  it("is every day it may mean", () => {
    expect(spanOf("2019")).toEqual({ from: "2019-01-01", to: "2019-12-31" });
    expect(spanOf("2020-02")).toEqual({ from: "2020-02-01", to: "2020-02-29" });
    expect(spanOf("2019-05-04")).toEqual({ from: "2019-05-04", to: "2019-05-04" });
    expect(spanOf("2018/2019-06")).toEqual({ from: "2018-01-01", to: "2019-06-30" });
    expect(spanOf("2019-34~")).toEqual({ from: "2019-04-01", to: "2019-06-30" });
    expect(spanOf("201X")).toEqual({ from: "2010-01-01", to: "2019-12-31" });
    expect(spanOf(null)).toBeNull();
  });

  it("falls in its year", () => {
    expect(yearFraction("2019-01-01")).toBe(2019);
    expect(Math.floor(yearFraction("2019-12-31"))).toBe(2019);
    expect(yearFraction("2020-07-01")).toBeCloseTo(2020.497, 3);
  });
});

describe("rows of milestones", () => {
  const all = [
    milestone("b", "x", "2020"),
    milestone("a", "x", "2019-05-04"),
    milestone("c", "y", "2021"),
    milestone("d", "y", null),
  ];

  it("have what is dated, in order of time; the undated are in none", () => {
    const rows = ganttRows(all, "2022-01-01", new Map());
    expect(
      rows.map(({ subject, marks }) => [subject.id, marks.map((m) => m.milestone.id)]),
    ).toEqual([
      ["x", ["a", "b"]],
      ["y", ["c"]],
    ]);
    expect(axisOf(rows, "2022-01-01")).toEqual({ first: 2019, last: 2022 });
  });

  it("stand under each of their groups, and under the rest where they have none", () => {
    const rows = ganttRows(all, "2022-01-01", new Map());
    const groups = grouped(
      rows,
      [
        { id: "g", name: "G", members: new Set(["x"]) },
        { id: "h", name: "H", members: new Set(["x"]) },
        { id: "i", name: "I", members: new Set() },
      ],
      { id: "rest", name: "Rest" },
    );
    expect(groups.map(({ id, rows }) => [id, rows.map(({ subject }) => subject.id)])).toEqual([
      ["g", ["x"]],
      ["h", ["x"]],
      ["rest", ["y"]],
    ]);
  });
});

describe("marks on the axis", () => {
  const dates = fc.constantFrom("2018", "2018-03", "2018-03-04", "2019", "2018/2020", "2019-06");

  it("never hide one another and can be hit", () => {
    fc.assert(
      fc.property(fc.array(dates, { maxLength: 12 }), (given) => {
        const all = given.map((date, at) => milestone(`${at}`, "x", date));
        const marks = ganttRows(all, "2020-01-01", new Map())[0]?.marks ?? [];
        const placed = placeMarks(marks, 2018, 48);
        for (const [at, one] of placed.entries()) {
          expect(one.width).toBeGreaterThanOrEqual(TARGET);
          for (const other of placed.slice(at + 1)) {
            const apart =
              one.left + one.width <= other.left + 0.5 ||
              other.left + other.width <= one.left + 0.5;
            expect(one.lane !== other.lane || apart).toBe(true);
          }
        }
      }),
    );
  });

  it("are all reached by the arrow keys", () => {
    const rows = [[{ left: 1 }, { left: 5 }], [], [{ left: 4 }]];
    expect(moveInGantt(rows, { row: 0, mark: 0 }, "ArrowRight", false)).toEqual({
      row: 0,
      mark: 1,
    });
    expect(moveInGantt(rows, { row: 0, mark: 2 }, "ArrowRight", false)).toEqual({
      row: 0,
      mark: 2,
    });
    expect(moveInGantt(rows, { row: 0, mark: 2 }, "ArrowDown", false)).toEqual({ row: 1, mark: 0 });
    expect(moveInGantt(rows, { row: 2, mark: 1 }, "PageUp", false)).toEqual({ row: 0, mark: 2 });
    expect(moveInGantt(rows, { row: 0, mark: 0 }, "End", true)).toEqual({ row: 2, mark: 1 });
    expect(moveInGantt(rows, { row: 0, mark: 0 }, "x", false)).toBeUndefined();
  });
});
