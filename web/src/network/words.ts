/** The words of the map. */

import type { EntityKind } from "../api/types";
import { kindName } from "../text/catalogue";
import { count, number } from "../text/numbers";
import type { Drawn } from "./painter";

export const mapWords = {
  group: "Network map",
  toolbar: "Map controls",
  mode: "Show",
  modes: { one: "initiatives and their ties", two: "organizations, initiatives and goals" },
  colorBy: "Colour by",
  colors: { goal: "goal", kind: "kind" },
  sizeBy: "Size by",
  sizes: { degree: "number of links", same: "nothing" },
  labels: "Names",
  labelChoices: { auto: "the best linked", all: "as many as fit", none: "none" },
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Show everything",
  left: "Move left",
  right: "Move right",
  up: "Move up",
  down: "Move down",
  legend: "Legend: press to fade or bring back",
  kinds: "Shape: what it is",
  goals: "Number and colour: its first goal",
  unknownGoal: "no known goal",
  inferredLink: "dashed line: an inferred tie",
  inferredGoal: "≈ dashed outline: goal inferred",
  inferred: "≈ inferred",
  list: "All on the map, best linked first",
  listFilter: "Find in the list",
  map: "Map: arrows go to the nearest in that direction",
  keys: "Arrows: nearest in that direction. n, p: neighbours. Enter: open. + − 0: zoom. Shift and arrows: move the map. Esc: clear, then leave.",
  hideList: "Hide the list",
  showList: "Show the list",
  noCanvas: "This browser cannot draw the map. The list has the same things and links.",
  empty: "Nothing on the map has a tie of this sort that is known.",
} as const;

/** `Lumina Foundation, organization, 12 links`. */
export function nodeWords(
  name: string,
  kind: EntityKind,
  degree: number,
  goal?: string,
  inferred = false,
): string {
  const links = degree === 0 ? "no known link" : count(degree, "link", "links");
  const mark = inferred ? ` (${mapWords.inferred})` : "";
  return [
    name,
    kindName[kind].toLowerCase(),
    links,
    ...(goal ? [`goal: ${goal}${mark}`] : []),
  ].join(", ");
}

/** What the map writes at a node whose goal was inferred. */
export function inferredName(name: string): string {
  return `${name} (goal ${mapWords.inferred})`;
}

/** What is shown, and what is not, as the live region says it. */
export function shownWords(drawn: Drawn, vivid: number, all: number): string {
  const set = vivid < all ? ` ${number(all - vivid)} others are faded by filters.` : "";
  if (drawn.detail === "groups") {
    const groups = count(drawn.groups, "group", "groups");
    return `Showing ${groups} of ${number(drawn.marks)} items: zoom in or filter to see them.${set}`;
  }
  return `${number(drawn.marks)} of ${number(all)} in the picture.${set}`;
}

/** How many the list has for what was typed. */
export function listedWords(shown: number, all: number): string {
  return shown === all ? number(all) : `${number(shown)} of ${number(all)}`;
}
