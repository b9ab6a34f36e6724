import * as fc from "fast-check";
import { expect, it } from "vitest";
import { domainOf, percentAt } from "./interval";

it("begins at 0 and ends at the greatest of what is drawn", () => {
  const none = { value: null, low: null, high: null, expected: null };
  expect(domainOf([])).toEqual({ from: 0, to: 1 });
  expect(
    domainOf([
      { ...none, value: 2, high: 6 },
      { ...none, expected: 7.5 },
    ]),
  ).toEqual({
    from: 0,
    to: 7.5,
  });
});

it("keeps every number on the line and in its order", () => {
  const value = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [left, right] = [a, b].map((each) => percentAt(each, { from: -1, to: 1 }));
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(100);
      if (a < b) expect(left).toBeLessThanOrEqual(right ?? -1);
    }),
  );
});
