/** Views that show a chart and the same numbers as a table. */
import { option, type Place } from "./place";

export type Shown = "chart" | "table";

const TWINS: ReadonlySet<string> = new Set([
  "overlap",
  "gaps",
  "coordination",
  "network",
  "report-card",
  "connect",
  "diff",
  "timeline",
]);

/** Narrower than this, a picture of many columns says less than its table. */
const NARROW = "(width < 40rem)";

/** Views that are words first: they fit any screen as they are. */
const WORDS_FIRST: ReadonlySet<string> = new Set(["connect", "diff"]);

export function hasTwin(view: Place["view"]): boolean {
  return TWINS.has(view);
}

/** What is shown: as the URL says, otherwise what fits the screen. */
export function shown(place: Place): Shown {
  const word = option(place, "show");
  if (word === "chart" || word === "table") return word;
  if (WORDS_FIRST.has(place.view)) return "chart";
  return globalThis.matchMedia?.(NARROW).matches ? "table" : "chart";
}

export function showAs(place: Place, show: Shown): Place {
  return { ...place, options: { ...place.options, show: [show] } };
}
