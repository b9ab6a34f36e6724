import * as fc from "fast-check";
import { expect, it } from "vitest";
import { drawSpreads, type Spread, scaleOf, share } from "./intervals";

const spread = (value: number, interval: [number, number] | null): Spread => ({
  id: "a",
  label: "a",
  value,
  interval,
  baseline: false,
  note: "",
});

it("puts a value at its share of the scale and its interval around it", () => {
  const scale = scaleOf([spread(0.25, [0.1, 0.4])]);
  expect(scale).toEqual({ most: 0.4, ticks: [0, 0.1, 0.2, 0.3, 0.4] });
  expect(drawSpreads([spread(0.25, [0.1, 0.4])], scale)[0]).toMatchObject({
    at: 62.5,
    from: 25,
    to: 100,
  });
});

it("draws a value without an interval as a point", () => {
  const scale = scaleOf([spread(0.5, null)]);
  const [drawn] = drawSpreads([spread(0.5, null)], scale);
  expect([drawn?.from, drawn?.to]).toEqual([drawn?.at, drawn?.at]);
});

it("holds everything it is given, in order", () => {
  const value = fc.double({ min: 0, max: 1, noNaN: true });
  const spreads = fc.array(fc.tuple(value, value, value), { minLength: 1 });
  fc.assert(
    fc.property(spreads, (given) => {
      const all = given.map(([a, b, c]) => {
        const [low = 0, middle = 0, high = 0] = [a, b, c].sort((x, y) => x - y);
        return spread(middle, [low, high]);
      });
      const scale = scaleOf(all);
      expect(scale.ticks[0]).toBe(0);
      expect(scale.ticks.at(-1)).toBeCloseTo(scale.most, 9);
      for (const { at, from, to } of drawSpreads(all, scale)) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from).toBeLessThanOrEqual(at);
        expect(at).toBeLessThanOrEqual(to);
        expect(to).toBeLessThanOrEqual(100);
      }
    }),
  );
});

it("writes shares without needless digits and never a small one as nothing", () => {
  expect([0, 0.5, 0.8821, 0.0092, 1].map(share)).toEqual(["0", "0.5", "0.882", "0.0092", "1"]);
});
