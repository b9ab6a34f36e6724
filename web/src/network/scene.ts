/** What each node and link looks like: a graph and a view in, a draw list out. Moves nothing. */

import type { EntityKind } from "../api/types";
import type { NetworkGraph } from "./graph";

/** What the person at the page chose. */
export interface NetworkView {
  colorBy: "goal" | "kind";
  sizeBy: "degree" | "same";
  labels: "auto" | "all" | "none";
  /** Kinds that are faded. */
  hiddenKinds: readonly EntityKind[];
  /** Goals that are faded, by id; `UNKNOWN_GOAL` fades what serves no known goal. */
  hiddenGoals: readonly string[];
}

/** Stands for "no known goal" in the legend. */
export const UNKNOWN_GOAL = "";

/** The view that the page opens with. */
export const DEFAULT_VIEW: NetworkView = {
  colorBy: "goal",
  sizeBy: "degree",
  labels: "auto",
  hiddenKinds: [],
  hiddenGoals: [],
};

/** Shapes tell the kinds apart without colour. */
export const SHAPES = ["circle", "square", "hexagon", "diamond"] as const;

export type Shape = (typeof SHAPES)[number];

const SHAPE_OF: Record<EntityKind, Shape> = {
  initiative: "circle",
  organization: "square",
  goal: "hexagon",
  publication: "diamond",
};

/** The shape of a kind. */
export function shapeOf(kind: EntityKind): Shape {
  return SHAPE_OF[kind];
}

/** How many goals have a colour of their own; the rest share one and keep their number. */
export const GOAL_COLORS = 6;

/** Colour 0 is unknown, drawn hollow; 1 to 6 are the goals' tokens; 7 is any further goal. */
export const OTHER_COLOR = GOAL_COLORS + 1;

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
  /** The number of the goal, for the inside of a mark; empty for none. */
  glyph: readonly string[];
  /** How many nodes are not faded. */
  vivid: number;
}

const LEAST_RADIUS = 4.5;
const MOST_RADIUS = 15;
const SAME_RADIUS = 7;

/** Builds the draw list. `matching` are the ids that the page's filters leave; `null` is all. */
export function buildScene(
  graph: NetworkGraph,
  view: NetworkView,
  matching: ReadonlySet<string> | null,
): Scene {
  const faded = fade(graph, view, matching);
  const radius = radii(graph, view.sizeBy);
  return {
    radius,
    leastRadius: radius.reduce((least, each) => Math.min(least, each), MOST_RADIUS),
    mostRadius: radius.reduce((most, each) => Math.max(most, each), 0),
    shape: Uint8Array.from(graph.kinds, (kind) => SHAPES.indexOf(SHAPE_OF[kind])),
    color: colors(graph, view.colorBy),
    inferred: view.colorBy === "goal" ? graph.goalInferred : new Uint8Array(graph.count),
    faded,
    glyph: glyphs(graph, view.colorBy),
    vivid: faded.reduce((count, each) => count + (1 - each), 0),
  };
}

/** The colour of a goal by its place in the list of goals; -1 is unknown. */
export function goalColor(goal: number): number {
  if (goal < 0) return 0;
  return goal < GOAL_COLORS ? goal + 1 : OTHER_COLOR;
}

const KIND_COLOR: Record<EntityKind, number> = {
  initiative: 1,
  organization: 2,
  goal: 3,
  publication: 4,
};

/** The colour of a kind. */
export function kindColor(kind: EntityKind): number {
  return KIND_COLOR[kind];
}

function colors(graph: NetworkGraph, by: NetworkView["colorBy"]): Uint8Array {
  if (by === "kind") return Uint8Array.from(graph.kinds, kindColor);
  return Uint8Array.from(graph.goal, goalColor);
}

function glyphs(graph: NetworkGraph, by: NetworkView["colorBy"]): string[] {
  if (by === "kind") return graph.kinds.map(() => "");
  return Array.from(graph.goal, (goal) => (goal < 0 ? "" : String(goal + 1)));
}

/** Area grows with the number of links, so that twice as many look twice as much. */
function radii(graph: NetworkGraph, by: NetworkView["sizeBy"]): Float32Array {
  const crowd = crowding(graph.count);
  if (by === "same") return new Float32Array(graph.count).fill(SAME_RADIUS * crowd);
  const most = Math.max(1, graph.maxDegree);
  return Float32Array.from(
    graph.degrees,
    (degree) => crowd * (LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * Math.sqrt(degree / most)),
  );
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
  const kinds = new Set(view.hiddenKinds);
  const goals = new Set(view.hiddenGoals);
  return Uint8Array.from(graph.ids, (id, node) => {
    const goal = graph.goals[graph.goal[node] ?? -1] ?? UNKNOWN_GOAL;
    const hidden =
      kinds.has(graph.kinds[node] as EntityKind) ||
      goals.has(goal) ||
      (matching !== null && !matching.has(id));
    return hidden ? 1 : 0;
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
