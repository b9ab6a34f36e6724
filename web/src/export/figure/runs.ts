/** Text of the page, line by line, as it is set. */
import { colourOf } from "./colour";
import type { Text } from "./items";

/** Lines closer than this are one. */
const SAME = 2;

interface Piece {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The lines of a node of text; `angle` is how far what holds it is turned. */
export function runsOf(node: globalThis.Text, style: CSSStyleDeclaration, angle: number): Text[] {
  const upright = style.writingMode.startsWith("vertical") ? 90 : 0;
  const turned = ((((angle + upright + 180) % 360) + 360) % 360) - 180;
  return lines(pieces(node), Math.abs(turned) === 90).map((line) => run(line, style, turned));
}

/** Each word, or its parts where it is broken across lines. */
function pieces(node: globalThis.Text): Piece[] {
  const range = document.createRange();
  const at = (from: number, to: number): Piece[] => {
    range.setStart(node, from);
    range.setEnd(node, to);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width + height > 0);
    const [first, ...others] = rects;
    if (!first) return [];
    if (others.length > 0 && to - from > 1) {
      return Array.from({ length: to - from }, (_, step) =>
        at(from + step, from + step + 1),
      ).flat();
    }
    const { left, top, right, bottom } = first;
    return [{ text: node.data.slice(from, to), left, top, right, bottom }];
  };
  return [...node.data.matchAll(/\S+/g)].flatMap(({ index, 0: word }) =>
    at(index, index + word.length),
  );
}

/** Pieces that stand beside each other, as one. */
function lines(pieces: readonly Piece[], upright: boolean): Piece[] {
  const found: Piece[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (!last || !beside(last, piece, upright)) {
      found.push({ ...piece });
      continue;
    }
    last.text += gap(last, piece, upright) > 0.5 ? ` ${piece.text}` : piece.text;
    last.left = Math.min(last.left, piece.left);
    last.top = Math.min(last.top, piece.top);
    last.right = Math.max(last.right, piece.right);
    last.bottom = Math.max(last.bottom, piece.bottom);
  }
  return found;
}

function beside(a: Piece, b: Piece, upright: boolean): boolean {
  return Math.abs(upright ? a.left - b.left : a.top - b.top) < SAME;
}

function gap(a: Piece, b: Piece, upright: boolean): number {
  if (!upright) return b.left - a.right;
  return Math.max(b.top - a.bottom, a.top - b.bottom);
}

function run(piece: Piece, style: CSSStyleDeclaration, angle: number): Text {
  const { left, top, right, bottom } = piece;
  const rise = ascent(style);
  const size = Number.parseFloat(style.fontSize);
  const paint = {
    type: "text" as const,
    text: cased(piece.text, style.textTransform),
    size,
    weight: style.fontWeight,
    italic: style.fontStyle === "italic",
    fill: colourOf(style.color)?.hex ?? "#000000",
    angle,
    middle: false,
  };
  if (angle === 0) {
    return { ...paint, x: left, y: top + rise * (bottom - top), length: right - left };
  }
  if (angle === 90) {
    return { ...paint, x: right - rise * (right - left), y: top, length: bottom - top };
  }
  if (angle === -90) {
    return { ...paint, x: left + rise * (right - left), y: bottom, length: bottom - top };
  }
  const length = Math.hypot(right - left, bottom - top) - size / 2;
  return { ...paint, x: (left + right) / 2, y: (top + bottom) / 2, length, middle: true };
}

const ascents = new Map<string, number>();
let ruler: CanvasRenderingContext2D | null | undefined;

/** How much of a line's height is above its baseline. */
function ascent({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): number {
  const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const before = ascents.get(font);
  if (before !== undefined) return before;
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return 0.8;
  ruler.font = font;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ruler.measureText("x");
  const share = up / (up + down);
  ascents.set(font, share);
  return share;
}

function cased(text: string, transform: string): string {
  if (transform === "uppercase") return text.toUpperCase();
  return transform === "lowercase" ? text.toLowerCase() : text;
}
