/** The entries of the legend, which is a filter too: pressed is shown, released is faded. */

import type { EntityKind } from "../api/types";
import type { NetworkGraph } from "./graph";
import { goalColor, groupColor, kindColor, stageColor, stageGlyph } from "./look";
import type { NetworkView } from "./view";

/** Something that a mark can mean, how many nodes have it, and whether they are shown. */
export interface LegendEntry {
  /** As the address has it: `kind:goal`, `goal:…`, `community:3`, `stage:2`. */
  key: string;
  /** The kind whose shape stands for it. */
  kind: EntityKind;
  /** A colour number; absent is plain. */
  color?: number;
  glyph: string;
  count: number;
  shown: boolean;
}

export interface KindEntry extends LegendEntry {
  of: "kind";
}

/** Which goal, community or stage; -1, or 0 for a stage, is none known. */
export interface ColorEntry extends LegendEntry {
  of: "goal" | "community" | "stage";
  number: number;
}

const KINDS: readonly EntityKind[] = ["initiative", "organization", "goal", "publication"];
const STAGES = [1, 2, 3, 4, 5, 0];

/** The kinds on the map. */
export function kindEntries(graph: NetworkGraph, view: NetworkView): KindEntry[] {
  const colored = view.colorBy === "kind";
  return KINDS.map((kind) => {
    const key = `kind:${kind}`;
    const entry = { of: "kind" as const, key, kind, glyph: "", count: counted(graph.kinds, kind) };
    const shown = !view.hidden.includes(key);
    return { ...entry, shown, ...(colored ? { color: kindColor(kind) } : {}) };
  }).filter(({ count }) => count > 0);
}

/** What the colours stand for; where they stand for kinds, the goals, uncoloured. */
export function colorEntries(graph: NetworkGraph, view: NetworkView): ColorEntry[] {
  switch (view.colorBy) {
    case "community":
      return communityEntries(graph, view);
    case "stage":
      return stageEntries(graph, view);
    default:
      return goalEntries(graph, view);
  }
}

/** The key of the entry that a node belongs to; empty for none. */
export function keysOf(graph: NetworkGraph, node: number, of: ColorEntry["of"]): string {
  switch (of) {
    case "goal":
      return goalKey(graph, graph.goal[node] ?? -1);
    case "community":
      return communityKey(graph.community[node] ?? -1);
    case "stage":
      // Only initiatives have stages: of others none is unknown.
      return graph.kinds[node] === "initiative" ? stageKey(graph.stageLow[node] ?? 0) : "";
  }
}

function goalEntries(graph: NetworkGraph, view: NetworkView): ColorEntry[] {
  const colored = view.colorBy === "goal";
  return numbered(graph.goals.length, graph.goal).map(({ number, count }) => {
    const key = goalKey(graph, number);
    const glyph = number < 0 ? "" : String(number + 1);
    const entry = { of: "goal" as const, key, number, kind: "goal" as const, glyph, count };
    const shown = !view.hidden.includes(key);
    return { ...entry, shown, ...(colored ? { color: goalColor(number) } : {}) };
  });
}

function communityEntries(graph: NetworkGraph, view: NetworkView): ColorEntry[] {
  return numbered(graph.groups.length, graph.community).map(({ number, count }) => {
    const key = communityKey(number);
    return {
      of: "community",
      key,
      number,
      kind: "initiative",
      color: groupColor(number),
      glyph: number < 0 ? "" : String(number + 1),
      count,
      shown: !view.hidden.includes(key),
    };
  });
}

function stageEntries(graph: NetworkGraph, view: NetworkView): ColorEntry[] {
  return STAGES.map((stage): ColorEntry => {
    const key = stageKey(stage);
    return {
      of: "stage",
      key,
      number: stage,
      kind: "initiative",
      color: stageColor(stage),
      glyph: stageGlyph(stage, stage),
      count: counted(
        graph.stageLow.filter((_, node) => graph.kinds[node] === "initiative"),
        stage,
      ),
      shown: !view.hidden.includes(key),
    };
  }).filter(({ count }) => count > 0);
}

/** The numbers below `end` and -1, each with how many nodes have it, where any has. */
function numbered(end: number, column: Int32Array): { number: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const number of column) counts.set(number, (counts.get(number) ?? 0) + 1);
  const numbers = [...Array.from({ length: end }, (_, number) => number), -1];
  return numbers
    .map((number) => ({ number, count: counts.get(number) ?? 0 }))
    .filter(({ count }) => count > 0);
}

function counted<Value>(column: Iterable<Value>, wanted: Value): number {
  let count = 0;
  for (const value of column) if (value === wanted) count++;
  return count;
}

function goalKey({ goals }: NetworkGraph, goal: number): string {
  return goal < 0 ? "no-goal" : `goal:${goals[goal]}`;
}

function communityKey(community: number): string {
  return community < 0 ? "no-community" : `community:${community + 1}`;
}

function stageKey(stage: number): string {
  return stage === 0 ? "no-stage" : `stage:${stage}`;
}
