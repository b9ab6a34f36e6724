/** Sorting rows: unknown values stay at the end, whichever way the rest is turned. */

export interface Sort {
  key: string;
  descending: boolean;
}

export type SortValue = string | number | null | undefined;

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** `-name` is by name from the end; nothing is the given order of things. */
export function parseSort(word: string | undefined, fallback: Sort): Sort {
  if (!word) return fallback;
  return word.startsWith("-")
    ? { key: word.slice(1), descending: true }
    : { key: word, descending: false };
}

export function formatSort({ key, descending }: Sort): string {
  return descending ? `-${key}` : key;
}

/** What a click on a column's heading asks for: numbers start with the largest. */
export function nextSort(now: Sort, key: string, numeric: boolean): Sort {
  return now.key === key ? { key, descending: !now.descending } : { key, descending: numeric };
}

/** Sorted by `value`; equal rows keep their order. */
export function sortRows<T>(
  rows: readonly T[],
  value: (row: T) => SortValue,
  descending: boolean,
): T[] {
  return [...rows].sort((a, b) => compare(value(a), value(b), descending));
}

function compare(a: SortValue, b: SortValue, descending: boolean): number {
  const unknownA = a === null || a === undefined || a === "";
  const unknownB = b === null || b === undefined || b === "";
  if (unknownA || unknownB) return Number(unknownA) - Number(unknownB);
  const order =
    typeof a === "number" && typeof b === "number" ? a - b : collator.compare(`${a}`, `${b}`);
  return descending ? -order : order;
}
