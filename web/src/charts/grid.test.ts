import { describe, expect, it } from "vitest";
import { type GridKey, type GridPlace, moveInGrid } from "./grid";

const size = { rows: 30, columns: 5 };

function press(key: string, from: GridPlace, held: Partial<GridKey> = {}) {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  return moveInGrid(from, { key, ...none, ...held }, size);
}

describe("moving in a grid", () => {
  it("goes one cell by an arrow and stays at the edge", () => {
    expect(press("ArrowRight", { row: 1, column: 1 })).toEqual({ row: 1, column: 2 });
    expect(press("ArrowDown", { row: 1, column: 1 })).toEqual({ row: 2, column: 1 });
    expect(press("ArrowLeft", { row: 1, column: 0 })).toEqual({ row: 1, column: 0 });
    expect(press("ArrowUp", { row: 0, column: 3 })).toEqual({ row: 0, column: 3 });
  });

  it("goes to the ends of the row by Home and End, and with Ctrl to the corners", () => {
    expect(press("Home", { row: 4, column: 3 })).toEqual({ row: 4, column: 0 });
    expect(press("End", { row: 4, column: 3 })).toEqual({ row: 4, column: 4 });
    expect(press("Home", { row: 4, column: 3 }, { ctrlKey: true })).toEqual({ row: 0, column: 0 });
    expect(press("End", { row: 4, column: 3 }, { ctrlKey: true })).toEqual({ row: 29, column: 4 });
  });

  it("passes ten rows by a page, and no more than there are", () => {
    expect(press("PageDown", { row: 3, column: 2 })).toEqual({ row: 13, column: 2 });
    expect(press("PageDown", { row: 25, column: 2 })).toEqual({ row: 29, column: 2 });
    expect(press("PageUp", { row: 3, column: 2 })).toEqual({ row: 0, column: 2 });
  });

  it("leaves other keys to the page", () => {
    expect(press("Tab", { row: 0, column: 0 })).toBeUndefined();
    expect(press("ArrowLeft", { row: 0, column: 2 }, { altKey: true })).toBeUndefined();
  });
});
