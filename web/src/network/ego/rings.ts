/** One thing in the middle, those tied to it around it, those tied to them farther out. */

import type { EntityKind, Neighborhood, TieKind } from "../../api/types";
import { tieWords } from "../../text/catalogue";

type GraphTie = Neighborhood["ties"][number];

export interface EgoNode {
  id: string;
  name: string;
  kind: EntityKind;
  /** Steps from the middle. */
  distance: number;
  /** The node it hangs on, one step nearer to the middle; -1 for the middle itself. */
  parent: number;
  /** What ties it to that node, as read from there: `Funded by`. */
  relations: string[];
  /** Whether no source states any of those ties. */
  inferred: boolean;
  /** Where it is: 0 is the middle, 1 the rim of the picture. */
  x: number;
  y: number;
}

export interface EgoLink {
  a: number;
  b: number;
  inferred: boolean;
  /** Whether it leads to a node from the one it hangs on. */
  stem: boolean;
}

/** Those around the middle that are tied to it in the same way. */
export interface EgoGroup {
  name: string;
  nodes: number[];
}

export interface Ego {
  /** The middle first, then by distance, and around each ring in the order of the groups. */
  nodes: EgoNode[];
  links: EgoLink[];
  groups: EgoGroup[];
  /** Whether there are more than were asked for. */
  cut: boolean;
}

/** What says most about a thing comes first, at the top of the ring. */
const ORDER: TieKind[] = [
  "serves",
  "leads",
  "funds",
  "partners",
  "part_of",
  "coordinates",
  "builds_on",
  "uses",
  "shares_data_with",
  "succeeds",
  "affiliated",
  "relates",
];

/** Arranges a neighbourhood. The same neighbourhood always gives the same picture. */
export function arrange(around: Neighborhood): Ego {
  const sorted = inOrder(around);
  const at = new Map(sorted.map(({ id }, index) => [id, index]));
  const pairs = pairsOf(around.ties, at);
  const parents = sorted.map((_, node) => parentOf(sorted, pairs, node));
  const nodes = sorted.map(({ id, name, kind, distance }, node): EgoNode => {
    const parent = parents[node] ?? -1;
    const ties = parent < 0 ? [] : (pairs[node]?.get(parent) ?? []);
    const relations = [...new Set(ties.map((tie) => relation(tie, sorted[parent]?.id ?? "")))];
    const inferred = ties.length > 0 && ties.every(({ confidence }) => confidence === "inferred");
    return { id, name, kind, distance, parent, relations, inferred, x: 0, y: 0 };
  });
  const groups = groupsOf(nodes);
  place(nodes, groups);
  return { nodes, links: linksOf(nodes, pairs), groups, cut: around.cut };
}

/** What a tie says, read from one of its ends. */
function relation(tie: GraphTie, end: string): string {
  const words = tieWords[tie.kind];
  return tie.from === end ? words.out : words.in;
}

/** The middle, then those tied to it by what ties them, then the others; each by name. */
function inOrder({ nodes, ties, center }: Neighborhood): Neighborhood["nodes"] {
  const rank = new Map<string, number>();
  for (const tie of ties) {
    if (tie.from !== center && tie.to !== center) continue;
    const other = tie.from === center ? tie.to : tie.from;
    const own = 2 * ORDER.indexOf(tie.kind) + (tie.from === center ? 0 : 1);
    rank.set(other, Math.min(own, rank.get(other) ?? own));
  }
  return [...nodes].sort(
    (a, b) =>
      a.distance - b.distance ||
      (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0) ||
      a.name.localeCompare(b.name, "en") ||
      (a.id < b.id ? -1 : 1),
  );
}

/** For each node the ties to each other, the weightiest kind first. */
function pairsOf(ties: readonly GraphTie[], at: ReadonlyMap<string, number>) {
  const pairs = Array.from(at, () => new Map<number, GraphTie[]>());
  const add = (from: number, to: number, tie: GraphTie) => {
    const known = pairs[from]?.get(to);
    if (known) known.push(tie);
    else pairs[from]?.set(to, [tie]);
  };
  const byKind = [...ties].sort(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.id < b.id ? -1 : 1),
  );
  for (const tie of byKind) {
    const [from, to] = [at.get(tie.from), at.get(tie.to)];
    if (from === undefined || to === undefined || from === to) continue;
    add(from, to, tie);
    add(to, from, tie);
  }
  return pairs;
}

/** Of those one step nearer the one with the fewest ties: what it is tied to says the most. */
function parentOf(
  nodes: Neighborhood["nodes"],
  pairs: readonly ReadonlyMap<number, unknown>[],
  node: number,
): number {
  const wanted = (nodes[node]?.distance ?? 0) - 1;
  let best = -1;
  for (const other of [...(pairs[node]?.keys() ?? [])].sort((a, b) => a - b)) {
    if (nodes[other]?.distance !== wanted) continue;
    if (best < 0 || (pairs[other]?.size ?? 0) < (pairs[best]?.size ?? 0)) best = other;
  }
  return best;
}

function groupsOf(nodes: readonly EgoNode[]): EgoGroup[] {
  const groups = new Map<string, number[]>();
  for (const [at, { distance, relations }] of nodes.entries()) {
    if (distance !== 1) continue;
    const name = relations[0] ?? "";
    const group = groups.get(name);
    if (group) group.push(at);
    else groups.set(name, [at]);
  }
  return Array.from(groups, ([name, nodes]) => ({ name, nodes }));
}

/** Room between two groups on the ring, in leaves. */
const GAP = 0.7;

/** On the smaller ring each needs more of the circle than a leaf on the rim. */
const LEAST = 1.8;

/** How far out the first ring is where there is a second. */
const INNER = 0.46;

/** A ring of more than this is drawn in several rows. */
const ROW = 44;

/** Each around the middle gets as much of the circle as hangs on it. */
function place(nodes: EgoNode[], groups: readonly EgoGroup[]): void {
  const children = new Map<number, EgoNode[]>();
  for (const node of nodes) {
    if (node.distance !== 2) continue;
    children.set(node.parent, [...(children.get(node.parent) ?? []), node]);
  }
  const outer = children.size > 0;
  const share = (node: number) => Math.max(outer ? LEAST : 1, children.get(node)?.length ?? 0);
  const gap = groups.length > 1 ? GAP : 0;
  const all = groups.reduce(
    (sum, group) => sum + gap + group.nodes.reduce((own, node) => own + share(node), 0),
    0,
  );
  const turn = (2 * Math.PI) / Math.max(1, all);
  let angle = -Math.PI / 2;
  let inner = 0;
  let leaf = 0;
  for (const group of groups) {
    for (const at of group.nodes) {
      const node = nodes[at] as EgoNode;
      const span = share(at) * turn;
      put(node, angle + span / 2, outer ? INNER : row(inner++, all));
      const own = children.get(at) ?? [];
      for (const [index, child] of own.entries()) {
        put(child, angle + ((index + 0.5) / own.length) * span, row(leaf++, all));
      }
      angle += span;
    }
    angle += gap * turn;
  }
}

/** How far out: neighbours on a crowded ring stand in turn nearer and farther. */
function row(index: number, all: number): number {
  const rows = Math.min(3, Math.max(1, Math.ceil(all / ROW)));
  return 1 - 0.11 * (index % rows);
}

function put(node: EgoNode, angle: number, radius: number): void {
  node.x = Math.cos(angle) * radius;
  node.y = Math.sin(angle) * radius;
}

function linksOf(
  nodes: readonly EgoNode[],
  pairs: readonly ReadonlyMap<number, GraphTie[]>[],
): EgoLink[] {
  return pairs.flatMap((others, a) =>
    [...others]
      .filter(([b]) => a < b)
      .sort(([b], [c]) => b - c)
      .map(([b, ties]) => ({
        a,
        b,
        inferred: ties.every(({ confidence }) => confidence === "inferred"),
        stem: nodes[b]?.parent === a || nodes[a]?.parent === b,
      })),
  );
}
