/** Where the profile of a thing is, in the edition and with the filters one has. */
import type { EntityRef } from "../api/types";
import { addressOf } from "../state/navigation.svelte";
import type { Options, View } from "../state/place";
import { folderOf } from "../text/catalogue";

export function profileAddress({ kind, id }: Pick<EntityRef, "kind" | "id">): string {
  return addressOf({ view: "profile", profile: { folder: folderOf[kind], id } });
}

/** The address of a list, keeping edition and filters. */
export function listAddress(view: View, options: Options = {}): string {
  return addressOf({ view, options });
}
