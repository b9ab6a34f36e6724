/** Draws a frame on a surface: the canvas of the page, or an SVG to take away. */

import { inferredName } from "../text/network";
import { number } from "../text/numbers";
import { baseline, type Frame, nodeAt } from "./frame";
import { linksAt, neighboursAt } from "./graph";
import { isRimmed, SHAPES } from "./look";
import type { Palette } from "./palette";
import { traceShape } from "./shapes";
import type { Surface } from "./surface";

export const LABEL_FONT = "12px system-ui, sans-serif";
const GLYPH_FONT = "600 11px system-ui, sans-serif";
const GROUP_FONT = "600 12px system-ui, sans-serif";

const LABEL_GROUND = 0.8;
const FADED = 0.14;
const LINK = 0.34;
const LEAST_LINK = 0.08;

/** Links grow fainter from so many on, so that a crowd of them does not hide the marks. */
const MANY_LINKS = 400;

/** The smallest mark that has room for its goal's number. */
const GLYPH_RADIUS = 7;

/** Added to a colour number where the goal was inferred. */
const INFERRED = 100;

/** Where marks are smaller than this, rims would eat them up. */
const THIN_RADIUS = 3;

/** Draws everything that changes only with the camera, the scene or the selection. */
export function drawFrame(context: Surface, frame: Frame, palette: Palette): void {
  context.save();
  context.lineJoin = "round";
  if (frame.detail === "groups") {
    drawGroups(context, frame, palette);
    drawLabels(context, frame, palette);
  } else {
    drawLinks(context, frame, palette);
    drawNodes(context, frame, palette);
    drawLabels(context, frame, palette);
  }
  context.restore();
}

/** Draws what lies over the picture: the selected and the focused node with their links. */
export function drawOverlay(context: Surface, frame: Frame, palette: Palette): void {
  context.save();
  const { selected, focus } = frame;
  if (selected !== undefined && frame.detail !== "groups") {
    drawOwnLinks(context, frame, palette, selected);
    drawLabels(context, frame, palette);
    drawRing(context, frame, selected, palette.accent, 2);
  }
  if (focus !== undefined) {
    if (focus !== selected) drawOwnLinks(context, frame, palette, focus);
    drawRing(context, frame, focus, palette.focus, 5);
    drawFocusName(context, frame, palette, focus);
  }
  context.restore();
}

function drawLinks(context: Surface, frame: Frame, palette: Palette): void {
  const { graph, scene } = frame;
  const strength = Math.sqrt(MANY_LINKS / Math.max(MANY_LINKS, graph.linkA.length));
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  // Stated links are solid, inferred ones dashed; each of the four sorts is one path.
  for (const inferred of [0, 1]) {
    context.setLineDash(inferred ? [4, 4] : []);
    for (const faded of [1, 0]) {
      context.globalAlpha = Math.max(LEAST_LINK, LINK * strength) * (faded ? 0.3 : 1);
      context.beginPath();
      for (let link = 0; link < graph.linkA.length; link++) {
        if (graph.linkInferred[link] !== inferred) continue;
        const a = graph.linkA[link] as number;
        const b = graph.linkB[link] as number;
        if (((scene.faded[a] as number) | (scene.faded[b] as number)) !== faded) continue;
        traceLink(context, frame, a, b);
      }
      context.stroke();
    }
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function traceLink(context: Surface, frame: Frame, a: number, b: number): void {
  const { graph, camera, size } = frame;
  const { scale } = camera;
  const left = size.width / 2 - camera.x * scale;
  const top = size.height / 2 - camera.y * scale;
  const ax = (graph.x[a] as number) * scale + left;
  const ay = (graph.y[a] as number) * scale + top;
  const bx = (graph.x[b] as number) * scale + left;
  const by = (graph.y[b] as number) * scale + top;
  // A link with both ends beyond one side of the picture cannot be seen.
  if ((ax < 0 && bx < 0) || (ax > size.width && bx > size.width)) return;
  if ((ay < 0 && by < 0) || (ay > size.height && by > size.height)) return;
  context.moveTo(ax, ay);
  context.lineTo(bx, by);
}

function drawNodes(context: Surface, frame: Frame, palette: Palette): void {
  const all = Array.from({ length: frame.graph.count }, (_, node) => node);
  drawMarks(context, frame, palette, all);
}

/** Draws some nodes, the faded ones below the others. */
function drawMarks(
  context: Surface,
  frame: Frame,
  palette: Palette,
  nodes: Iterable<number>,
): void {
  const inSight = nodesByColor(frame, nodes);
  for (const faded of [1, 0]) {
    context.globalAlpha = faded ? FADED : 1;
    for (const [look, same] of inSight[faded] ?? []) {
      context.beginPath();
      for (const node of same) traceNode(context, frame, node);
      if (look < INFERRED) fillMarks(context, frame, palette, look);
      else outlineMarks(context, palette, look - INFERRED);
    }
  }
  context.globalAlpha = 1;
  drawGlyphs(context, frame, palette, [...(inSight[0]?.values() ?? [])].flat());
}

/** A mark of unknown goal is hollow; all others are filled, with a rim that parts neighbours. */
function fillMarks(context: Surface, frame: Frame, palette: Palette, color: number): void {
  const paint = palette.marks[color] ?? palette.soft;
  const small = frame.scene.leastRadius * frame.markScale < THIN_RADIUS;
  context.fillStyle = color === 0 ? palette.paper : paint;
  const rim = isRimmed(color) ? palette.soft : palette.paper;
  context.strokeStyle = color === 0 ? paint : rim;
  context.lineWidth = small ? 1 : 1.5;
  context.fill();
  if (color === 0 || isRimmed(color) || !small) context.stroke();
}

/** A mark whose goal was inferred has the goal's colour in a dashed outline only. */
function outlineMarks(context: Surface, palette: Palette, color: number): void {
  context.fillStyle = palette.paper;
  context.strokeStyle = palette.marks[color] ?? palette.soft;
  context.lineWidth = 2;
  context.setLineDash([4, 2.5]);
  context.fill();
  context.stroke();
  context.setLineDash([]);
}

/**
 * The nodes in sight by their look, first the vivid and then the faded ones. A look is a colour
 * number, with `INFERRED` added where the mark is dashed.
 */
function nodesByColor(frame: Frame, nodes: Iterable<number>): Map<number, number[]>[] {
  const { scene, size } = frame;
  const byColor = [new Map<number, number[]>(), new Map<number, number[]>()];
  for (const node of nodes) {
    const { x, y } = nodeAt(frame, node);
    if (x < -40 || y < -40 || x > size.width + 40 || y > size.height + 40) continue;
    const colors = byColor[scene.faded[node] as number];
    const color = scene.color[node] as number;
    const look = color + (scene.inferred[node] && color > 0 ? INFERRED : 0);
    const same = colors?.get(look);
    if (same) same.push(node);
    else colors?.set(look, [node]);
  }
  return byColor;
}

function traceNode(context: Surface, frame: Frame, node: number, grow = 0): void {
  const { x, y } = nodeAt(frame, node);
  const radius = (frame.scene.radius[node] as number) * frame.markScale + grow;
  traceShape(context, SHAPES[frame.scene.shape[node] as number] ?? "circle", x, y, radius);
}

function drawGlyphs(
  context: Surface,
  frame: Frame,
  palette: Palette,
  nodes: readonly number[],
): void {
  const { scene } = frame;
  context.font = GLYPH_FONT;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const node of nodes) {
    const glyph = scene.glyph[node];
    if (!glyph || (scene.radius[node] as number) * frame.markScale < GLYPH_RADIUS) continue;
    const { x, y } = nodeAt(frame, node);
    const ground = scene.inferred[node] ? undefined : palette.markInks[scene.color[node] as number];
    context.fillStyle = ground ?? palette.ink;
    context.fillText(glyph, x, y + 0.5);
  }
}

function drawLabels(context: Surface, frame: Frame, palette: Palette): void {
  context.font = LABEL_FONT;
  context.textAlign = "left";
  context.textBaseline = "middle";
  // Where a name lies over marks or links, a ground of its own keeps it readable.
  context.fillStyle = palette.paper;
  context.globalAlpha = LABEL_GROUND;
  for (const { left, top, width, height } of frame.placed) {
    context.fillRect(left - 2, top, width + 4, height);
  }
  context.globalAlpha = 1;
  context.strokeStyle = palette.paper;
  context.fillStyle = palette.ink;
  context.lineWidth = 3;
  for (const label of frame.placed) {
    context.strokeText(label.text, label.left, baseline(label));
    context.fillText(label.text, label.left, baseline(label));
  }
}

/** Bubbles with how many are in them, and how much joins them. What is faded altogether is hollow. */
function drawGroups(context: Surface, frame: Frame, palette: Palette): void {
  const { groups, graph } = frame;
  const most = graph.groupTies.reduce((largest, { links }) => Math.max(largest, links), 1);
  context.strokeStyle = palette.line;
  context.globalAlpha = 0.5;
  for (const { a, b, links } of graph.groupTies) {
    const [from, to] = [groups[a], groups[b]];
    if (!from || !to || from.count === 0 || to.count === 0) continue;
    context.lineWidth = 0.5 + 5.5 * Math.sqrt(links / most);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
  context.font = GROUP_FONT;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const { x, y, radius, count } of groups) {
    context.globalAlpha = count === 0 ? 0.4 : 1;
    context.beginPath();
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = palette.paper;
    context.strokeStyle = palette.accent;
    context.lineWidth = 2;
    context.fill();
    context.stroke();
    context.fillStyle = palette.ink;
    context.fillText(number(count), x, y);
  }
  context.globalAlpha = 1;
}

function drawOwnLinks(context: Surface, frame: Frame, palette: Palette, node: number): void {
  if (frame.detail === "groups") return;
  const { graph } = frame;
  context.strokeStyle = palette.ink;
  context.globalAlpha = 0.75;
  for (const link of linksAt(graph, node)) {
    context.beginPath();
    context.setLineDash(graph.linkInferred[link] ? [4, 4] : []);
    context.lineWidth = Math.min(4, 1 + Math.log2(graph.linkWeight[link] as number));
    traceLink(context, frame, graph.linkA[link] as number, graph.linkB[link] as number);
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
  // The ends come over their links again.
  drawMarks(context, frame, palette, [...neighboursAt(graph, node), node]);
}

function drawRing(context: Surface, frame: Frame, node: number, color: string, grow: number): void {
  context.beginPath();
  traceNode(context, frame, node, grow);
  context.strokeStyle = color;
  context.lineWidth = 2.5;
  context.stroke();
}

/** The whole name of the focused node, on a ground of its own so that it can always be read. */
function drawFocusName(context: Surface, frame: Frame, palette: Palette, node: number): void {
  const name = frame.graph.names[node] ?? "";
  const text = frame.scene.inferred[node] ? inferredName(name) : name;
  const { x, y } = nodeAt(frame, node);
  const radius = (frame.scene.radius[node] as number) * frame.markScale;
  context.font = LABEL_FONT;
  context.textAlign = "left";
  context.textBaseline = "middle";
  const width = context.measureText(text).width + 12;
  const left = Math.max(4, Math.min(frame.size.width - width - 4, x - width / 2));
  const above = y - radius - 34;
  const top = above >= 2 ? above : y + radius + 12;
  context.fillStyle = palette.paper;
  context.strokeStyle = palette.focus;
  context.lineWidth = 1;
  context.beginPath();
  context.rect(left, top, width, 22);
  context.fill();
  context.stroke();
  context.fillStyle = palette.ink;
  context.fillText(text, left + 6, top + 11.5);
}
