/** The words of the map. */

import { type Drawing, MOST_DRAWN } from "../api/network";
import type { Centrality, EntityKind, LayoutGroups } from "../api/types";
import type { Ego, EgoNode } from "../network/ego/rings";
import type { Drawn } from "../network/painter";
import type { Measure } from "../network/view";
import { kindName } from "./catalogue";
import { count, number } from "./numbers";
import type { Part } from "./parts";

export const mapWords = {
  group: "Network map",
  toolbar: "Map controls",
  mode: "Show",
  modes: { one: "initiatives and their ties", two: "organizations, initiatives and goals" },
  colorBy: "Colour by",
  colors: { goal: "goal", kind: "kind", community: "community", stage: "stage" },
  sizeBy: "Size by",
  sizes: {
    degree: "number of links",
    same: "nothing",
    betweenness: "lying between others",
    closeness: "nearness to all",
    page_rank: "being come by",
    core: "depth in the core",
  },
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
  sets: {
    goal: "Number and colour: its first goal",
    community: "Number and colour: its community",
    stage: "Number and colour: its latest stage",
  },
  unknownStage: "stage unknown",
  noCommunity: "in no community",
  community: (name: string) => `around ${name}`,
  groups: "Groups: press to see what is in one",
  alone: (count: number) =>
    `${number(count)} more ${count === 1 ? "is" : "are"} tied to nobody, as far as is known.`,
  unknownGoal: "no known goal",
  inferredLink: "dashed line: an inferred tie",
  inferredGoal: "≈ dashed outline: goal inferred",
  inferred: "≈ inferred",
  list: "All on the map, best linked first",
  listFilter: "Find in the list",
  map: "Map: arrows go to the nearest in that direction",
  keys: "Arrows: nearest in that direction. n, p: neighbours. Enter: open. Full stop: what is around it. + − 0: zoom. Shift and arrows: move the map. Esc: clear, then leave.",
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

type Group = LayoutGroups["groups"][number];

/** A community is called by its best linked member that is no goal. */
export function firstOf({ members }: Group): string {
  return (members.find(({ kind }) => kind !== "goal") ?? members[0])?.name ?? "";
}

/** The view of the network around its map. */
export const networkWords = {
  table: "Things of the network",
  columns: {
    name: "Name",
    kind: "Kind",
    goal: "First goal",
    links: "Links",
    stage: "Latest stage",
    community: "Community",
    things: "Things",
    initiatives: "Initiatives",
    organizations: "Organizations",
    within: "Linked pairs within",
  },
  none: "none",
  notApplicable: "–",
  notMeasured: "not in this network",
  firstGoal: (name: string, goal: string) => `First goal of ${name}: ${goal}`,
  around: "Show what is around it",
  /** Small numbers keep their first digits. */
  value: (value: number) =>
    Number.isInteger(value)
      ? number(value)
      : value.toLocaleString("en", { maximumSignificantDigits: 3 }),
  sentence: (drawing: Drawing): Part[] =>
    drawing.of === "communities" ? communitiesSentence(drawing.groups) : thingsSentence(drawing),
  measured: (measure: Measure, { network, members, paths }: Centrality) => {
    const rest =
      members.length < network.size
        ? ` The ${number(members.length)} with the most are shown.`
        : "";
    const drawn =
      paths.sources.known < paths.sources.of && measure !== "core" ? " Estimated by lot." : "";
    return `Size: ${mapWords.sizes[measure]}. ${network.sentence} Of ${number(network.size)}, something is known to join ${number(network.known.known)}; what is not in this network is drawn smallest.${rest}${drawn}`;
  },
  communities: ({ groups }: LayoutGroups) =>
    `${count(groups.length, "community", "communities")} and what joins them`,
  communityList: "Communities, the largest first",
  communityName: (group: Group) => mapWords.community(firstOf(group)),
  communityParts: ({ initiatives, organizations, within, members_shown: shown }: Group) =>
    `${count(initiatives, "initiative", "initiatives")}, ${count(organizations, "organization", "organizations")}; ${count(within, "linked pair", "linked pairs")} within. The ${number(shown.known)} best linked of ${number(shown.of)}:`,
  moreCommunities: (left: number) => `Show more (${number(left)} left)`,
} as const;

function thingsSentence({ layout, part }: Extract<Drawing, { of: "things" }>): Part[] {
  const { ids, links, mode } = layout;
  if (ids.length === 0) return ["Nothing is known that could be drawn."];
  const what =
    mode === "one"
      ? count(ids.length, "initiative", "initiatives")
      : count(ids.length, "thing", "things");
  const where = part
    ? "The whole map is too large to be drawn: this is what the filters leave of it, in places of its own."
    : "Positions are computed once and stay where they are; being near says no more than being tied to the same.";
  return [`${what} and ${count(links.length, "link", "links")} between them. ${where}`];
}

function communitiesSentence({ groups, things, alone }: LayoutGroups): Part[] {
  const rest =
    alone > 0
      ? ` ${count(alone, "thing is", "things are")} tied to nobody, as far as is known.`
      : "";
  return [
    `Showing ${count(groups.length, "group", "groups")} of ${number(things)} things: too many to draw one by one. Filter to ${number(MOST_DRAWN)} or fewer to see them.${rest}`,
  ];
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
