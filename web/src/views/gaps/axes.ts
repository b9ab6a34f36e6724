/** What an address says of the two axes. */
import type { Axes } from "../../api/gaps";
import { type OptionWord, option, type Place } from "../../state/place";

const ROWS = "goal";
const COLUMNS = "stage";
/** Fewer than so many are few, where the address does not say; as the API has it. */
const BELOW = 2;
/** More than this, the API does not take. */
const MOST = 99;

/** The axes of a place. Addresses of before there were two say `by` for the columns. */
export function axesOf(place: Place): Axes {
  const rows = option(place, "rows") ?? ROWS;
  const columns = option(place, "columns") ?? option(place, "by") ?? other(rows);
  const below = Math.round(Number(option(place, "below") ?? BELOW));
  return {
    rows,
    columns: columns === rows ? other(rows) : columns,
    year: option(place, "year"),
    below: below >= 1 && below <= MOST ? below : BELOW,
  };
}

/** A table needs two axes that differ. */
function other(axis: string): string {
  return axis === COLUMNS ? ROWS : COLUMNS;
}

/** The place with one option set, or without it. */
export function setOption(place: Place, word: OptionWord, value: string | undefined): Place {
  const { [word]: _, ...others } = place.options;
  return { ...place, options: value === undefined ? others : { ...others, [word]: [value] } };
}

/** The place with another axis; an axis that was the other one changes places with it. */
export function turn(place: Place, axis: "rows" | "columns", chosen: string): Place {
  const { rows, columns } = axesOf(place);
  const next = axis === "rows" ? { rows: chosen, columns } : { rows, columns: chosen };
  if (next.rows === next.columns) {
    if (axis === "rows") next.columns = rows;
    else next.rows = columns;
  }
  const { rows: _, columns: __, by: ___, sel: ____, year: _____, ...others } = place.options;
  return {
    ...place,
    options: {
      ...others,
      ...(next.rows === ROWS ? {} : { rows: [next.rows] }),
      ...(next.columns === other(next.rows) ? {} : { columns: [next.columns] }),
    },
  };
}
