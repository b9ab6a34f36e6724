/** The words of the map. */

import type { EntityKind } from "../api/types";
import type { Ego, EgoNode } from "../network/ego/rings";
import type { Drawn } from "../network/painter";
import { kindName } from "./catalogue";
import { count, number } from "./numbers";

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

export const egoWords = {
  picture: "What is around it: arrows go to the nearest in that direction",
  keys: "Arrows: nearest in that direction. Enter: open its profile. Full stop: put it in the middle. Backspace: back. Esc: leave. Dashed line: an inferred tie.",
  table: (name: string) => `What is around ${name}`,
  columns: { name: "Name", kind: "Kind", steps: "Steps away", tie: "Tie", through: "Of" },
  controls: "How much is shown",
  steps: "Show what is",
  stepChoices: { 1: "one step away", 2: "up to two steps away" },
  center: "Put it in the middle",
  back: "Back to what was in the middle",
  leave: "Back to the whole map",
  list: "The same as a list",
  farther: "Two steps away",
  through: (name: string, relations: readonly string[]) =>
    relations.length > 0 ? `${name}: ${relations.join(", ").toLowerCase()}` : name,
} as const;

type EgoLike = Pick<Ego, "nodes" | "cut">;

/** How much is around the middle, and what is left out. */
export function egoSentence({ nodes, cut }: EgoLike): string {
  const name = nodes[0]?.name ?? "";
  const near = nodes.filter(({ distance }) => distance === 1).length;
  const far = nodes.filter(({ distance }) => distance === 2).length;
  if (near === 0) return `No tie of ${name} is known.`;
  const more = cut ? " There are more: these are the nearest." : "";
  const farther = far > 0 ? `, and ${number(far)} more to those` : "";
  return `${count(near, "thing is", "things are")} known to be tied to ${name}${farther}.${more}`;
}

/** `Lumina Foundation, organization, funds Credential Engine`. */
export function egoNodeWords(node: EgoNode, parent: EgoNode | undefined, named = true): string {
  const kind = kindName[node.kind].toLowerCase();
  const start = named ? `${node.name}, ${kind}` : kind;
  if (!parent) return `${start}, in the middle`;
  const mark = node.inferred ? ` (${mapWords.inferred})` : "";
  return `${start}; ${parent.name}: ${node.relations.join(", ").toLowerCase()}${mark}`;
}
