/** Which state of the map is meant, in words. */
import { NOW, pinnedState } from "../state/place";
import { dateInWords } from "./dates";

/** The state that an edition's word means. */
export function stateName(edition: string): string {
  if (edition === NOW) return "The map as it is now";
  const pinned = pinnedState(edition);
  if (!pinned) return `Edition ${edition}`;
  const day = pinned.today ? `, ${dateInWords(pinned.today)}` : "";
  return `The map after change ${pinned.position}${day}`;
}
