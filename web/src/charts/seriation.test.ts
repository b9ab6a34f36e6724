import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pathLength, seriate } from "./seriation";

type Distance = (a: number, b: number) => number;

/** A symmetric table of distances for up to `most` things. */
function distances(most: number) {
  return fc.integer({ min: 0, max: most }).chain((count) =>
    fc
      .array(fc.integer({ min: 0, max: 20 }), {
        minLength: count * count,
        maxLength: count * count,
      })
      .map((table) => ({
        count,
        distance: ((a, b) =>
          a === b ? 0 : (table[Math.min(a, b) * count + Math.max(a, b)] ?? 0)) as Distance,
      })),
  );
}

describe("seriation", () => {
  it("puts points of a line in their order, whatever order they come in", () => {
    const at = [5, 1, 9, 3, 7];
    const order = seriate(5, (a, b) => Math.abs((at[a] ?? 0) - (at[b] ?? 0)));
    expect(order.map((index) => at[index])).toEqual([9, 7, 5, 3, 1].reverse());
  });

  it("keeps two clear groups together", () => {
    const group = [0, 1, 0, 1, 0, 1];
    const order = seriate(6, (a, b) => (group[a] === group[b] ? 1 : 10));
    const changes = order.slice(1).filter((index, at) => group[index] !== group[order[at] ?? 0]);
    expect(changes).toHaveLength(1);
  });

  it("is a permutation, and the same each time", () => {
    fc.assert(
      fc.property(distances(14), ({ count, distance }) => {
        const order = seriate(count, distance);
        expect([...order].sort((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, i) => i),
        );
        expect(seriate(count, distance)).toEqual(order);
      }),
    );
  });

  it("is no longer than any order that swaps the halves of its tree", () => {
    // Of three things, each tree leaves four orders; a slow search over them is the check.
    fc.assert(
      fc.property(distances(3), ({ count, distance }) => {
        if (count < 3) return;
        const pairs: [number, number, number][] = [
          [0, 1, 2],
          [0, 2, 1],
          [1, 2, 0],
        ];
        const [a, b, c] = pairs.reduce((best, pair) =>
          distance(pair[0], pair[1]) < distance(best[0], best[1]) ? pair : best,
        );
        const allowed = [
          [a, b, c],
          [b, a, c],
          [c, a, b],
          [c, b, a],
        ];
        const least = Math.min(...allowed.map((order) => pathLength(order, distance)));
        expect(pathLength(seriate(count, distance), distance)).toBe(least);
      }),
    );
  });

  it("orders sixty things within a second", () => {
    const started = performance.now();
    seriate(60, (a, b) => ((a * 7919 + b * 104729 + a * b * 31) % 97) / 97);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
