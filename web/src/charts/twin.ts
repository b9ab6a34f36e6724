/** The table beside a chart: columns, rows, and sorting that keeps the unknown at the end. */

/** What a cell of the table holds; `null` is unknown. */
export type TwinValue = string | number | null;

/** A link in a cell. */
export interface TwinLink {
  text: string;
  href: string;
}

/** A column: how to read a row, and how to show it where the value itself would not do. */
export interface TwinColumn<Row> {
  id: string;
  name: string;
  numeric?: boolean;
  value: (row: Row) => TwinValue;
  text?: (row: Row) => string;
  /** What stands where there is no value for another reason than that it is unknown. */
  none?: (row: Row) => string | undefined;
  links?: (row: Row) => TwinLink[];
}

/** By which column the rows are sorted; no sort is the order they were given in. */
export interface TwinSort {
  column: string;
  descending: boolean;
}

/** The sort after a column's heading was pressed: numbers start with the largest, words with A. */
export function nextSort<Row>(sort: TwinSort | null, column: TwinColumn<Row>): TwinSort {
  if (sort?.column === column.id) return { ...sort, descending: !sort.descending };
  return { column: column.id, descending: column.numeric ?? false };
}

/** Rows in the order of a sort, stable; unknown values come last either way. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly TwinColumn<Row>[],
  sort: TwinSort | null,
): Row[] {
  const column = columns.find(({ id }) => id === sort?.column);
  if (!sort || !column) return [...rows];
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((a, b) => compareValues(column.value(a), column.value(b), sign));
}

function compareValues(a: TwinValue, b: TwinValue, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  return sign * String(a).localeCompare(String(b), "en", { numeric: true });
}

/** The numbers of a table as they are taken away. */
export function tableOf<Row>(
  columns: readonly TwinColumn<Row>[],
  rows: readonly Row[],
): { columns: string[]; rows: TwinValue[][] } {
  return {
    columns: columns.map(({ name }) => name),
    rows: rows.map((row) => columns.map((column) => column.value(row))),
  };
}
