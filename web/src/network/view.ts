/** What the person at the page chose of how the map is drawn, to and from the words of its address. */

import type { Options } from "../state/place";

/** What colours can stand for. */
export const COLORS = ["goal", "kind", "community", "stage"] as const;

/** What sizes can stand for; those after the second are worked out by the server. */
export const SIZES = ["degree", "same", "betweenness", "closeness", "page_rank", "core"] as const;

export const LABELS = ["auto", "all", "none"] as const;

export type ColorBy = (typeof COLORS)[number];
export type SizeBy = (typeof SIZES)[number];

/** A size that the server's measures of a network give. */
export type Measure = Exclude<SizeBy, "degree" | "same">;

export interface NetworkView {
  colorBy: ColorBy;
  sizeBy: SizeBy;
  labels: (typeof LABELS)[number];
  /** Entries of the legend whose things are faded, such as `kind:goal`. */
  hidden: readonly string[];
  /** Whether the list stands beside the map. */
  listOpen: boolean;
}

/** The view that the page opens with. */
export const DEFAULT_VIEW: NetworkView = {
  colorBy: "goal",
  sizeBy: "degree",
  labels: "auto",
  hidden: [],
  listOpen: true,
};

/** Reads the view of an address; words that mean nothing are as if they were not there. */
export function viewOf(options: Options): NetworkView {
  const one = (values: string[] | undefined) => values?.at(-1);
  return {
    colorBy: COLORS.find((each) => each === one(options.colour)) ?? DEFAULT_VIEW.colorBy,
    sizeBy: SIZES.find((each) => each === one(options.size)) ?? DEFAULT_VIEW.sizeBy,
    labels: LABELS.find((each) => each === one(options.labels)) ?? DEFAULT_VIEW.labels,
    hidden: options.hide ?? [],
    listOpen: one(options.list) !== "closed",
  };
}

/** Writes the view into an address; what the page opens with needs no words. */
export function withView(options: Options, view: NetworkView): Options {
  const { colour: _c, size: _s, labels: _l, hide: _h, list: _o, ...others } = options;
  return {
    ...others,
    ...(view.colorBy === DEFAULT_VIEW.colorBy ? {} : { colour: [view.colorBy] }),
    ...(view.sizeBy === DEFAULT_VIEW.sizeBy ? {} : { size: [view.sizeBy] }),
    ...(view.labels === DEFAULT_VIEW.labels ? {} : { labels: [view.labels] }),
    ...(view.hidden.length === 0 ? {} : { hide: [...view.hidden] }),
    ...(view.listOpen ? {} : { list: ["closed"] }),
  };
}

/** The view with an entry of the legend pressed. */
export function toggleHidden(view: NetworkView, key: string): NetworkView {
  const hidden = view.hidden.includes(key)
    ? view.hidden.filter((each) => each !== key)
    : [...view.hidden, key].sort();
  return { ...view, hidden };
}

/** The view with other colours; entries that the new legend does not have come back. */
export function recolored(view: NetworkView, colorBy: ColorBy): NetworkView {
  return { ...view, colorBy, hidden: view.hidden.filter((key) => key.startsWith("kind:")) };
}

/** Which measure of the server the sizes need; none for those the layout has. */
export function measureOf({ sizeBy }: NetworkView): Measure | null {
  return sizeBy === "degree" || sizeBy === "same" ? null : sizeBy;
}
