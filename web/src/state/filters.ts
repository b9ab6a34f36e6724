/** Changing filters: pure steps from one set of words to another. */
import { FILTERS, type Filters, type FilterWord } from "./place";

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
