import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPlace, type Place, parsePlace } from "../../state/place";
import { axesOf, turn } from "./axes";

function at(query: string): Place {
  const place = parsePlace("/e/now/gaps", query);
  if (!place) throw new Error("no place");
  return place;
}

describe("the axes of the gaps", () => {
  it("are goals by stages, with fewer than two a gap, where the address does not say", () => {
    expect(axesOf(at(""))).toEqual({ rows: "goal", columns: "stage", year: undefined, below: 2 });
  });

  it("read addresses of before there were two", () => {
    expect(axesOf(at("?by=activity")).columns).toBe("activity");
  });

  it("take no threshold that makes no sense", () => {
    expect(
      ["0", "-3", "many", "100", "7"].map((each) => axesOf(at(`?below=${each}`)).below),
    ).toEqual([2, 2, 2, 2, 7]);
  });

  it("always differ, and change places where one becomes the other", () => {
    expect(formatPlace(turn(at(""), "rows", "stage"))).toBe("/e/now/gaps?rows=stage");
    expect(formatPlace(turn(at("?rows=stage"), "rows", "goal"))).toBe("/e/now/gaps");
    const axis = fc.constantFrom("goal", "stage", "lead-sort", "place");
    const step = fc.record({ which: fc.constantFrom("rows" as const, "columns" as const), axis });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const end = steps.reduce((place, { which, axis }) => turn(place, which, axis), at(""));
        const { rows, columns } = axesOf(end);
        const last = steps.at(-1);
        expect(rows).not.toBe(columns);
        if (last) expect(axesOf(end)[last.which]).toBe(last.axis);
      }),
    );
  });
});
