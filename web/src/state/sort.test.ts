import fc from "fast-check";
import { expect, it } from "vitest";
import { formatSort, nextSort, parseSort, sortRows } from "./sort";

it("keeps unknown values at the end both ways", () => {
  const rows = [3, null, 1, undefined, 0];
  expect(sortRows(rows, (row) => row, false)).toEqual([0, 1, 3, null, undefined]);
  expect(sortRows(rows, (row) => row, true)).toEqual([3, 1, 0, null, undefined]);
});

it("sorts zero as a number, not as unknown", () => {
  expect(sortRows([null, 0, 2], (row) => row, true)).toEqual([2, 0, null]);
});

it("sorts names as people do", () => {
  expect(sortRows(["Goal 10", "goal 9", "Älg", "Zoo"], (row) => row, false)).toEqual([
    "Älg",
    "goal 9",
    "Goal 10",
    "Zoo",
  ]);
});

it("keeps every row", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer())), (rows) => {
      const counted = (list: (number | null)[]) => list.map(String).sort();
      expect(counted(sortRows(rows, (row) => row, true))).toEqual(counted(rows));
    }),
  );
});

it("turns around when the same heading is chosen again", () => {
  const byName = parseSort(undefined, { key: "name", descending: false });
  expect(nextSort(byName, "name", false)).toEqual({ key: "name", descending: true });
  expect(nextSort(byName, "milestones", true)).toEqual({ key: "milestones", descending: true });
  expect(parseSort(formatSort({ key: "a", descending: true }), byName).descending).toBe(true);
});
