/** What a picture is made of once it is off the page: boxes, lines, text and drawings, in pixels. */

export interface Box {
  type: "box";
  x: number;
  y: number;
  width: number;
  height: number;
  radius: number;
  fill: string | null;
  stroke: string | null;
  strokeWidth: number;
  dash: string | null;
}

/** A ground that is not one colour; the page means something by each. */
export interface Patterned {
  type: "pattern";
  look: "hatched" | "dotted" | "crossed";
  x: number;
  y: number;
  width: number;
  height: number;
  ground: string;
  mark: string;
}

export interface Line {
  type: "line";
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  stroke: string;
  width: number;
  dash: string | null;
}

/** One line of text; `x` and `y` are where its baseline starts, or its middle where it is askew. */
export interface Text {
  type: "text";
  x: number;
  y: number;
  text: string;
  size: number;
  weight: string;
  italic: boolean;
  fill: string;
  /** How long the text is on the page, so that another font does not run out of its place. */
  length: number;
  angle: number;
  middle: boolean;
}

/** A drawing that was SVG on the page already. */
export interface Drawing {
  type: "drawing";
  x: number;
  y: number;
  width: number;
  height: number;
  markup: string;
}

export type Item = Box | Patterned | Line | Text | Drawing;

/** So much empty room is left where something was that is no part of the picture. */
const AIR = 20;

interface Span {
  top: number;
  bottom: number;
}

/** Where an item stands from top to bottom. */
export function spanOf(item: Item): Span {
  switch (item.type) {
    case "line":
      return { top: Math.min(item.y1, item.y2), bottom: Math.max(item.y1, item.y2) };
    case "text":
      return textSpan(item);
    default:
      return { top: item.y, bottom: item.y + item.height };
  }
}

function textSpan({ y, size, length, angle, middle }: Text): Span {
  const sine = Math.sin((angle * Math.PI) / 180);
  const reach = length * Math.abs(sine);
  if (middle) return { top: y - reach / 2 - size / 2, bottom: y + reach / 2 + size / 2 };
  if (Math.abs(sine) < 0.01) return { top: y - size, bottom: y + 0.3 * size };
  return sine > 0 ? { top: y, bottom: y + reach } : { top: y - reach, bottom: y };
}

/** Moves up what stands below empty room, and the whole to the top. */
export function closeGaps(items: readonly Item[]): Item[] {
  const spans = items.map(spanOf).sort((a, b) => a.top - b.top);
  const shifts: { from: number; by: number }[] = [];
  let reached = spans[0]?.top ?? 0;
  let by = reached;
  shifts.push({ from: Number.NEGATIVE_INFINITY, by });
  for (const { top, bottom } of spans) {
    if (top - reached > AIR) {
      by += top - reached - AIR;
      shifts.push({ from: top, by });
    }
    reached = Math.max(reached, bottom);
  }
  const shiftAt = (top: number) => shifts.findLast(({ from }) => from <= top)?.by ?? 0;
  return items.map((item) => moved(item, 0, -shiftAt(spanOf(item).top)));
}

/** An item at another place. */
export function moved(item: Item, dx: number, dy: number): Item {
  if (item.type === "line") {
    const { x1, y1, x2, y2 } = item;
    return { ...item, x1: x1 + dx, x2: x2 + dx, y1: y1 + dy, y2: y2 + dy };
  }
  return { ...item, x: item.x + dx, y: item.y + dy };
}

/** The room that items take, from 0. */
export function extent(items: readonly Item[]): { width: number; height: number } {
  let width = 0;
  let height = 0;
  for (const item of items) {
    height = Math.max(height, spanOf(item).bottom);
    width = Math.max(width, rightOf(item));
  }
  return { width: Math.ceil(width), height: Math.ceil(height) };
}

function rightOf(item: Item): number {
  if (item.type === "line") return Math.max(item.x1, item.x2);
  if (item.type !== "text") return item.x + item.width;
  const reach = item.length * Math.abs(Math.cos((item.angle * Math.PI) / 180));
  return item.x + (item.middle ? reach / 2 : reach);
}
