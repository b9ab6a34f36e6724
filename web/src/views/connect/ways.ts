/** The union of some ways as a picture: layers from one end to the other. */
import type { EntityRef, Path } from "../../api/types";

export interface PlacedThing {
  entity: EntityRef;
  x: number;
  y: number;
  /** The name in lines that fit beside its neighbours. */
  lines: string[];
}

export interface PlacedTie {
  id: string;
  from: PlacedThing;
  to: PlacedThing;
  inferred: boolean;
}

export interface WaysPicture {
  width: number;
  height: number;
  things: PlacedThing[];
  ties: PlacedTie[];
}

const LAYER = 190;
const LANE = 84;
const MARGIN_X = 90;
const MARGIN_TOP = 30;

/** So many letters fit on a line between two layers. */
const LINE = 24;
const LINES = 3;

/** Where everything on the ways stands: as far from the start as its shortest way has steps. */
export function waysPicture(paths: readonly Path[]): WaysPicture {
  const layers = layersOf(paths);
  const tallest = Math.max(0, ...layers.map((layer) => layer.length));
  const height = MARGIN_TOP + tallest * LANE;
  const things = layers.flatMap((layer, at) =>
    layer.map((entity, lane) => ({
      entity,
      x: MARGIN_X + at * LAYER,
      y: MARGIN_TOP + (lane + (tallest - layer.length) / 2) * LANE,
      lines: linesOf(entity.name),
    })),
  );
  const byId = new Map(things.map((thing) => [thing.entity.id, thing]));
  const ties = new Map<string, PlacedTie>();
  for (const { from, to, tie } of paths.flatMap(({ steps }) => steps)) {
    const [a, b] = [byId.get(from.id), byId.get(to.id)];
    if (a && b)
      ties.set(tie.id, { id: tie.id, from: a, to: b, inferred: tie.confidence === "inferred" });
  }
  const width = 2 * MARGIN_X + Math.max(0, layers.length - 1) * LAYER;
  return { width, height, things, ties: [...ties.values()] };
}

/** Things by their least number of steps from the start; the end alone in the last layer. */
function layersOf(paths: readonly Path[]): EntityRef[][] {
  const depth = new Map<string, { entity: EntityRef; steps: number }>();
  const note = (entity: EntityRef, steps: number) => {
    const known = depth.get(entity.id);
    if (!known || known.steps > steps) depth.set(entity.id, { entity, steps });
  };
  for (const { steps } of paths) {
    steps.forEach(({ from, to }, at) => {
      note(from, at);
      note(to, at + 1);
    });
  }
  const end = paths[0]?.steps.at(-1)?.to.id;
  const others = [...depth.values()].filter(({ entity }) => entity.id !== end);
  const last = Math.max(-1, ...others.map(({ steps }) => steps)) + 1;
  const layers = Array.from({ length: last }, (_, at) =>
    others.filter(({ steps }) => steps === at).map(({ entity }) => entity),
  );
  const ending = end === undefined ? undefined : depth.get(end)?.entity;
  return ending ? [...layers, [ending]] : layers;
}

/** A name in lines; what does not fit is cut off with an ellipsis, and stands in the title. */
export function linesOf(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  if (lines.length <= LINES) return lines;
  return [...lines.slice(0, LINES - 1), `${lines[LINES - 1] ?? ""}…`];
}
