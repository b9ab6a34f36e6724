/** SVG that stands on the page, with its look written into it, so that it can stand alone. */
import { colourOf } from "./colour";

/** Properties of the look that are written as attributes, with what holds where none is written. */
const LOOK: Record<string, string> = {
  fill: "",
  "fill-opacity": "1",
  "fill-rule": "nonzero",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  "stroke-dashoffset": "0px",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "stroke-opacity": "1",
  opacity: "1",
  "paint-order": "normal",
};
const WRITING: Record<string, string> = {
  "font-size": "",
  "font-weight": "400",
  "font-style": "normal",
  "text-anchor": "start",
  "dominant-baseline": "auto",
  "letter-spacing": "normal",
};
const PLACE = ["x", "y", "width", "height", "cx", "cy", "r", "rx", "ry"];
const SHAPES = new Set(["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use"]);
const WORDS = new Set(["text", "tspan"]);
/** What may stay; everything else is for the page: names, handlers, roles, states, places to go. */
const KEPT = new Set([
  ...["x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "d"],
  ...["points", "transform", "viewBox", "preserveAspectRatio", "dx", "dy", "offset"],
  ...["patternUnits", "patternTransform", "gradientUnits", "gradientTransform", "refX", "refY"],
  ...["markerWidth", "markerHeight", "orient", "clipPathUnits", "pathLength", "textLength"],
]);
const LEFT_OUT = "script, foreignObject, image, animate, animateTransform, set, style, desc, title";

/** A drawing as markup; `prefix` keeps its names apart from those of other drawings. */
export function drawingOf(svg: SVGSVGElement, prefix: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const wanted = new Set<string>();
  pair(svg, copy, (from, to) => dress(from, to, prefix, wanted));
  bringAlong(svg, copy, prefix, wanted);
  for (const each of copy.querySelectorAll(LEFT_OUT)) each.remove();
  for (const name of ["x", "y"]) copy.removeAttribute(name);
  const { width, height } = svg.getBoundingClientRect();
  if (width > 0 && height > 0) {
    copy.setAttribute("width", `${width}`);
    copy.setAttribute("height", `${height}`);
  }
  if (svg.isConnected && getComputedStyle(svg).overflow === "visible") {
    copy.setAttribute("overflow", "visible");
  }
  for (const link of copy.querySelectorAll("a")) unlink(link);
  return new XMLSerializer().serializeToString(copy).replace(/\sxmlns:xlink="[^"]*"/g, "");
}

/** Goes through a tree and its copy at once; what is not seen leaves the copy. */
function pair(from: Element, to: Element, each: (from: Element, to: Element) => boolean): void {
  if (!each(from, to)) {
    to.remove();
    return;
  }
  const copies = [...to.children];
  [...from.children].forEach((child, at) => {
    const copy = copies[at];
    if (copy) pair(child, copy, each);
  });
}

function dress(from: Element, to: Element, prefix: string, wanted: Set<string>): boolean {
  const style = from.isConnected ? getComputedStyle(from) : null;
  if (style?.display === "none" && !from.closest("defs")) return false;
  if (style?.visibility === "hidden") return false;
  const name = from.localName;
  const look: Record<string, string> = {};
  if (style && (SHAPES.has(name) || WORDS.has(name))) Object.assign(look, paint(style, LOOK));
  if (style && WORDS.has(name)) Object.assign(look, paint(style, WRITING));
  if (style && (name === "g" || name === "a") && style.opacity !== "1")
    look.opacity = style.opacity;
  if (style) Object.assign(look, place(from, style));
  strip(to, style !== null, prefix, wanted);
  for (const [property, value] of Object.entries(look)) {
    to.setAttribute(property, renamed(value, prefix, wanted));
  }
  return true;
}

function paint(style: CSSStyleDeclaration, usual: Record<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [property, none] of Object.entries(usual)) {
    const value = style.getPropertyValue(property);
    if (value === none || value === "") continue;
    if (property !== "fill" && property !== "stroke") found[property] = value;
    else Object.assign(found, ink(property, value));
  }
  return found;
}

function ink(property: string, value: string): Record<string, string> {
  if (value === "none" || value.startsWith("url(")) return { [property]: value };
  const colour = colourOf(value);
  if (!colour) return { [property]: "none" };
  if (colour.opacity === 1) return { [property]: colour.hex };
  return { [property]: colour.hex, [`${property}-opacity`]: `${colour.opacity}` };
}

/** Where the style sheet says where something stands. */
function place(from: Element, style: CSSStyleDeclaration): Record<string, string> {
  const found: Record<string, string> = {};
  for (const property of PLACE) {
    const value = style.getPropertyValue(property);
    const usual = value === "" || value === "auto" || value === "0px";
    if (!usual && SHAPES.has(from.localName) && !from.hasAttribute(property)) {
      found[property] = value;
    }
  }
  if (!from.hasAttribute("transform") && style.transform && style.transform !== "none") {
    found.transform = style.transform;
  }
  return found;
}

function strip(to: Element, styled: boolean, prefix: string, wanted: Set<string>): void {
  for (const { name, value } of [...to.attributes]) {
    if (name === "id") to.setAttribute("id", prefix + value);
    else if (/^(xlink:)?href$/.test(name) && value.startsWith("#")) {
      wanted.add(value.slice(1));
      to.setAttribute(name, `#${prefix}${value.slice(1)}`);
    } else if (/^(clip-path|mask|marker-(start|mid|end))$/.test(name)) {
      to.setAttribute(name, renamed(value, prefix, wanted));
    } else if (!KEPT.has(name) && (styled || !(name in LOOK || name in WRITING))) {
      to.removeAttribute(name);
    } else if (!styled) to.setAttribute(name, renamed(value, prefix, wanted));
  }
}

/** Names within the drawing get its prefix. */
function renamed(value: string, prefix: string, wanted: Set<string>): string {
  return value.replace(/url\("?#([^")]+)"?\)/g, (_, id: string) => {
    wanted.add(id);
    return `url(#${prefix}${id})`;
  });
}

/** What the drawing refers to but another drawing of the page holds. */
function bringAlong(svg: SVGSVGElement, copy: Element, prefix: string, wanted: Set<string>): void {
  const inside = new Set([...svg.querySelectorAll("[id]")].map(({ id }) => id));
  for (const id of wanted) {
    const found = inside.has(id) ? null : document.getElementById(id);
    if (!(found instanceof SVGElement)) continue;
    const along = found.cloneNode(true) as SVGElement;
    pair(found, along, (from, to) => dress(from, to, prefix, new Set()));
    const defs = document.createElementNS("http://www.w3.org/2000/svg", "defs");
    defs.append(along);
    copy.prepend(defs);
  }
}

/** A place to go is a group without it. */
function unlink(link: Element): void {
  const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
  for (const { name, value } of link.attributes) {
    if (name === "opacity" || name === "transform") group.setAttribute(name, value);
  }
  group.append(...link.childNodes);
  link.replaceWith(group);
}
