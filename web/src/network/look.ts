/** Shapes and colour numbers: what a mark means, without saying which colour a theme gives it. */

import type { EntityKind } from "../api/types";

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

/** The five stages follow, one hue from light to dark. */
export const STAGES = 5;

/** The colour of a goal by its place in the list of goals; -1 is unknown. */
export function goalColor(goal: number): number {
  if (goal < 0) return 0;
  return goal < GOAL_COLORS ? goal + 1 : OTHER_COLOR;
}

/** The colour of a community by its number; -1 is none. Six have a colour, all have a number. */
export const groupColor = goalColor;

/** The colour of a stage from 1 to 5; 0 is unknown. */
export function stageColor(stage: number): number {
  return stage === 0 ? 0 : OTHER_COLOR + stage;
}

/** Whether a colour is so light that it needs a rim to be seen. */
export function isRimmed(color: number): boolean {
  return color > OTHER_COLOR;
}

/** `2`, or `2–3` where the source leaves it open. */
export function stageGlyph(low: number, high: number): string {
  if (low === 0) return "";
  return low === high ? String(low) : `${low}–${high}`;
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
