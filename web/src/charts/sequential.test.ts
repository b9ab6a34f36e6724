import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stepOf, wholeSteps } from "./sequential";

describe("the sequential scale", () => {
  it("gives the largest value the last step", () => {
    expect(stepOf(7, 7)).toBe(5);
    expect(stepOf(1, 100)).toBe(1);
  });

  it("has a legend that says the step of every whole number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (max) => {
        const steps = wholeSteps(max);
        for (let value = 1; value <= max; value++) {
          const found = steps.filter(({ from, to }) => from <= value && value <= to);
          expect(found.map(({ step }) => step)).toEqual([stepOf(value, max)]);
        }
      }),
    );
  });

  it("has an empty legend where nothing is counted", () => {
    expect(wholeSteps(0)).toEqual([]);
  });
});
