/** From a figure of the page to what its picture is made of. */
import { colourOf, over } from "./colour";
import { drawingOf } from "./drawing";
import { closeGaps, type Item, moved } from "./items";
import { runsOf } from "./runs";

/** Controls, and what says only where the pointer is, are no part of the picture. */
const LEFT_OUT =
  "select, input, textarea, canvas, script, .controls, .readout, [role=toolbar], [data-export=none]";
/** The class of what the pointer or the focus is on. */
const POINTED = "lit";
const SIDES = ["Top", "Right", "Bottom", "Left"] as const;

interface Walk {
  items: Item[];
  /** The colour of the page below. */
  ground: string;
  drawings: number;
}

/** The items of a figure, from its top left corner, without the room that controls took. */
export function itemsOf(figure: Element, ground: string): Item[] {
  const restore = unstick(figure);
  try {
    const walk: Walk = { items: [], ground, drawings: 0 };
    visit(figure, 0, walk);
    const { left, top } = figure.getBoundingClientRect();
    const least = Math.min(0, ...walk.items.map((item) => leftOf(item) - left));
    return closeGaps(walk.items.map((item) => moved(item, -left - least, -top)));
  } finally {
    restore();
  }
}

/** Undoes scrolling and pointing within the figure, so that the picture is always the same. */
function unstick(figure: Element): () => void {
  const undo: (() => void)[] = [];
  for (const each of [figure, ...figure.querySelectorAll<HTMLElement>("*")]) {
    if (!(each instanceof HTMLElement)) continue;
    if (each.classList.contains(POINTED)) {
      each.classList.remove(POINTED);
      undo.push(() => each.classList.add(POINTED));
    }
    const { scrollLeft, scrollTop } = each;
    if (scrollLeft !== 0 || scrollTop !== 0) {
      each.scrollTo({ left: 0, top: 0, behavior: "instant" });
      undo.push(() => each.scrollTo({ left: scrollLeft, top: scrollTop, behavior: "instant" }));
    }
    if (getComputedStyle(each).overflowX !== "visible") undo.push(opened(each));
    if (getComputedStyle(each).position !== "sticky") continue;
    const { position, inset } = each.style;
    each.style.position = "relative";
    each.style.inset = "auto";
    undo.push(() => Object.assign(each.style, { position, inset }));
  }
  return () => {
    for (const each of undo) each();
  };
}

/** What scrolls within a room of its own is in the picture whole, and nothing lies over it. */
function opened(each: HTMLElement): () => void {
  const { maxBlockSize, minInlineSize } = each.style;
  const wide = each.scrollWidth > each.clientWidth;
  each.style.maxBlockSize = "none";
  if (wide) each.style.minInlineSize = `${each.scrollWidth}px`;
  return () => Object.assign(each.style, { maxBlockSize, minInlineSize });
}

function visit(element: Element, angle: number, walk: Walk): void {
  if (element.matches(LEFT_OUT)) return;
  const style = getComputedStyle(element);
  if (style.display === "none" || style.opacity === "0") return;
  // Said to those who do not see it.
  if (style.clipPath === "inset(50%)") return;
  if (element instanceof SVGSVGElement) {
    draw(element, walk);
    return;
  }
  const turned = angle + turn(style);
  if (style.visibility === "visible") box(element.getBoundingClientRect(), style, walk);
  for (const child of element.childNodes) {
    if (child instanceof Element) visit(child, turned, walk);
    else if (child instanceof globalThis.Text && style.visibility === "visible") {
      walk.items.push(...runsOf(child, style, turned));
    }
  }
}

function turn({ transform, rotate }: CSSStyleDeclaration): number {
  const [, a, b] = transform.match(/^matrix\(([^,]+),\s*([^,]+),/) ?? [];
  const byMatrix = a && b ? (Math.atan2(Number(b), Number(a)) * 180) / Math.PI : 0;
  const byWord = rotate && rotate !== "none" ? Number.parseFloat(rotate) : 0;
  return Math.round(byMatrix + byWord);
}

function draw(svg: SVGSVGElement, walk: Walk): void {
  const { left, top, width, height } = svg.getBoundingClientRect();
  if (width === 0 || height === 0) return;
  walk.drawings += 1;
  const markup = drawingOf(svg, `d${walk.drawings}-`);
  walk.items.push({ type: "drawing", x: left, y: top, width, height, markup });
}

function box(rect: DOMRect, style: CSSStyleDeclaration, walk: Walk): void {
  const { left: x, top: y, width, height } = rect;
  if (width < 0.5 || height < 0.5) return;
  const at = { x, y, width, height };
  const colour = colourOf(style.backgroundColor);
  const fill = colour ? over(colour, walk.ground) : null;
  const pattern = patternOf(style.backgroundImage);
  const radius = radiusOf(style, rect);
  if (pattern) walk.items.push({ type: "pattern", ...at, ground: fill ?? walk.ground, ...pattern });
  const edges = SIDES.map((side) => edge(style, side, walk.ground));
  const [first] = edges;
  if (first && edges.every((each) => same(each, first))) {
    const inset = first.width / 2;
    walk.items.push({
      type: "box",
      x: x + inset,
      y: y + inset,
      width: width - first.width,
      height: height - first.width,
      radius,
      fill: pattern ? null : fill,
      stroke: first.stroke,
      strokeWidth: first.width,
      dash: first.dash,
    });
    return;
  }
  const plain = { stroke: null, strokeWidth: 0, dash: null };
  if (fill && !pattern) walk.items.push({ type: "box", ...at, radius, fill, ...plain });
  edges.forEach((each, side) => {
    if (each) walk.items.push({ type: "line", ...ends(rect, side, each.width / 2), ...each });
  });
}

interface Edge {
  stroke: string;
  width: number;
  dash: string | null;
}

function edge(style: CSSStyleDeclaration, side: string, ground: string): Edge | null {
  const read = (what: string) => style.getPropertyValue(`border-${side.toLowerCase()}-${what}`);
  const width = Number.parseFloat(read("width"));
  const kind = read("style");
  const colour = colourOf(read("color"));
  if (!(width > 0) || kind === "none" || kind === "hidden" || !colour) return null;
  const dash = kind === "dashed" ? `${3 * width} ${2 * width}` : null;
  const dots = kind === "dotted" ? `${width} ${1.5 * width}` : null;
  return { stroke: over(colour, ground), width, dash: dash ?? dots };
}

function same(a: Edge | null | undefined, b: Edge): boolean {
  return a?.stroke === b.stroke && a.width === b.width && a.dash === b.dash;
}

/** The ends of the line along a side: top, right, bottom, left. */
function ends({ left, top, right, bottom }: DOMRect, side: number, inset: number) {
  if (side === 0) return { x1: left, y1: top + inset, x2: right, y2: top + inset };
  if (side === 1) return { x1: right - inset, y1: top, x2: right - inset, y2: bottom };
  if (side === 2) return { x1: left, y1: bottom - inset, x2: right, y2: bottom - inset };
  return { x1: left + inset, y1: top, x2: left + inset, y2: bottom };
}

function radiusOf({ borderTopLeftRadius: radius }: CSSStyleDeclaration, rect: DOMRect): number {
  const number = Number.parseFloat(radius) || 0;
  const least = Math.min(rect.width, rect.height);
  return Math.min(radius.includes("%") ? (number / 100) * least : number, least / 2);
}

/** The patterns of the style sheet, by the way they are painted there. */
function patternOf(image: string): { look: "hatched" | "dotted" | "crossed"; mark: string } | null {
  const colours = (image.match(/(?:rgba?|color|oklab|oklch)\([^()]*\)/g) ?? []).map(colourOf);
  if (image.startsWith("repeating-linear-gradient(")) return look("hatched", colours.at(-1));
  if (image.startsWith("radial-gradient(")) return look("dotted", colours.find(Boolean));
  if (/^linear-gradient\(.*linear-gradient\(/.test(image))
    return look("crossed", colours.find(Boolean));
  return null;
}

function look<L>(look: L, colour: { hex: string } | null | undefined) {
  return colour ? { look, mark: colour.hex } : null;
}

function leftOf(item: Item): number {
  return item.type === "line" ? Math.min(item.x1, item.x2) : item.x;
}
