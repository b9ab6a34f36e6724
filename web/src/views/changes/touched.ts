/** What one change did: the records that differ between the state before it and the state after. */
import { wholeMap } from "../../api/changes";
import { api } from "../../api/client";
import type { RecordRef } from "../../api/types";
import type { Parts } from "../diff/part";

/** A map of more records than this is not compared as a whole. */
export const MOST_RECORDS = 5_000;

type WholeMap = Omit<Awaited<ReturnType<typeof wholeMap>>, "version">;

/** The states before and after the change at a position. */
export function around(position: number): { before: string; after: string } {
  return { before: `@${position - 1}`, after: `@${position}` };
}

/** What the change at a position did; the number of records where the map is too large for that. */
export async function touchedBy(position: number, signal: AbortSignal): Promise<Parts | number> {
  const { before, after } = around(position);
  const size = await api.summary({ edition: after, filters: {} }, signal);
  const ties = Object.values(size.ties).reduce((sum, each) => sum + each, 0);
  const records = size.initiatives + size.organizations + size.milestones + size.sources + ties;
  if (records > MOST_RECORDS) return records;
  const [was, now] = await Promise.all([wholeMap(before, signal), wholeMap(after, signal)]);
  return compareMaps(was, now);
}

/** The records that are in one of two maps only, or that say something else in the other. */
export function compareMaps(was: WholeMap, now: WholeMap): Parts {
  const [before, after] = [recordsOf(was), recordsOf(now)];
  const parts: Parts = { added: [], removed: [], changed: [] };
  for (const [key, { record, said }] of after) {
    const old = before.get(key);
    if (!old) parts.added.push(record);
    else if (old.said !== said) parts.changed.push(record);
  }
  for (const [key, { record }] of before) if (!after.has(key)) parts.removed.push(record);
  return parts;
}

interface Said {
  record: RecordRef;
  /** All that it says, to tell whether it says the same. */
  said: string;
}

function recordsOf({ entities, ties, milestones, sources, facets, editions }: WholeMap) {
  const records = new Map<string, Said>();
  const note = (record: string, item: { id: string }, name: string | undefined) => {
    const ref = { record, id: item.id, name: name ?? item.id };
    records.set(`${record} ${item.id}`, { record: ref, said: JSON.stringify(item, withoutNames) });
  };
  for (const each of entities) note(each.kind, each, each.name[0]?.value);
  for (const each of ties) {
    note("tie", each, `${each.from.name} ${each.kind.replaceAll("_", " ")} ${each.to.name}`);
  }
  for (const each of milestones) note("milestone", each, each.title[0]?.value);
  for (const each of sources) note("source", each, each.title);
  for (const each of facets) note("facet", each, each.name);
  for (const each of editions) note("edition", each, each.name);
  return records;
}

/** Ends that are called otherwise do not change a tie; they are records of their own. */
function withoutNames(key: string, value: unknown): unknown {
  const isEnd = key === "from" || key === "to" || key === "subject";
  return isEnd && typeof value === "object" && value !== null && "id" in value ? value.id : value;
}
