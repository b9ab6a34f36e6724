/** Which node is under the pointer. */

import { type Quadtree, quadtree } from "d3-quadtree";

import type { NetworkGraph } from "./graph";

/** A search tree over the positions of all nodes. */
export type HitIndex = Quadtree<number>;

/** Builds the search tree, once for each layout. */
export function indexNodes(graph: NetworkGraph): HitIndex {
  return quadtree<number>()
    .x((node) => graph.x[node] as number)
    .y((node) => graph.y[node] as number)
    .addAll(Array.from({ length: graph.count }, (_, node) => node));
}

/** Half of the least target of 24 px (WCAG 2.5.8). */
export const LEAST_HIT_RADIUS = 12;

/** What is asked. */
export interface Hit {
  /** The point, in the coordinates of the layout. */
  x: number;
  y: number;
  /** Pixels for each unit of the layout. */
  scale: number;
  /** The radius of a node, in pixels. */
  radius: (node: number) => number;
  /** The largest of those radii. */
  maxRadius: number;
  /** Which nodes can be hit at all. */
  accepts: (node: number) => boolean;
}

/** The node whose target holds the point, the closest centre first, then the lower index. */
export function hitNode(graph: NetworkGraph, index: HitIndex, hit: Hit): number | undefined {
  const reach = Math.max(LEAST_HIT_RADIUS, hit.maxRadius) / hit.scale;
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  const consider = (node: number) => {
    const distance = distanceTo(graph, node, hit);
    const closer = distance < least || (distance === least && node < (best ?? node));
    if (closer && isHit(node, distance, hit)) {
      least = distance;
      best = node;
    }
  };
  index.visit((quad, left, top, right, bottom) => {
    if (!quad.length) {
      // Nodes at the same point hang on one leaf as a chain.
      let leaf: typeof quad | undefined = quad;
      while (leaf) {
        consider(leaf.data);
        leaf = leaf.next;
      }
    }
    return (
      left > hit.x + reach || right < hit.x - reach || top > hit.y + reach || bottom < hit.y - reach
    );
  });
  return best;
}

/** Whether a node's target reaches a point at a distance, in units of the layout. */
export function isHit(node: number, distance: number, hit: Hit): boolean {
  const target = Math.max(LEAST_HIT_RADIUS, hit.radius(node)) / hit.scale;
  return distance <= target && hit.accepts(node);
}

function distanceTo(graph: NetworkGraph, node: number, { x, y }: Hit): number {
  return Math.hypot((graph.x[node] as number) - x, (graph.y[node] as number) - y);
}
