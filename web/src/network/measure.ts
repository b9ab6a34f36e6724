/** How wide names are, for pictures that have no canvas of their own. */

import { LABEL_FONT } from "./draw";

/** Where nothing can measure, about this for each character, in pixels. */
const USUAL = 6.6;

let context: CanvasRenderingContext2D | null | undefined;

/** The width of a name in pixels. */
export function textWidth(text: string): number {
  context ??= globalThis.document?.createElement("canvas").getContext("2d") ?? null;
  if (!context) return USUAL * text.length;
  context.font = LABEL_FONT;
  return context.measureText(text).width;
}
