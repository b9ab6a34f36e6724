/** The part of a diff that the filters select. */
import { api, type Scope } from "../../api/client";
import type { Diff, Edition, RecordRef } from "../../api/types";
import { NOW, pinnedState } from "../../state/place";

export type Parts = Pick<Diff, "added" | "removed" | "changed">;

export interface Part extends Parts {
  /** Differences in records that no filter selects. */
  leftOut: number;
}

/** Sorts that filters select; the others belong to the whole map. */
const SELECTED = new Set(["initiative", "organization", "goal", "publication", "tie", "milestone"]);

/** The ids of everything that the filters select in a state, as the API selects it. */
export async function selected(scope: Scope, signal: AbortSignal): Promise<Set<string>> {
  const [{ nodes, ties }, milestones] = await Promise.all([
    api.graph(scope, signal),
    api.milestones(scope, undefined, signal),
  ]);
  return new Set([
    ...nodes.map(({ id }) => id),
    ...ties.map(({ id }) => key("tie", id)),
    ...milestones.items.map(({ id }) => key("milestone", id)),
  ]);
}

/** What is added to, removed from or changed in what the filters select before or after. */
export function partOf(diff: Parts, before: Set<string>, after: Set<string>): Part {
  let leftOut = 0;
  const keep = (records: readonly RecordRef[]) =>
    records.filter(({ record, id }) => {
      if (!SELECTED.has(record)) leftOut += 1;
      const word = key(record, id);
      return SELECTED.has(record) && (before.has(word) || after.has(word));
    });
  const [added, removed, changed] = [keep(diff.added), keep(diff.removed), keep(diff.changed)];
  return { added, removed, changed, leftOut };
}

/** Things have one id among all kinds; ties and milestones have their own. */
function key(sort: string, id: string): string {
  return sort === "tie" || sort === "milestone" ? `${sort} ${id}` : id;
}

/** The edition on record that came before a state: what it is compared with unless told otherwise. */
export function editionBefore(editions: readonly Edition[], state: string): Edition | undefined {
  const recorded = editions
    .filter((edition) => typeof edition.position === "number")
    .sort((a, b) => (b.position ?? 0) - (a.position ?? 0));
  const at = recorded.findIndex(({ id }) => id === state);
  if (state === NOW) return recorded[0];
  // What was published since a state was pinned changes nothing about it.
  const pinned = pinnedState(state);
  if (pinned) return recorded.find(({ position }) => (position ?? 0) <= pinned.position);
  return at < 0 ? recorded[0] : recorded[at + 1];
}
