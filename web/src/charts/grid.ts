/**
 * Where the arrow keys lead in a grid with one tab stop (the ARIA grid pattern).
 *
 * Column 0 is the row's heading, whose link is reached like a cell; headings of columns are not.
 */

/** A cell, by its place. */
export interface GridPlace {
  row: number;
  column: number;
}

/** How many rows and columns a grid has, headers that can be reached included. */
export interface GridSize {
  rows: number;
  columns: number;
}

/** How many rows Page Up and Page Down pass. */
export const PAGE_ROWS = 10;

/** The part of a keyboard event that counts here. */
export type GridKey = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/**
 * The place a key leads to, or `undefined` where the key is not the grid's.
 *
 * At an edge the place stays: the key is still the grid's, so that the page does not scroll away
 * under someone who holds an arrow down.
 */
export function moveInGrid(from: GridPlace, event: GridKey, size: GridSize): GridPlace | undefined {
  if (event.altKey || event.shiftKey || size.rows === 0 || size.columns === 0) return undefined;
  const corner = event.ctrlKey || event.metaKey;
  const to = target(from, event.key, corner, size);
  return to && clampToGrid(to, size);
}

/** The nearest place that the grid has. */
export function clampToGrid(place: GridPlace, size: GridSize): GridPlace {
  return {
    row: Math.max(0, Math.min(size.rows - 1, place.row)),
    column: Math.max(0, Math.min(size.columns - 1, place.column)),
  };
}

function target(
  { row, column }: GridPlace,
  key: string,
  corner: boolean,
  size: GridSize,
): GridPlace | undefined {
  switch (key) {
    case "ArrowUp":
      return corner ? undefined : { row: row - 1, column };
    case "ArrowDown":
      return corner ? undefined : { row: row + 1, column };
    case "ArrowLeft":
      return corner ? undefined : { row, column: column - 1 };
    case "ArrowRight":
      return corner ? undefined : { row, column: column + 1 };
    case "PageUp":
      return corner ? undefined : { row: row - PAGE_ROWS, column };
    case "PageDown":
      return corner ? undefined : { row: row + PAGE_ROWS, column };
    case "Home":
      return { row: corner ? 0 : row, column: 0 };
    case "End":
      return { row: corner ? size.rows - 1 : row, column: size.columns - 1 };
    default:
      return undefined;
  }
}

/** Gives a cell of the body the focus, or the link in it where it is a heading. */
export function focusCell(table: HTMLTableElement | undefined, { row, column }: GridPlace): void {
  const cell = table?.tBodies[0]?.rows[row]?.cells[column];
  const target = column === 0 ? (cell?.querySelector("a") ?? cell) : cell;
  target?.focus();
}
