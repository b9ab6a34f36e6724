/** Changing filters: pure steps from one set of words to another. */
import {
  FILTERS,
  type Filters,
  type FilterWord,
  OPTIONS,
  type OptionWord,
  type Place,
} from "./place";

/** Adds an alternative, or takes it away if it is there. */
export function toggleFilter(filters: Filters, word: FilterWord, value: string): Filters {
  const now = filters[word] ?? [];
  const next = now.includes(value) ? now.filter((each) => each !== value) : [...now, value].sort();
  return withFilter(filters, word, next);
}

/** Sets all values of a word; none removes it. */
export function withFilter(filters: Filters, word: FilterWord, values: string[]): Filters {
  const { [word]: _, ...others } = filters;
  return values.length > 0 ? { ...others, [word]: values } : others;
}

/** How many words are in force. */
export function countFilters(filters: Filters): number {
  return FILTERS.reduce((count, word) => count + (filters[word]?.length ?? 0), 0);
}

/** Words that leave rows out; every other option says how a view shows what it has, or of whom. */
const NARROWING: ReadonlySet<string> = new Set([
  ...FILTERS,
  "role",
  "kind",
  "status",
  "subject",
  "known",
  "unknown",
  "stated",
  "year",
  "ids",
]);

/**
 * The year narrows a list of milestones, but only says which stages the gaps show; chosen ids
 * narrow a list, but are what the overlap lays over one another.
 */
function shows({ view }: Place, word: string): boolean {
  if (word === "ids") return view === "overlap";
  return !NARROWING.has(word) || (word === "year" && view !== "milestones");
}

/** A word that leaves something out, with its alternatives. */
export interface Narrowing {
  word: FilterWord | OptionWord;
  values: string[];
}

/** The words in force that leave something out of the view, filters first. */
export function narrowing(place: Place): Narrowing[] {
  const given = { ...place.filters, ...place.options };
  return [...FILTERS, ...OPTIONS]
    .filter((word) => !shows(place, word))
    .map((word) => ({ word, values: given[word] ?? [] }))
    .filter(({ values }) => values.length > 0);
}

/** The place without one value, without a whole word, or without all that narrows. */
export function without(place: Place, word?: string, value?: string): Place {
  const dropped = (name: string, each: string) =>
    !shows(place, name) &&
    (word === undefined || name === word) &&
    (value === undefined || each === value);
  const keep = (words: Record<string, string[]>) =>
    Object.fromEntries(
      Object.entries(words)
        .map(([name, values]): [string, string[]] => [
          name,
          values.filter((each) => !dropped(name, each)),
        ])
        .filter(([, values]) => values.length > 0),
    );
  return { ...place, filters: keep(place.filters), options: keep(place.options) };
}
