/** What is chosen of a file, in the address of the page and in that of the API. */
import type { ExportChoice, Format } from "../../api/export";
import { type OptionWord, option, type Place } from "../../state/place";

/** What an address without a format means: nearly every program reads it. */
export const USUAL_FORMAT = "graphml";

export const GROUPS = ["networks", "tables", "documents"] as const;

export type Group = (typeof GROUPS)[number];

export function groupOf({ networks, extension }: Format): Group {
  if (networks) return "networks";
  return extension === "csv" || extension === "xlsx" ? "tables" : "documents";
}

/** The format of a place; a word for none that there is counts as the usual one. */
export function formatOf(place: Place, formats: readonly Format[]): Format | undefined {
  const wanted = option(place, "format") ?? USUAL_FORMAT;
  const find = (id: string) => formats.find((format) => format.id === id);
  return find(wanted) ?? find(USUAL_FORMAT) ?? formats[0];
}

/** The first is usual, and is not written. */
export const MODES = ["two", "one", "all"] as const;
export const PROJECTIONS = ["shared", "newman", "jaccard"] as const;
export const JOINS = [
  "initiatives funders",
  "initiatives goals",
  "initiatives leads",
  "initiatives partners",
  "recipients funders",
  "funders recipients",
  "organizations initiatives",
] as const;

/** What a place chooses of a format: only what the format has a choice of. */
export function choiceOf(place: Place, format: Format): ExportChoice {
  const choice: ExportChoice = {};
  if (!format.networks) return choice;
  const mode = modeOf(place, format);
  if (mode !== "two") choice.mode = mode;
  if (mode === "one") {
    const [between, by] = joinOf(place).split(" ");
    if (joinOf(place) !== JOINS[0] && between && by) Object.assign(choice, { between, by });
    const projection = option(place, "projection");
    if (projection !== undefined && projection !== PROJECTIONS[0]) choice.projection = projection;
  }
  if (option(place, "isolates") === "false") choice.isolates = "false";
  return choice;
}

export function modeOf(place: Place, { modes }: Format): string {
  const wanted = option(place, "mode") ?? "two";
  return modes.includes(wanted) ? wanted : (modes[0] ?? "two");
}

export function joinOf(place: Place): string {
  const wanted = `${option(place, "between")} ${option(place, "by")}`;
  return JOINS.find((join) => join === wanted) ?? JOINS[0];
}

/** Whether the filters do not count. */
export function isWhole(place: Place): boolean {
  return option(place, "part") === "whole";
}

/** A place with words set; those without a value are dropped. */
export function withWords(
  place: Place,
  words: Partial<Record<OptionWord, string | undefined>>,
): Place {
  const options = { ...place.options };
  for (const [word, value] of Object.entries(words)) {
    if (value === undefined) delete options[word as OptionWord];
    else options[word as OptionWord] = [value];
  }
  return { ...place, options };
}
