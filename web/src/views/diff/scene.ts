/** Two states in one picture: the layout of the later one, with what is gone put back into it. */
import type { Diff, EntityKind, Layout } from "../../api/types";

/** What happened to a thing or a link. */
export type Fate = "added" | "removed" | "changed" | "same";

export interface DrawnThing {
  id: string;
  name: string;
  kind: EntityKind;
  fate: Fate;
  x: number;
  y: number;
}

export interface DrawnLink {
  a: DrawnThing;
  b: DrawnThing;
  fate: Exclude<Fate, "changed">;
}

export interface DiffScene {
  things: DrawnThing[];
  links: DrawnLink[];
  /** How many things there are in both states together. */
  of: number;
}

/** The size of the picture; positions are fitted into it. */
export const WIDTH = 960;
export const HEIGHT = 560;
const MARGIN = 40;

/** More than so many things are not drawn: then only what changed and its neighbours. */
export const MOST = 300;

/** Where what is gone stands apart from what else is gone there. */
const APART = 22;

export function diffScene(from: Layout, to: Layout, diff: Pick<Diff, "changed">): DiffScene {
  const changed = new Set(diff.changed.map(({ id }) => id));
  const place = fitted(to);
  const things = new Map<string, DrawnThing>();
  const before = new Set(from.ids);
  to.ids.forEach((id, at) => {
    const fate: Fate = !before.has(id) ? "added" : changed.has(id) ? "changed" : "same";
    things.set(id, { ...thing(to, at), fate, ...place(to.x[at] ?? 0, to.y[at] ?? 0) });
  });
  putBack(from, things);
  const links = linksOf(from, to, things);
  const of = things.size;
  const drawn = of > MOST ? around([...things.values()], links) : new Set(things.keys());
  return {
    things: [...things.values()].filter(({ id }) => drawn.has(id)),
    links: links.filter(({ a, b }) => drawn.has(a.id) && drawn.has(b.id)),
    of,
  };
}

function thing({ ids, names, kinds }: Layout, at: number) {
  const id = ids[at] ?? "";
  return { id, name: names[at] ?? id, kind: kinds[at] ?? ("initiative" as const) };
}

/** Positions of a layout, fitted into the picture and as wide as high as they were. */
function fitted({ x, y }: Layout): (x: number, y: number) => { x: number; y: number } {
  const [left, right] = [Math.min(...x), Math.max(...x)];
  const [top, bottom] = [Math.min(...y), Math.max(...y)];
  const across = Math.max(1e-9, right - left);
  const down = Math.max(1e-9, bottom - top);
  const scale = Math.min((WIDTH - 2 * MARGIN) / across, (HEIGHT - 2 * MARGIN) / down);
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  return (x, y) => ({
    x: WIDTH / 2 + (x - middleX) * scale,
    y: HEIGHT / 2 + (y - middleY) * scale,
  });
}

/** What is gone stands amid what it was tied to; without any such, in a row at the foot. */
function putBack(from: Layout, things: Map<string, DrawnThing>): void {
  const gone = from.ids.flatMap((id, at) => (things.has(id) ? [] : [at]));
  const neighbours = new Map<number, DrawnThing[]>(gone.map((at) => [at, []]));
  for (const { a, b } of from.links) {
    const [first, second] = [things.get(from.ids[a] ?? ""), things.get(from.ids[b] ?? "")];
    if (second) neighbours.get(a)?.push(second);
    if (first) neighbours.get(b)?.push(first);
  }
  gone.forEach((at, order) => {
    const near = neighbours.get(at) ?? [];
    // Turned by the golden angle, no two of those in one place hide each other.
    const turn = order * 2.399963;
    const mean = (axis: "x" | "y") => near.reduce((sum, each) => sum + each[axis], 0) / near.length;
    const place =
      near.length > 0
        ? { x: mean("x") + APART * Math.cos(turn), y: mean("y") + APART * Math.sin(turn) }
        : { x: MARGIN + ((order * 2 * APART) % (WIDTH - 2 * MARGIN)), y: HEIGHT - MARGIN / 2 };
    const drawn: DrawnThing = { ...thing(from, at), fate: "removed", ...place };
    things.set(drawn.id, drawn);
  });
}

function linksOf(from: Layout, to: Layout, things: Map<string, DrawnThing>): DrawnLink[] {
  const [before, after] = [keysOf(from), keysOf(to)];
  return [...new Set([...before, ...after])].flatMap((key): DrawnLink[] => {
    const [first, second] = key.split("\n").map((id) => things.get(id));
    if (!first || !second) return [];
    const fate = !before.has(key) ? "added" : !after.has(key) ? "removed" : "same";
    return [{ a: first, b: second, fate }];
  });
}

function keysOf({ ids, links }: Layout): Set<string> {
  return new Set(links.map(({ a, b }) => [ids[a] ?? "", ids[b] ?? ""].sort().join("\n")));
}

/** What changed, what a changed link ends at, and the neighbours of what changed. */
function around(things: readonly DrawnThing[], links: readonly DrawnLink[]): Set<string> {
  const core = new Set(things.filter(({ fate }) => fate !== "same").map(({ id }) => id));
  const kept = new Set(core);
  for (const { a, b, fate } of links) {
    if (kept.size >= MOST) break;
    if (fate === "same" && !core.has(a.id) && !core.has(b.id)) continue;
    kept.add(a.id);
    kept.add(b.id);
  }
  return new Set([...kept].slice(0, MOST));
}
