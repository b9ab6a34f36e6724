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

/** Nodes near each other, drawn as one bubble. */
export interface Group {
  /** The middle of its nodes, in the coordinates of the layout. */
  x: number;
  y: number;
  count: number;
}

/** The side of the squares that nodes are grouped by, in pixels, at least. */
const GROUP_SIDE = 80;

/**
 * Groups the vivid nodes within bounds by squares of the layout. The side is a power of two, so
 * that groups stay while the picture moves and split in four, and never shift, as it is zoomed.
 */
export function groupNodes(
  graph: NetworkGraph,
  scene: Scene,
  bounds: Bounds,
  scale: number,
): Group[] {
  const side = 2 ** Math.ceil(Math.log2(GROUP_SIDE / scale));
  const groups = new Map<string, Group>();
  for (let node = 0; node < graph.count; node++) {
    const x = graph.x[node] as number;
    const y = graph.y[node] as number;
    if (scene.faded[node] !== 0 || !contains(bounds, x, y)) continue;
    const key = `${Math.floor(x / side)} ${Math.floor(y / side)}`;
    const group = groups.get(key);
    if (group) {
      group.x += (x - group.x) / (group.count + 1);
      group.y += (y - group.y) / (group.count + 1);
      group.count++;
    } else groups.set(key, { x, y, count: 1 });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** The radius of a group's bubble in pixels; its area grows with the count. */
export function groupRadius(group: Group, largest: number): number {
  return 12 + 26 * Math.sqrt(group.count / Math.max(1, largest));
}

function contains(bounds: Bounds, x = Number.NaN, y = Number.NaN): boolean {
  return x >= bounds.left && x <= bounds.right && y >= bounds.top && y <= bounds.bottom;
}
