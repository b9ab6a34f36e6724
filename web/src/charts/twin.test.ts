import { describe, expect, it } from "vitest";
import { drawBars } from "./bars";
import { nextSort, sortRows, type TwinColumn } from "./twin";

type Row = { name: string; count: number | null };
const columns: TwinColumn<Row>[] = [
  { id: "name", name: "Name", value: ({ name }) => name },
  { id: "count", name: "Count", numeric: true, value: ({ count }) => count },
];
const rows: Row[] = [
  { name: "b", count: 2 },
  { name: "c", count: null },
  { name: "a", count: 10 },
];

describe("the table twin", () => {
  it("sorts numbers as numbers, with the unknown last either way", () => {
    const sorted = (descending: boolean) =>
      sortRows(rows, columns, { column: "count", descending }).map(({ count }) => count);
    expect(sorted(true)).toEqual([10, 2, null]);
    expect(sorted(false)).toEqual([2, 10, null]);
  });

  it("begins with the largest number or with A, and turns round when pressed again", () => {
    const [name, count] = columns;
    if (!name || !count) throw new Error("no column");
    expect(nextSort(null, count)).toEqual({ column: "count", descending: true });
    expect(nextSort(null, name)).toEqual({ column: "name", descending: false });
    expect(nextSort({ column: "name", descending: false }, name).descending).toBe(true);
  });

  it("keeps the order it was given without a sort", () => {
    expect(sortRows(rows, columns, null)).toEqual(rows);
  });
});

describe("bars", () => {
  it("are scaled to the largest, inferred included", () => {
    const [a, b] = drawBars([
      { id: "a", label: "a", stated: 6, inferred: 4 },
      { id: "b", label: "b", stated: null },
    ]);
    expect([a?.statedWidth, a?.inferredWidth]).toEqual([60, 40]);
    expect(b?.stated).toBeNull();
  });
});
