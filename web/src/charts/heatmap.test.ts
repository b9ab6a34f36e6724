import { describe, expect, it } from "vitest";
import { gapCertainty, glyphOf, leastCovered, maxCount } from "./heatmap";
import { cellOf, gapsOf } from "./testing";
import { gapStanding } from "./words";

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

  it("names who is nearest along stages, but not along terms that have no order", () => {
    const cells = [cellOf("known_empty", 0), cellOf("covered", 2)];
    const nearest = (by: string) =>
      leastCovered(gapsOf([cells], by), 1)[0]?.nearest.map(({ id }) => id);
    expect(nearest("stage")).toEqual(["covered-0", "covered-1"]);
    expect(nearest("population")).toEqual([]);
  });

  it("scales to the largest count that is known", () => {
    expect(maxCount(gapsOf([[cellOf("covered", 4), cellOf("unknown")]]))).toBe(4);
    expect(maxCount(gapsOf([]))).toBe(0);
  });
});
