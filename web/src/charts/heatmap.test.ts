import { describe, expect, it } from "vitest";
import { gapStanding } from "../text/gaps";
import { countOf, gapCertainty, glyphOf, leastCovered, maxCount, nearestTo } from "./heatmap";
import { cellOf, gapsOf, nearOf } from "./testing";

describe("the heat map", () => {
  it("writes the four states differently", () => {
    const glyphs = [
      cellOf("covered", 3),
      cellOf("known_empty", 0),
      cellOf("unknown"),
      cellOf("impossible"),
    ].map(glyphOf);
    expect(glyphs).toEqual(["3", "0", "?", "–"]);
  });

  it("calls a cell a certain gap only where nobody else may be there", () => {
    expect(gapCertainty(cellOf("known_empty", 0), 1)).toBe("certain");
    expect(gapCertainty(cellOf("covered", 1), 2)).toBe("certain");
    expect(gapCertainty(cellOf("covered", 1, 1), 2)).toBe("possible");
    expect(gapCertainty(cellOf("unknown", null, 3), 1)).toBe("possible");
    expect(gapCertainty(cellOf("covered", 2), 2)).toBeUndefined();
  });

  it("never calls an impossible cell a gap", () => {
    expect(gapCertainty(cellOf("impossible"), 9)).toBeUndefined();
  });

  it("lists certain gaps first, then the least covered", () => {
    const gaps = gapsOf([
      [cellOf("unknown", null, 2), cellOf("covered", 1), cellOf("known_empty", 0)],
    ]);
    const found = leastCovered(gaps, 2);
    expect(found.map((gap) => `${gap.column.name}: ${gapStanding(gap)}`)).toEqual([
      "stage 3: known to be empty",
      "stage 2: only 1 known",
      "stage 1: nobody known, 2 more may be here",
    ]);
  });

  it("has a number for the covered and the known empty only", () => {
    const cells = [cellOf("covered", 3), cellOf("known_empty", 0)];
    expect(cells.map(countOf)).toEqual([3, 0]);
    expect([cellOf("unknown"), cellOf("impossible")].map(countOf)).toEqual([null, null]);
  });

  it("names the nearest to several cells once each, organizations before initiatives", () => {
    const cells = [
      { ...cellOf("unknown"), nearest: nearOf(["a", 0.5], ["b", 0.2]) },
      { ...cellOf("unknown"), nearest: nearOf(["b", 0.9], ["c", 0.1]) },
    ];
    expect(nearestTo(cells, 2).map(({ id }) => id)).toEqual(["b", "a"]);
  });

  it("scales to the largest count that is known", () => {
    expect(maxCount(gapsOf([[cellOf("covered", 4), cellOf("unknown")]]))).toBe(4);
    expect(maxCount(gapsOf([]))).toBe(0);
  });
});
