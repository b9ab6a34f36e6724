import { describe, expect, it } from "vitest";
import { groupGaps } from "./gapgroups";
import { leastCovered } from "./heatmap";
import { cellOf, gapsOf, nearOf } from "./testing";

describe("gaps by goal", () => {
  const gaps = gapsOf([
    [
      { ...cellOf("unknown", null, 3), nearest: nearOf(["near", 0.5]) },
      cellOf("covered", 1, 3),
      cellOf("unknown", null, 3),
    ],
    [cellOf("unknown", null, 5), cellOf("unknown", null, 5), cellOf("unknown", null, 5)],
  ]);
  const [first, second] = gaps.rows;
  if (second) second.placed = { known: 0, of: 5 };

  it("says once what is the same for several columns of a goal", () => {
    const { told } = groupGaps(leastCovered(gaps, 1));
    expect(told.map(({ row }) => row)).toEqual([first]);
    expect(told[0]?.alike.map((each) => each.gaps.map(({ column }) => column.id))).toEqual([
      ["1", "3"],
    ]);
    expect(told[0]?.alike[0]?.nearest.map(({ id }) => id)).toEqual(["near"]);
  });

  it("sets aside goals of which nothing is known in the columns", () => {
    expect(groupGaps(leastCovered(gaps, 1)).untold).toEqual([second]);
  });
});
