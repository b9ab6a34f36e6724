/** A picture as SVG that stands alone: what it shows, and below it what it is and where it is from. */
import { type Drawing, extent, type Item, moved, type Patterned, type Text } from "./items";

/** What a picture says about itself. */
export interface Frame {
  title: string;
  /** What it shows, in a sentence. */
  description: string;
  /** The state of the map, in words. */
  edition: string;
  /** The day it was made on. */
  date: string;
  /** What it was made from. */
  source: string;
  /** Where the same can be seen again. */
  permalink: string;
  colours: { ground: string; ink: string; soft: string; line: string };
}

const MARGIN = 24;
const TITLE = 18;
const SMALL = 12;
const LEADING = 1.45;
/** A letter of the small text is about so wide, as a share of its size. */
const LETTER = 0.55;
const LEAST_WIDTH = 360;
const FONT = "system-ui, sans-serif";

/** Items as an SVG document. */
export function svgDocument(items: readonly Item[], frame: Frame): string {
  const room = extent(items);
  const width = Math.max(LEAST_WIDTH, room.width) + 2 * MARGIN;
  const titles = wrap(frame.title, width - 2 * MARGIN, TITLE);
  const top = MARGIN + titles.length * TITLE * LEADING + SMALL;
  const notes = foot(frame).flatMap((line) => wrap(line, width - 2 * MARGIN, SMALL));
  const rule = Math.ceil(top + room.height + MARGIN);
  const height = Math.ceil(rule + (notes.length + 0.5) * SMALL * LEADING + MARGIN / 2);
  const { ground, ink, soft, line } = frame.colours;
  const patterns = [...new Set(items.flatMap((item) => patternKey(item) ?? []))];
  const body = items.map((item) => markup(moved(item, MARGIN, top), patterns));
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description" font-family="${FONT}">
<title id="title">${xmlText(frame.title)}</title>
<desc id="description">${xmlText(frame.description)}</desc>
${metadata(frame)}
${defs(patterns)}<rect width="${width}" height="${height}" fill="${ground}"/>
${lines(titles, MARGIN, MARGIN + TITLE, TITLE, `font-weight="650" fill="${ink}"`)}
<g>
${body.join("\n")}
</g>
<line x1="${MARGIN}" y1="${rule}" x2="${width - MARGIN}" y2="${rule}" stroke="${line}"/>
${lines(notes, MARGIN, rule + SMALL * LEADING, SMALL, `fill="${soft}"`)}
</svg>
`;
}

/** The lines below the picture. */
function foot({ edition, date, source, permalink }: Frame): string[] {
  const state = [edition, date].filter((part) => part !== "").join(" · ");
  return [state, source, permalink].filter((line) => line !== "");
}

/** The same for programs, in the words of Dublin Core. */
function metadata({ title, description, edition, date, source, permalink }: Frame): string {
  const facts = { title, description, date, source, identifier: permalink, relation: edition };
  const words = Object.entries(facts).map(
    ([word, value]) => `<dc:${word}>${xmlText(value)}</dc:${word}>`,
  );
  return `<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="${xmlText(permalink)}">${words.join("")}</rdf:Description></rdf:RDF></metadata>`;
}

function markup(item: Item, patterns: readonly string[]): string {
  switch (item.type) {
    case "box": {
      const { x, y, width, height, radius, fill, stroke, strokeWidth, dash } = item;
      const edge = stroke ? ` stroke="${stroke}" stroke-width="${n(strokeWidth)}"` : "";
      return `<rect ${place({ x, y, width, height })}${radius > 0 ? ` rx="${n(radius)}"` : ""} fill="${fill ?? "none"}"${edge}${dashes(dash)}/>`;
    }
    case "line":
      return `<line x1="${n(item.x1)}" y1="${n(item.y1)}" x2="${n(item.x2)}" y2="${n(item.y2)}" stroke="${item.stroke}" stroke-width="${n(item.width)}"${dashes(item.dash)}/>`;
    case "pattern":
      return patterned(item, patterns);
    case "text":
      return written(item);
    case "drawing":
      return drawn(item);
  }
}

function place({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`;
}

function dashes(dash: string | null): string {
  return dash ? ` stroke-dasharray="${dash}"` : "";
}

function written({ x, y, text, size, weight, italic, fill, length, angle, middle }: Text): string {
  const bold = weight === "400" ? "" : ` font-weight="${weight}"`;
  const slant = italic ? ' font-style="italic"' : "";
  const anchor = middle ? ' text-anchor="middle" dominant-baseline="middle"' : "";
  const turn = angle === 0 ? "" : ` transform="rotate(${n(angle)} ${n(x)} ${n(y)})"`;
  const fit = text.length > 1 ? ` textLength="${n(length)}" lengthAdjust="spacingAndGlyphs"` : "";
  return `<text x="${n(x)}" y="${n(y)}" font-size="${n(size)}"${bold}${slant} fill="${fill}"${anchor}${fit}${turn}>${xmlText(text)}</text>`;
}

function drawn({ x, y, markup }: Drawing): string {
  return markup.replace(/^<svg\b/, `<svg x="${n(x)}" y="${n(y)}"`);
}

function patterned(item: Patterned, patterns: readonly string[]): string {
  const { x, y, width, height, ground, mark } = item;
  const at = place({ x, y, width, height });
  if (item.look !== "crossed") {
    return `<rect ${at} fill="url(#pattern-${patterns.indexOf(patternKey(item) ?? "")})"/>`;
  }
  const [left, top, right, bottom] = [x, y, x + width, y + height].map(n);
  return `<rect ${at} fill="${ground}"/><path d="M${left} ${top}L${right} ${bottom}M${right} ${top}L${left} ${bottom}" stroke="${mark}" fill="none"/>`;
}

function patternKey(item: Item): string | null {
  if (item.type !== "pattern" || item.look === "crossed") return null;
  return `${item.look} ${item.ground} ${item.mark}`;
}

function defs(patterns: readonly string[]): string {
  if (patterns.length === 0) return "";
  const made = patterns.map((key, at) => {
    const [look, ground, mark] = key.split(" ");
    const turn = look === "hatched" ? ' patternTransform="rotate(45)"' : "";
    const marks =
      look === "hatched"
        ? `<rect x="6" width="1" height="7" fill="${mark}"/>`
        : `<circle cx="3.5" cy="3.5" r="1.15" fill="${mark}"/>`;
    return `<pattern id="pattern-${at}" width="7" height="7" patternUnits="userSpaceOnUse"${turn}><rect width="7" height="7" fill="${ground}"/>${marks}</pattern>`;
  });
  return `<defs>${made.join("")}</defs>\n`;
}

/** Text in lines that fit; a word longer than a line, such as an address, is broken. */
export function wrap(text: string, width: number, size: number): string[] {
  const most = Math.max(8, Math.floor(width / (size * LETTER)));
  const found: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = found.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) {
      found[found.length - 1] = `${last} ${word}`;
      continue;
    }
    for (let at = 0; at < word.length; at += most) found.push(word.slice(at, at + most));
  }
  return found;
}

function lines(texts: readonly string[], x: number, y: number, size: number, look: string): string {
  return texts
    .map((text, at) => {
      const line = n(y + at * size * LEADING);
      return `<text x="${x}" y="${line}" font-size="${size}" ${look}>${xmlText(text)}</text>`;
    })
    .join("\n");
}

/** Two decimals are finer than any eye, and the same on every run. */
function n(value: number): string {
  return `${Math.round(value * 100) / 100}`;
}

/** Text as XML may hold it: without control characters and halves of a character. */
export function xmlText(text: string): string {
  return [...text]
    .filter(allowed)
    .join("")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function allowed(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return !(code >= 0xd800 && code <= 0xdfff) && (code & 0xfffe) !== 0xfffe;
}
