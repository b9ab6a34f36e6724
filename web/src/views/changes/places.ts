/** Where a record is shown. */
import type { RecordRef } from "../../api/types";
import { addressOf } from "../../state/navigation.svelte";
import { folderOf } from "../../text/catalogue";
import { isEntity } from "./sorts";

/** The page of a thing in a state; ties, milestones and the like have none of their own. */
export function addressIn({ record, id }: RecordRef, edition: string): string | null {
  if (!isEntity(record) || edition === "") return null;
  return addressOf({ edition, view: "profile", profile: { folder: folderOf[record], id } });
}
