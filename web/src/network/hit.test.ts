import { describe, expect, it } from "vitest";
import { prepareGraph } from "./graph";
import { type Hit, hitNode, indexNodes, isHit, LEAST_HIT_RADIUS } from "./hit";
import { layoutOf, randomFrom, randomLayout } from "./testing";

const radii = [3, 8, 20];
const hit = (x: number, y: number, scale: number): Hit => ({
  x,
  y,
  scale,
  radius: (node) => radii[node % 3] as number,
  maxRadius: 20,
  accepts: (node) => node % 7 !== 0,
});

describe("the hit test", () => {
  it("finds what a search through all nodes finds", () => {
    const graph = prepareGraph(randomLayout(400, 1));
    const index = indexNodes(graph);
    const random = randomFrom(2);
    let found = 0;
    for (let each = 0; each < 2000; each++) {
      const asked = hit(random() * 1000, random() * 1000, 0.3 + random());
      const slow = slowHit(graph.x, graph.y, asked);
      expect(hitNode(graph, index, asked)).toBe(slow);
      if (slow !== undefined) found++;
    }
    expect(found).toBeGreaterThan(200);
  });

  it("gives the smallest mark a target of 24 pixels", () => {
    const graph = prepareGraph(
      layoutOf([
        [500, 500],
        [0, 0],
      ]),
    );
    const index = indexNodes(graph);
    const small: Hit = { ...hit(0, 0, 2), radius: () => 1, maxRadius: 1, accepts: () => true };
    expect(hitNode(graph, index, { ...small, x: LEAST_HIT_RADIUS / 2 - 0.01 })).toBe(1);
    expect(hitNode(graph, index, { ...small, x: LEAST_HIT_RADIUS / 2 + 0.01 })).toBeUndefined();
  });

  it("finds nodes that lie on one point", () => {
    const graph = prepareGraph(
      layoutOf([
        [5, 5],
        [5, 5],
        [5, 5],
      ]),
    );
    const asked = { ...hit(5, 5, 1), accepts: (node: number) => node === 1 };
    expect(hitNode(graph, indexNodes(graph), asked)).toBe(1);
  });
});

function slowHit(x: Float64Array, y: Float64Array, asked: Hit): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let node = 0; node < x.length; node++) {
    const distance = Math.hypot((x[node] as number) - asked.x, (y[node] as number) - asked.y);
    if (distance < least && isHit(node, distance, asked)) {
      least = distance;
      best = node;
    }
  }
  return best;
}
