/** Which rows of a long list are in the document: those in sight and a few around them. */

/** A run of rows. */
export interface ListWindow {
  from: number;
  /** The row after the last. */
  to: number;
}

/** Rows kept above and below what is in sight, so that a fast scroll shows no blank. */
const SPARE = 8;

/** The rows in the document of a list of `count` rows of one height, scrolled by `top`. */
export function listWindow(
  count: number,
  rowHeight: number,
  top: number,
  height: number,
): ListWindow {
  const first = Math.floor(Math.max(0, top) / rowHeight);
  const shown = Math.ceil(Math.max(0, height) / rowHeight) + 1;
  return { from: Math.max(0, first - SPARE), to: Math.min(count, first + shown + SPARE) };
}

/** How far the list must be scrolled so that a row is in sight; unchanged where it is. */
export function scrollFor(row: number, rowHeight: number, top: number, height: number): number {
  const start = row * rowHeight;
  if (start < top) return start;
  if (start + rowHeight > top + height) return start + rowHeight - height;
  return top;
}
