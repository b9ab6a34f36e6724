/** A layout of the server, made ready for drawing: typed columns, bounds and neighbours. */

import type { EntityKind, Layout } from "../api/types";
import { type Community, communitiesOf, type GroupTie, tiesBetween } from "./groups";

/** A rectangle in the coordinates of the layout. */
export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Nodes are named by their index in the layout, links by theirs. */
export interface NetworkGraph {
  count: number;
  ids: readonly string[];
  names: readonly string[];
  kinds: readonly EntityKind[];
  /** The place of each node's goal in `goals`; -1 is unknown. */
  goal: Int32Array;
  /** 1 where that goal was inferred and no source states it. */
  goalInferred: Uint8Array;
  goals: readonly string[];
  /** The number of each node's community; -1 is none. */
  community: Int32Array;
  /** The communities, by their numbers, and how many links join them. */
  groups: readonly Community[];
  groupTies: readonly GroupTie[];
  /** The stage of each initiative, as a range from 1 to 5; 0 is unknown. */
  stageLow: Uint8Array;
  stageHigh: Uint8Array;
  degrees: Uint32Array;
  x: Float64Array;
  y: Float64Array;
  linkA: Uint32Array;
  linkB: Uint32Array;
  linkWeight: Uint32Array;
  /** 1 where no source states any of the ties that the link stands for. */
  linkInferred: Uint8Array;
  bounds: Bounds;
  indexOf: ReadonlyMap<string, number>;
  /** All nodes by degree, largest first, then by name: the order of the list and of labels. */
  byDegree: readonly number[];
  neighbours: Neighbours;
}

/** The neighbours of node `i` are `node[start[i]]` to `node[start[i + 1] - 1]`, heaviest first. */
export interface Neighbours {
  start: Uint32Array;
  node: Uint32Array;
  link: Uint32Array;
}

/** Reads a layout. The links' ends must be indices of its nodes; others are left out. */
export function prepareGraph(layout: Layout): NetworkGraph {
  const count = layout.ids.length;
  const links = layout.links.filter(({ a, b }) => a < count && b < count);
  const x = Float64Array.from(layout.x);
  const y = Float64Array.from(layout.y);
  const degrees = Uint32Array.from(layout.degrees);
  const linkA = Uint32Array.from(links, ({ a }) => a);
  const linkB = Uint32Array.from(links, ({ b }) => b);
  const linkWeight = Uint32Array.from(links, ({ weight }) => weight);
  const community = Int32Array.from(layout.community, (number) => number ?? -1);
  const byDegree = orderByDegree(degrees, layout.names);
  const groups = communitiesOf({ community, x, y, byDegree, kinds: layout.kinds });
  return {
    count,
    ids: layout.ids,
    names: layout.names,
    kinds: layout.kinds,
    goal: goalColumn(layout),
    goalInferred: goalInferredColumn(layout),
    goals: layout.goals,
    community,
    groups,
    groupTies: tiesBetween({ community, linkA, linkB }, groups.length),
    stageLow: Uint8Array.from(layout.stage_low, (stage) => stage ?? 0),
    stageHigh: Uint8Array.from(layout.stage_high, (stage) => stage ?? 0),
    degrees,
    x,
    y,
    linkA,
    linkB,
    linkWeight,
    linkInferred: Uint8Array.from(links, ({ confidence }) => (confidence === "inferred" ? 1 : 0)),
    bounds: boundsOf(x, y),
    indexOf: new Map(layout.ids.map((id, index) => [id, index])),
    byDegree,
    neighbours: neighboursOf(count, linkA, linkB, linkWeight),
  };
}

/** The neighbours of a node, heaviest link first. */
export function neighboursAt(graph: NetworkGraph, node: number): Uint32Array {
  const { start, node: ends } = graph.neighbours;
  return ends.subarray(start[node], start[node + 1]);
}

/** The links of a node, in the order of its neighbours. */
export function linksAt(graph: NetworkGraph, node: number): Uint32Array {
  const { start, link } = graph.neighbours;
  return link.subarray(start[node], start[node + 1]);
}

/** A goal's own node counts as serving it, so that it has the colour of the goal. */
function goalColumn(layout: Layout): Int32Array {
  const own = new Map(layout.goals.map((id, index) => [id, index]));
  return Int32Array.from(layout.ids, (id, index) => own.get(id) ?? layout.goal[index] ?? -1);
}

/** A goal's own node is no inference. */
function goalInferredColumn(layout: Layout): Uint8Array {
  const own = new Set(layout.goals);
  return Uint8Array.from(layout.ids, (id, index) =>
    layout.goal_inferred[index] && !own.has(id) ? 1 : 0,
  );
}

function boundsOf(x: Float64Array, y: Float64Array): Bounds {
  if (x.length === 0) return { left: -1, top: -1, right: 1, bottom: 1 };
  const bounds = {
    left: Number.POSITIVE_INFINITY,
    top: Number.POSITIVE_INFINITY,
    right: Number.NEGATIVE_INFINITY,
    bottom: Number.NEGATIVE_INFINITY,
  };
  for (let node = 0; node < x.length; node++) {
    bounds.left = Math.min(bounds.left, x[node] as number);
    bounds.right = Math.max(bounds.right, x[node] as number);
    bounds.top = Math.min(bounds.top, y[node] as number);
    bounds.bottom = Math.max(bounds.bottom, y[node] as number);
  }
  return bounds;
}

function orderByDegree(degrees: Uint32Array, names: readonly string[]): number[] {
  const collator = new Intl.Collator("en");
  return Array.from(degrees.keys()).sort(
    (a, b) =>
      (degrees[b] as number) - (degrees[a] as number) ||
      collator.compare(names[a] ?? "", names[b] ?? "") ||
      a - b,
  );
}

function neighboursOf(
  count: number,
  linkA: Uint32Array,
  linkB: Uint32Array,
  weight: Uint32Array,
): Neighbours {
  const start = new Uint32Array(count + 1);
  for (let link = 0; link < linkA.length; link++) {
    increment(start, (linkA[link] as number) + 1);
    increment(start, (linkB[link] as number) + 1);
  }
  for (let node = 0; node < count; node++) increment(start, node + 1, start[node]);
  const node = new Uint32Array(2 * linkA.length);
  const link = new Uint32Array(2 * linkA.length);
  const next = Uint32Array.from(start);
  // Links go in by weight, so that each node's neighbours come out by weight.
  const order = Array.from(linkA.keys()).sort(
    (a, b) => (weight[b] as number) - (weight[a] as number) || a - b,
  );
  for (const each of order) {
    const [a, b] = [linkA[each] as number, linkB[each] as number];
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const at = next[from] as number;
      increment(next, from);
      node[at] = to;
      link[at] = each;
    }
  }
  return { start, node, link };
}

function increment(column: Uint32Array, at: number, by = 1): void {
  column[at] = (column[at] ?? 0) + by;
}
