/** Communities as bubbles: what is drawn where single marks would be too many or too small. */

import type { Point } from "./camera";
import type { Bounds, NetworkGraph } from "./graph";
import type { Scene } from "./scene";

/** The things of one community. */
export interface Community {
  /** The middle of its things, faded ones too: a filter never moves it. */
  x: number;
  y: number;
  size: number;
  /** Its best linked thing that is no goal, by which it is called. */
  first: number;
  bounds: Bounds;
}

/** A community as it is drawn. */
export interface Group {
  /** Its number; the largest is 0. */
  number: number;
  /** Where its bubble is, in pixels. */
  x: number;
  y: number;
  radius: number;
  /** How many of its things are not faded. */
  count: number;
  size: number;
}

/** How many links join two communities. */
export interface GroupTie {
  a: number;
  b: number;
  links: number;
}

/** Where the camera sees a point of the layout. */
export type Projection = (x: number, y: number) => Point;

/** The communities of a graph, by their numbers. */
export function communitiesOf(
  graph: Pick<NetworkGraph, "community" | "x" | "y" | "byDegree" | "kinds">,
): Community[] {
  const found: Community[] = [];
  for (const node of graph.byDegree) {
    const number = graph.community[node] ?? -1;
    if (number < 0) continue;
    const [x, y] = [graph.x[node] as number, graph.y[node] as number];
    const known = found[number];
    if (!known) {
      found[number] = {
        x,
        y,
        size: 1,
        first: node,
        bounds: { left: x, right: x, top: y, bottom: y },
      };
      continue;
    }
    known.size++;
    known.x += (x - known.x) / known.size;
    known.y += (y - known.y) / known.size;
    if (graph.kinds[known.first] === "goal" && graph.kinds[node] !== "goal") known.first = node;
    const { bounds } = known;
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  return found;
}

/** How many links join each two communities. */
export function tiesBetween(
  graph: Pick<NetworkGraph, "community" | "linkA" | "linkB">,
  count: number,
): GroupTie[] {
  const links = new Map<number, number>();
  for (let link = 0; link < graph.linkA.length; link++) {
    const a = graph.community[graph.linkA[link] as number] as number;
    const b = graph.community[graph.linkB[link] as number] as number;
    if (a < 0 || b < 0 || a === b) continue;
    const key = Math.min(a, b) * count + Math.max(a, b);
    links.set(key, (links.get(key) ?? 0) + 1);
  }
  return Array.from(links, ([key, links]) => ({
    a: Math.floor(key / count),
    b: key % count,
    links,
  }));
}

/** Bubbles for the communities, apart from each other, with how many of each are not faded. */
export function bubbles(graph: NetworkGraph, scene: Scene, project: Projection, zoom: number) {
  const counts = new Uint32Array(graph.groups.length);
  for (let node = 0; node < graph.count; node++) {
    const number = graph.community[node] as number;
    if (number >= 0 && scene.faded[node] === 0) counts[number] = (counts[number] as number) + 1;
  }
  const largest = graph.groups.reduce((most, { size }) => Math.max(most, size), 1);
  const groups = graph.groups.map(({ x, y, size }, number): Group => {
    const radius = bubbleRadius(size, largest, zoom);
    return { number, ...project(x, y), radius, count: counts[number] as number, size };
  });
  pushApart(groups);
  return groups;
}

/** The area grows with how many there are; from far away all are smaller. */
function bubbleRadius(size: number, largest: number, zoom: number): number {
  return (11 + 27 * Math.sqrt(size / largest)) * Math.max(0.6, Math.min(1, Math.sqrt(2 * zoom)));
}

/** Between two bubbles at least so much, in pixels. */
const BETWEEN = 6;
const ROUNDS = 80;

/** Moves bubbles that cover each other apart, always in the same way. */
export function pushApart(bubbles: { x: number; y: number; radius: number }[]): void {
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (const [at, a] of bubbles.entries()) {
      for (let other = at + 1; other < bubbles.length; other++) {
        const b = bubbles[other] as (typeof bubbles)[number];
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const distance = Math.hypot(dx, dy);
        const lack = a.radius + b.radius + BETWEEN - distance;
        if (lack <= 0.01) continue;
        // Two at one point go apart by their places in the list.
        const [ux, uy] =
          distance > 0 ? [dx / distance, dy / distance] : [Math.cos(other), Math.sin(other)];
        a.x -= (ux * lack) / 2;
        a.y -= (uy * lack) / 2;
        b.x += (ux * lack) / 2;
        b.y += (uy * lack) / 2;
        moved = true;
      }
    }
    if (!moved) return;
  }
}

/** The bubble at a point of the picture. */
export function groupAt(groups: readonly Group[], at: Point): Group | undefined {
  return groups.find(({ x, y, radius }) => Math.hypot(x - at.x, y - at.y) <= Math.max(12, radius));
}
