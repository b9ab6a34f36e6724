/** The queue of facts while one works through it: what was done stays where it was, to be undone. */
import type { CareItem } from "../../api/care";

/** A fact that was confirmed, and the change that did it. */
export interface Done {
  item: CareItem;
  /** Where in the list it stood. */
  at: number;
  value: string;
  position: number;
  undone: boolean;
}

export function keyOf({ record, id, field }: Pick<CareItem, "record" | "id" | "field">): string {
  return `${record} ${id} ${field}`;
}

/** What is listed, and what was done with at the places it had. */
export function queue<T>(
  items: readonly T[],
  done: ReadonlyMap<string, { item: T; at: number }>,
  key: (item: T) => string,
): T[] {
  const rows = items.filter((item) => !done.has(key(item)));
  for (const { item, at } of [...done.values()].sort((a, b) => a.at - b.at)) {
    rows.splice(at, 0, item);
  }
  return rows;
}

/** Values that differ: a person has to choose, and one cannot choose several at once. */
export function differs({ why }: CareItem): boolean {
  return why.includes("conflict");
}

/** The values that are stated, each once with the first who states it. */
export function values({ stated }: CareItem) {
  return stated.filter(({ value }, at) => stated.findIndex((each) => each.value === value) === at);
}
