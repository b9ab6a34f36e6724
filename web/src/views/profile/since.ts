/** Which edition came before. */
import type { Edition } from "../../api/types";
import { NOW } from "../../state/place";

/** The latest edition on record before this one; before the present state, the latest of all. */
export function editionBefore(editions: readonly Edition[], edition: string): Edition | undefined {
  const onRecord = editions
    .filter(({ position }) => typeof position === "number")
    .sort((a, b) => (b.position ?? 0) - (a.position ?? 0));
  if (edition === NOW) return onRecord[0];
  const at = onRecord.findIndex(({ id }) => id === edition);
  return at < 0 ? undefined : onRecord[at + 1];
}
