/** What a person says about the columns of a list of grants, as a mapping file has it. */

/** The parts of a mapping file that this page changes; whatever else it says is kept as it is. */
export interface MappingFile {
  /** For what is read, the name of the column that holds it. */
  columns?: Record<string, string>;
  /** Columns that are not to be read. */
  ignore?: string[];
  funder?: string;
  currency?: string;
  [other: string]: unknown;
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Says what a column is; `null` says that it is not to be read. */
export function choose(mapping: MappingFile, column: string, target: string | null): MappingFile {
  const others = Object.entries(mapping.columns ?? {}).filter(
    ([what, name]) => what !== target && !same(name, column),
  );
  const ignored = (mapping.ignore ?? []).filter((name) => !same(name, column));
  return tidy({
    ...mapping,
    columns: Object.fromEntries(target === null ? others : [...others, [target, column]]),
    ignore: target === null ? [...ignored, column] : ignored,
  });
}

/** Says who gives, or in which currency; nothing where the words are blank. */
export function answer(
  mapping: MappingFile,
  asks: "funder" | "currency",
  words: string,
): MappingFile {
  const said = asks === "currency" ? words.trim().toUpperCase() : words.trim();
  return tidy({ ...mapping, [asks]: said });
}

/** Whether nothing is said. */
export function isEmpty(mapping: MappingFile): boolean {
  return Object.keys(mapping).length === 0;
}

/** Leaves out what says nothing. */
function tidy(mapping: MappingFile): MappingFile {
  const says = ([, value]: [string, unknown]) =>
    typeof value === "object" && value !== null ? Object.keys(value).length > 0 : Boolean(value);
  return Object.fromEntries(Object.entries(mapping).filter(says));
}

/** A saved mapping; `null` when the text is none. */
export function parseMapping(text: string): MappingFile | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as MappingFile) : null;
  } catch {
    return null;
  }
}
