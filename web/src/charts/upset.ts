/**
 * Combinations of sets as an UpSet plot lays them out (Lex and others 2014): which of the sets a
 * thing is in, how many are in exactly these, and how many in at least these.
 *
 * The API lays at most eight portfolios over one another; of more, its answers about groups of
 * them say what each holds, and things are put together here by the sets that hold them.
 */

import type { Combination, EntityRef, Intersections } from "../api/types";

/** A thing that is held, or a term of a facet. */
export interface Item {
  id: string;
  name: string;
  /** Absent of a term, which has no page of its own. */
  entity?: EntityRef;
}

/** A set and how many it holds; `null` where nothing is known of it, which is not nothing. */
export interface UpsetSet {
  holder: EntityRef;
  size: number | null;
}

/** A column: some of the sets, those in exactly these, and those in all of these at least. */
export interface UpsetColumn {
  /** The ids of its sets, in the order of the rows. */
  of: string[];
  exclusive: Item[];
  atLeast: Item[];
}

/** What a column is measured by. */
export type UpsetCount = "exclusive" | "atLeast";

/** Columns by how many they hold, or by how many sets they are of. */
export type UpsetOrder = "size" | "degree";

export interface Upset {
  sets: UpsetSet[];
  columns: UpsetColumn[];
}

/** Ids in groups that one question can take, each of two at least. */
export function groupsOf(ids: readonly string[], most: number): string[][] {
  if (ids.length < 2) return [];
  const groups = Math.ceil(ids.length / most);
  const size = Math.ceil(ids.length / groups);
  return Array.from({ length: groups }, (_, at) => {
    const group = ids.slice(at * size, (at + 1) * size);
    // The last group may be left with one; it borrows one that was asked about already.
    return group.length === 1 ? [...ids.slice(at * size - 1, at * size), ...group] : group;
  }).filter((group) => group.length > 0);
}

/** The sets and all of their combinations that hold something, from answers about groups of them. */
export function combine(answers: readonly Intersections[], ids: readonly string[]): Upset {
  const sizes = new Map<string, UpsetSet>();
  const holders = new Map<string, { item: Item; of: Set<string> }>();
  for (const { sets, combinations } of answers) {
    for (const { holder, items } of sets) sizes.set(holder.id, { holder, size: items ?? null });
    for (const combination of combinations)
      for (const item of itemsOf(combination)) {
        const held = holders.get(item.id) ?? { item, of: new Set() };
        for (const id of combination.of) held.of.add(id);
        holders.set(item.id, held);
      }
  }
  const sets = ids.flatMap((id) => sizes.get(id) ?? []);
  const order = sets.map(({ holder }) => holder.id);
  const exclusive = new Map<string, Item[]>();
  for (const { item, of } of holders.values()) {
    const key = keyOf(order.filter((id) => of.has(id)));
    exclusive.set(key, [...(exclusive.get(key) ?? []), item]);
  }
  return { sets, columns: columnsOf(exclusive) };
}

function itemsOf({ things, terms }: Combination): Item[] {
  return [
    ...things.map((entity) => ({ id: entity.id, name: entity.name, entity })),
    ...terms.map(({ facet, term }) => ({ id: `${facet}/${term}`, name: term })),
  ];
}

/**
 * Besides the combinations that hold something by themselves, those in which two of them meet: any
 * other holds at least the same as a larger one, and says nothing that the larger does not.
 */
function columnsOf(exclusive: ReadonlyMap<string, Item[]>): UpsetColumn[] {
  const exact = [...exclusive.keys()].map(idsOf);
  const all = new Map(exact.map((of) => [keyOf(of), of]));
  const waiting = [...exact];
  while (waiting.length > 0 && all.size < MOST_COLUMNS) {
    const next = waiting.pop() ?? [];
    for (const of of exact) {
      const met = next.filter((id) => of.includes(id));
      if (met.length === 0 || all.has(keyOf(met))) continue;
      all.set(keyOf(met), met);
      waiting.push(met);
    }
  }
  return [...all.values()].map((of) => ({
    of,
    exclusive: byName(exclusive.get(keyOf(of)) ?? []),
    atLeast: byName(
      exact
        .filter((other) => of.every((id) => other.includes(id)))
        .flatMap((other) => exclusive.get(keyOf(other)) ?? []),
    ),
  }));
}

/** Beyond so many no column is looked for that holds nothing by itself. */
const MOST_COLUMNS = 2000;

/** The columns that hold something as counted, in order: the largest or the fewest sets first. */
export function arrange(
  columns: readonly UpsetColumn[],
  count: UpsetCount,
  order: UpsetOrder,
): UpsetColumn[] {
  const size = (a: UpsetColumn, b: UpsetColumn) => b[count].length - a[count].length;
  const degree = (a: UpsetColumn, b: UpsetColumn) => a.of.length - b.of.length;
  const [first, then] = order === "size" ? [size, degree] : [degree, size];
  return columns
    .filter((column) => column[count].length > 0)
    .sort((a, b) => first(a, b) || then(a, b) || keyOf(a.of).localeCompare(keyOf(b.of), "en"));
}

/** Ids have no blanks, so that this is one name for one combination. */
export function keyOf(ids: readonly string[]): string {
  return ids.join(" ");
}

function idsOf(key: string): string[] {
  return key.split(" ");
}

function byName(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => a.name.localeCompare(b.name, "en"));
}
