/** The picture to take away: the map as it is seen, and below it what its marks mean. */

import { mapWords as words } from "../text/network";
import { number } from "../text/numbers";
import { drawFrame, LABEL_FONT } from "./draw";
import type { Frame } from "./frame";
import type { ColorEntry, KindEntry } from "./legend";
import { isRimmed, shapeOf } from "./look";
import type { Palette } from "./palette";
import { traceShape } from "./shapes";
import type { Surface } from "./surface";
import { newPicture, SvgSurface } from "./svg";

/** An entry of the legend with its name. */
export type NamedEntry = (KindEntry | ColorEntry) & { name: string };

const ROW = 20;
const COLUMN = 300;
const MARGIN = 16;

/** Draws a frame with its legend as an SVG. */
export function pictureOf(
  frame: Frame,
  palette: Palette,
  title: string,
  entries: readonly NamedEntry[],
): SVGSVGElement {
  const { width, height } = frame.size;
  const shown = entries.filter((entry) => entry.shown);
  const columns = Math.max(1, Math.floor((width - 2 * MARGIN) / COLUMN));
  const rows = Math.ceil((shown.length + 1) / columns);
  const svg = newPicture(width, height + rows * ROW + 2 * MARGIN, title);
  const surface = new SvgSurface(svg, frame.textWidth);
  surface.fillStyle = palette.paper;
  surface.fillRect(0, 0, width, height + rows * ROW + 2 * MARGIN);
  drawFrame(surface, frame, palette);
  surface.font = LABEL_FONT;
  surface.textAlign = "left";
  surface.textBaseline = "middle";
  for (const [at, entry] of shown.entries()) {
    const x = MARGIN + (at % columns) * COLUMN;
    const y = height + MARGIN + Math.floor(at / columns) * ROW + ROW / 2;
    drawEntry(surface, palette, entry, x + 8, y);
    surface.fillStyle = palette.ink;
    surface.fillText(`${entry.name} (${number(entry.count)})`, x + 24, y);
  }
  const last = shown.length;
  const y = height + MARGIN + Math.floor(last / columns) * ROW + ROW / 2;
  surface.fillStyle = palette.soft;
  surface.fillText(words.inferredLink, MARGIN + (last % columns) * COLUMN, y);
  return svg;
}

function drawEntry(
  surface: Surface,
  palette: Palette,
  { kind, color, glyph }: NamedEntry,
  x: number,
  y: number,
): void {
  const hollow = color === undefined || color === 0;
  const paint = palette.marks[color ?? 0] ?? palette.soft;
  surface.beginPath();
  traceShape(surface, shapeOf(kind), x, y, 7);
  surface.fillStyle = hollow ? palette.paper : paint;
  surface.strokeStyle = hollow || isRimmed(color ?? 0) ? palette.soft : palette.paper;
  surface.lineWidth = 1.5;
  surface.fill();
  surface.stroke();
  if (!glyph) return;
  surface.textAlign = "center";
  surface.fillStyle = hollow ? palette.ink : (palette.markInks[color ?? 0] ?? palette.ink);
  surface.fillText(glyph, x, y);
  surface.textAlign = "left";
}
