/** What each node and link looks like: a graph and a view in, a draw list out. Moves nothing. */

import type { NetworkGraph } from "./graph";
import { colorEntries, keysOf } from "./legend";
import { goalColor, groupColor, kindColor, SHAPES, shapeOf, stageColor, stageGlyph } from "./look";
import type { NetworkView } from "./view";

/** The draw list, in the order of the graph's nodes. */
export interface Scene {
  /** Radius in pixels at the scale at which everything fits. */
  radius: Float32Array;
  /** The smallest and the largest of them. */
  leastRadius: number;
  mostRadius: number;
  /** Index into `SHAPES`. */
  shape: Uint8Array;
  color: Uint8Array;
  /** 1 where the colour stands for a goal that was inferred; such marks are drawn dashed. */
  inferred: Uint8Array;
  /** 1 for nodes that a filter or the legend set aside. They keep their place. */
  faded: Uint8Array;
  /** What the colour stands for, for the inside of a mark; empty for none. */
  glyph: readonly string[];
  /** How many nodes are not faded. */
  vivid: number;
}

const LEAST_RADIUS = 4.5;
const MOST_RADIUS = 15;
const SAME_RADIUS = 7;

/**
 * Builds the draw list. `matching` are the ids that the page's filters leave, `null` is all;
 * `values` are what sizes stand for where the view asks for a measure, not a number is unknown.
 */
export function buildScene(
  graph: NetworkGraph,
  view: NetworkView,
  matching: ReadonlySet<string> | null,
  values: Float64Array | null = null,
): Scene {
  const faded = fade(graph, view, matching);
  const radius = radii(graph, view.sizeBy === "degree" ? graph.degrees : values);
  return {
    radius,
    leastRadius: radius.reduce((least, each) => Math.min(least, each), MOST_RADIUS),
    mostRadius: radius.reduce((most, each) => Math.max(most, each), 0),
    shape: Uint8Array.from(graph.kinds, (kind) => SHAPES.indexOf(shapeOf(kind))),
    color: colors(graph, view.colorBy),
    inferred: view.colorBy === "goal" ? graph.goalInferred : new Uint8Array(graph.count),
    faded,
    glyph: glyphs(graph, view.colorBy),
    vivid: faded.reduce((count, each) => count + (1 - each), 0),
  };
}

function colors(graph: NetworkGraph, by: NetworkView["colorBy"]): Uint8Array {
  switch (by) {
    case "kind":
      return Uint8Array.from(graph.kinds, kindColor);
    case "goal":
      return Uint8Array.from(graph.goal, goalColor);
    case "community":
      return Uint8Array.from(graph.community, groupColor);
    case "stage":
      return graph.stageLow.map(stageColor);
  }
}

function glyphs(graph: NetworkGraph, by: NetworkView["colorBy"]): string[] {
  const nth = (number: number) => (number < 0 ? "" : String(number + 1));
  switch (by) {
    case "kind":
      return graph.kinds.map(() => "");
    case "goal":
      return Array.from(graph.goal, nth);
    case "community":
      return Array.from(graph.community, nth);
    case "stage":
      return Array.from(graph.stageLow, (low, node) =>
        stageGlyph(low, graph.stageHigh[node] ?? low),
      );
  }
}

/**
 * Area grows with the value, so that twice as much looks twice as much; what is unknown is as small
 * as can be seen. Without values all are alike.
 */
function radii(graph: NetworkGraph, values: ArrayLike<number> | null): Float32Array {
  const crowd = crowding(graph.count);
  if (!values) return new Float32Array(graph.count).fill(SAME_RADIUS * crowd);
  let most = 0;
  for (let node = 0; node < graph.count; node++) most = Math.max(most, values[node] || 0);
  return Float32Array.from(graph.kinds, (_, node) => {
    const share = most > 0 ? (values[node] || 0) / most : 0;
    return crowd * (LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * Math.sqrt(Math.max(0, share)));
  });
}

/** Marks shrink when there are many, so that they do not cover each other. */
function crowding(count: number): number {
  return Math.max(0.35, Math.min(1, Math.sqrt(250 / Math.max(1, count))));
}

function fade(
  graph: NetworkGraph,
  view: NetworkView,
  matching: ReadonlySet<string> | null,
): Uint8Array {
  const hidden = new Set(view.hidden);
  const of = colorEntries(graph, view)[0]?.of ?? "goal";
  return Uint8Array.from(graph.ids, (id, node) => {
    const away =
      (hidden.size > 0 &&
        (hidden.has(`kind:${graph.kinds[node]}`) || hidden.has(keysOf(graph, node, of)))) ||
      (matching !== null && !matching.has(id));
    return away ? 1 : 0;
  });
}

/**
 * How much larger marks are drawn at a zoom (1 is everything fits): slower than the distances.
 * `side` is the shorter side of the picture in pixels; in a small one marks are smaller too.
 */
export function markScale(zoom: number, side: number): number {
  const room = Math.max(0.6, Math.min(1, Math.sqrt(side / ROOMY)));
  return room * Math.max(0.6, Math.min(2.5, Math.sqrt(zoom)));
}

/** From this side on, in pixels, a picture has room for marks of full size. */
const ROOMY = 560;
