/** The tables of a diff: by sort, and record by record. */

import type { RecordRef } from "../../api/types";
import type { TwinColumn } from "../../charts/twin";
import { SORTS, sortName, changeWords as words } from "../../text/changes";
import { inOrder } from "../changes/sorts";
import type { Parts } from "./part";

const HOW = ["added", "removed", "changed"] as const;

export interface SortCount {
  sort: string;
  added: number;
  removed: number;
  changed: number;
}

/** Counts of the sorts in which something differs. */
export function bySort(parts: Parts): SortCount[] {
  return SORTS.map((sort) => {
    const of = (records: readonly RecordRef[]) =>
      records.filter(({ record }) => record === sort).length;
    return { sort, added: of(parts.added), removed: of(parts.removed), changed: of(parts.changed) };
  }).filter(({ added, removed, changed }) => added + removed + changed > 0);
}

export interface Difference extends RecordRef {
  how: (typeof HOW)[number];
}

export function differences(parts: Parts): Difference[] {
  return HOW.flatMap((how) => inOrder(parts[how]).map((record) => ({ ...record, how })));
}

export const sortColumns: TwinColumn<SortCount>[] = [
  { id: "sort", name: words.sort, value: ({ sort }) => sortName[sort]?.many ?? sort },
  ...HOW.map((how) => ({
    id: how,
    name: words[how],
    numeric: true,
    value: (row: SortCount) => row[how],
  })),
];

export const differenceColumns: TwinColumn<Difference>[] = [
  { id: "name", name: words.record, value: ({ name }) => name },
  { id: "sort", name: words.sort, value: ({ record }) => sortName[record]?.one ?? record },
  { id: "how", name: words.kind, value: ({ how }) => words[how].toLowerCase() },
];
