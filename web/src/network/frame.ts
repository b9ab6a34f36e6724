/** One picture of the map: what the painter needs to know, worked out before any drawing. */

import { type Camera, type Point, type Size, toScreen, visibleBounds } from "./camera";
import { type NetworkGraph, neighboursAt } from "./graph";
import { bubbles, type Group } from "./groups";
import { type Box, LABEL_HEIGHT, type LabelWish, type PlacedLabel, placeLabels } from "./labels";
import { type Detail, detailAt, marksWithin } from "./lod";
import { markScale, type Scene } from "./scene";
import type { NetworkView } from "./view";

/** Everything a picture depends on. */
export interface FrameConfig {
  graph: NetworkGraph;
  scene: Scene;
  camera: Camera;
  /** Pixels for each unit of the layout at which everything fits. */
  fitScale: number;
  size: Size;
  labels: NetworkView["labels"];
  /** The node that has the keyboard, and the one that is open. */
  focus: number | undefined;
  selected: number | undefined;
  /** How wide a text is, in pixels. */
  textWidth: (text: string) => number;
}

/** A picture, ready to be drawn. */
export interface Frame extends FrameConfig {
  detail: Detail;
  /** How many marks are in sight. */
  marks: number;
  /** The communities, where they are drawn; in the order of their numbers. */
  groups: Group[];
  placed: PlacedLabel[];
  markScale: number;
}

/** At most so many names are tried, so that crowds cost no more than they can show. */
const MOST_LABELS = { nodes: 60, labels: 600 };

/** Names keep off the marks where there are few; in a crowd they could be written nowhere. */
const MOST_FREE_MARKS = 300;

/** So many of the names that come first are written even over marks. */
const IMPORTANT = 12;

/** Longer names are cut on the canvas; the list and the focused node show them whole. */
const LONGEST_LABEL = 32;

/** Works out a picture. */
export function composeFrame(config: FrameConfig): Frame {
  const { graph, scene, camera, size, fitScale } = config;
  const bounds = visibleBounds(camera, size);
  const marks = marksWithin(graph, scene, bounds);
  const zoom = camera.scale / fitScale;
  const detail = graph.groups.length > 0 ? detailAt(zoom, marks) : "nodes";
  const scale = markScale(zoom, Math.min(size.width, size.height));
  if (detail === "groups") {
    const project = (x: number, y: number) => toScreen(camera, size, { x, y });
    const groups = bubbles(graph, scene, project, zoom);
    return {
      ...config,
      detail,
      marks,
      markScale: scale,
      groups,
      placed: groupLabels(config, groups),
    };
  }
  const free = marks <= MOST_FREE_MARKS ? markBoxes(config, scale) : [];
  const placed = placeLabels(labelWishes(config, detail, scale), size, config.textWidth, free);
  return { ...config, detail, marks, markScale: scale, groups: [], placed };
}

/** What a community is called: by its best linked member. */
export function groupName(graph: NetworkGraph, number: number): string {
  return graph.names[graph.groups[number]?.first ?? -1] ?? "";
}

/** The names of communities, the largest first. */
function groupLabels(config: FrameConfig, groups: readonly Group[]): PlacedLabel[] {
  if (config.labels === "none") return [];
  const wishes = groups
    .filter(({ count }) => count > 0)
    .map(({ number, x, y, radius }) => ({
      node: config.graph.groups[number]?.first ?? 0,
      text: shortName(groupName(config.graph, number)),
      x,
      y,
      radius,
    }));
  const boxes = groups.map(({ x, y, radius }) => ({
    left: x - radius,
    top: y - radius,
    width: 2 * radius,
    height: 2 * radius,
  }));
  return placeLabels(wishes, config.size, config.textWidth, boxes);
}

/** Where a node is in the picture. */
export function nodeAt({ graph, camera, size }: FrameConfig, node: number): Point {
  return toScreen(camera, size, { x: graph.x[node] as number, y: graph.y[node] as number });
}

/** The places of vivid marks in the picture. */
function markBoxes(config: FrameConfig, scale: number): Box[] {
  const { graph, scene, size } = config;
  const boxes: Box[] = [];
  for (let node = 0; node < graph.count; node++) {
    if (scene.faded[node] !== 0) continue;
    const { x, y } = nodeAt(config, node);
    const radius = (scene.radius[node] as number) * scale;
    if (x < -radius || y < -radius || x > size.width + radius || y > size.height + radius) continue;
    boxes.push({ left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius });
  }
  return boxes;
}

/** A name, cut where it is long. */
export function shortName(name: string): string {
  return name.length <= LONGEST_LABEL ? name : `${name.slice(0, LONGEST_LABEL - 1).trimEnd()}…`;
}

function labelWishes(config: FrameConfig, detail: "nodes" | "labels", scale: number): LabelWish[] {
  const { graph, scene, size, labels } = config;
  if (labels === "none") return [];
  const most = labels === "all" ? MOST_LABELS.labels : MOST_LABELS[detail];
  const wishes: LabelWish[] = [];
  for (const node of byPriority(config)) {
    if (wishes.length >= most) break;
    if (scene.faded[node] !== 0) continue;
    const { x, y } = nodeAt(config, node);
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
    const radius = (scene.radius[node] as number) * scale;
    const important = wishes.length < IMPORTANT;
    wishes.push({ node, text: shortName(graph.names[node] ?? ""), x, y, radius, important });
  }
  return wishes;
}

/** The selected node, its neighbours, then by degree. */
function* byPriority({ graph, selected }: FrameConfig): Generator<number> {
  const first = new Set<number>();
  if (selected !== undefined) {
    first.add(selected);
    for (const node of neighboursAt(graph, selected)) first.add(node);
  }
  yield* first;
  for (const node of graph.byDegree) if (!first.has(node)) yield node;
}

/** The line on which a placed label is written. */
export function baseline(label: PlacedLabel): number {
  return label.top + LABEL_HEIGHT / 2;
}
