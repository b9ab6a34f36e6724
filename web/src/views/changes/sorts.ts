/** The sorts of records. */
import type { EntityKind, RecordRef } from "../../api/types";
import { kindName } from "../../text/catalogue";
import { SORTS } from "../../text/changes";

export function isEntity(sort: string): sort is EntityKind {
  return sort in kindName;
}

/** Records in the order of their sorts, by name within each. */
export function inOrder(records: readonly RecordRef[]): RecordRef[] {
  const rank = (record: RecordRef) => SORTS.indexOf(record.record);
  return [...records].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, "en"));
}
