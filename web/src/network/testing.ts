/** Layouts for tests. */

import type { EntityKind, Layout } from "../api/types";

/** Numbers that look random and are the same each time (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Nodes at points, named `node 0`…, with links between their indices. */
export function layoutOf(
  points: readonly (readonly [number, number])[],
  links: readonly (readonly [number, number, number?])[] = [],
  kinds: readonly EntityKind[] = [],
): Layout {
  const degrees = points.map(
    (_, node) => links.filter(([a, b]) => a === node || b === node).length,
  );
  return {
    version: { position: 1, hash: "0" },
    mode: "two",
    seed: 1,
    ids: points.map((_, node) => `n${node}`),
    names: points.map((_, node) => `node ${node}`),
    kinds: points.map((_, node) => kinds[node] ?? "initiative"),
    goal: points.map((_, node) => (node % 3 === 2 ? null : node % 3)),
    goal_inferred: points.map(() => false),
    goals: ["goal-a", "goal-b"],
    community: points.map(() => null),
    stage_low: points.map(() => null),
    stage_high: points.map(() => null),
    degrees,
    x: points.map(([x]) => x),
    y: points.map(([, y]) => y),
    links: links.map(([a, b, weight = 1]) => ({
      a,
      b,
      weight,
      kind: "partners",
      confidence: "reported",
    })),
  };
}

/** So many nodes at random points within a square of 1000. */
export function randomLayout(count: number, seed: number): Layout {
  const random = randomFrom(seed);
  return layoutOf(Array.from({ length: count }, () => [random() * 1000, random() * 1000] as const));
}
