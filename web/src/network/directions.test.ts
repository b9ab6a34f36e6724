import { describe, expect, it } from "vitest";
import { type Direction, nearestToward, type Positions } from "./directions";
import { layoutOf, randomLayout } from "./testing";

const ways: Direction[] = ["up", "down", "left", "right"];

describe("arrow keys on the map", () => {
  it("go to the nearest in their direction", () => {
    const cross = layoutOf([
      [0, 0],
      [0, -5],
      [0, 5],
      [-5, 0],
      [5, 0],
      [9, 1],
    ]);
    expect(ways.map((way) => nearestToward(cross, 0, way))).toEqual([1, 2, 3, 4]);
    expect(nearestToward(cross, 5, "right")).toBeUndefined();
  });

  it("pass over what is faded", () => {
    const line = layoutOf([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
    expect(nearestToward(line, 0, "right", (node) => node !== 1)).toBe(2);
  });

  it("reach every node of a map of 36 from every other", () => {
    for (let seed = 1; seed <= 25; seed++) {
      const layout = randomLayout(36, seed);
      for (let from = 0; from < 36; from++) expect(reached(layout, from).size).toBe(36);
    }
  });

  it("reach every node where many lie on one line, one diagonal or one point", () => {
    const points = [
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
      [3, 3],
      [0, 3],
      [1, 3],
      [-1, 1],
    ] as const;
    const layout = layoutOf(points);
    for (let from = 0; from < points.length; from++) {
      expect(reached(layout, from).size).toBe(points.length);
    }
  });

  it("come closer to the aim with every step", () => {
    const layout = randomLayout(200, 9);
    const apart = (a: number, b: number) =>
      Math.abs((layout.x[a] ?? 0) - (layout.x[b] ?? 0)) +
      Math.abs((layout.y[a] ?? 0) - (layout.y[b] ?? 0));
    for (let from = 0; from < 200; from++) {
      const aim = (from * 37 + 11) % 200;
      if (aim === from) continue;
      const nearest = ways.map((way) => nearestToward(layout, from, way) ?? from);
      expect(Math.min(...nearest.map((node) => apart(node, aim)))).toBeLessThan(apart(from, aim));
    }
  });
});

function reached(positions: Positions, from: number): Set<number> {
  const seen = new Set([from]);
  const open = [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const way of ways) {
      const next = nearestToward(positions, node, way);
      if (next !== undefined && !seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
    }
  }
  return seen;
}
