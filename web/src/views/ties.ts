/** The ties of one thing, grouped by what they say from where it stands. */
import type { EntityRef, Tie, TieKind } from "../api/types";
import { tieWords } from "../text/catalogue";

export interface SeenTie {
  tie: Tie;
  /** The other end. */
  other: EntityRef;
}

export interface TieGroup {
  key: string;
  /** In words, such as `Funded by`. */
  name: string;
  ties: SeenTie[];
}

/** What a funder, a lead and a goal want to see first. */
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

/** What a tie says as read from one end, by default its start; with the source's own word for it. */
export function verbOf({ kind, verb, from }: Tie, end = from.id): string {
  const word = from.id === end ? tieWords[kind].out : tieWords[kind].in;
  const own = verb?.replaceAll("_", " ");
  return own && own.toLowerCase() !== tieWords[kind].out.toLowerCase()
    ? `${word} (“${own}”)`
    : word;
}

export function groupTies(ties: readonly Tie[], id: string): TieGroup[] {
  const groups = new Map<string, TieGroup>();
  for (const tie of ties) {
    const out = tie.from.id === id;
    const words = tieWords[tie.kind];
    const name = out ? words.out : words.in;
    const key = `${String(ORDER.indexOf(tie.kind)).padStart(2, "0")} ${out ? "out" : "in"} ${name}`;
    const group = groups.get(key) ?? { key, name, ties: [] };
    group.ties.push({ tie, other: out ? tie.to : tie.from });
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.key.localeCompare(b.key));
}
