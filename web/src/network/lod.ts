/** How much is drawn at a zoom: groups with counts, nodes with the top labels, or all labels. */

import type { Bounds, NetworkGraph } from "./graph";
import type { Scene } from "./scene";

export type Detail = "groups" | "nodes" | "labels";

/** Beyond so many marks in the picture, groups are drawn instead. */
export const MOST_MARKS = 20_000;

/** A map of no more nodes than this is never drawn as groups. */
const NEVER_GROUPED = 500;

/** The detail at a zoom (1 is everything fits) with so many marks in the picture. */
export function detailAt(zoom: number, marks: number): Detail {
  if (marks > MOST_MARKS) return "groups";
  if (zoom < 0.5 && marks > NEVER_GROUPED) return "groups";
  return zoom > 1.5 || marks <= 60 ? "labels" : "nodes";
}

/** How many vivid nodes are within bounds. */
export function marksWithin(graph: NetworkGraph, scene: Scene, bounds: Bounds): number {
  let count = 0;
  for (let node = 0; node < graph.count; node++) {
    if (scene.faded[node] === 0 && contains(bounds, graph.x[node], graph.y[node])) count++;
  }
  return count;
}

function contains(bounds: Bounds, x = Number.NaN, y = Number.NaN): boolean {
  return x >= bounds.left && x <= bounds.right && y >= bounds.top && y <= bounds.bottom;
}
