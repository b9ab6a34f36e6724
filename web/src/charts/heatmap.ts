/** The coverage heat map: four states of a cell, what counts as a gap, and who is nearest to it. */

import type { GapCell, GapColumn, GapRow, Gaps, NearActor } from "../api/types";

/** A cell with its place. */
export interface PlacedCell {
  row: GapRow;
  column: GapColumn;
  cell: GapCell;
}

/** All cells with their places, row by row. */
export function placedCells({ rows, columns }: Gaps): PlacedCell[] {
  return rows.flatMap((row) =>
    row.cells.flatMap((cell, at): PlacedCell[] => {
      const column = columns[at];
      return column ? [{ row, column, cell }] : [];
    }),
  );
}

/** How an address names a cell. */
export function cellKey({ row, column }: Pick<PlacedCell, "row" | "column">): string {
  return `${row.id},${column.id}`;
}

/** The sign that tells a state apart without colour. */
export function glyphOf(cell: GapCell): string {
  switch (cell.state) {
    case "covered":
      return String(cell.count ?? 0);
    case "known_empty":
      return "0";
    case "unknown":
      return "?";
    case "impossible":
      return "–";
  }
}

/** How many are here; known empty is 0, unknown and impossible have no number. */
export function countOf({ state, count }: GapCell): number | null {
  if (state === "covered") return count ?? 0;
  return state === "known_empty" ? 0 : null;
}

/** The largest count of any cell, for the scale. */
export function maxCount(gaps: Gaps): number {
  return Math.max(0, ...gaps.rows.flatMap(({ cells }) => cells.map(({ count }) => count ?? 0)));
}

/**
 * How sure it is that a cell holds fewer than the threshold:
 * `certain` where even all that may be here would not reach it, `possible` where they would.
 */
export type GapCertainty = "certain" | "possible";

/** Whether a cell is a gap, or `undefined` where it is none. Impossible cells are no gaps. */
export function gapCertainty(cell: GapCell, threshold: number): GapCertainty | undefined {
  if (cell.state === "impossible") return undefined;
  const sure = cell.count ?? 0;
  if (sure >= threshold) return undefined;
  if (cell.state === "unknown") return "possible";
  return sure + cell.undetermined < threshold ? "certain" : "possible";
}

/** A gap, and how sure it is that it is one. */
export interface Gap extends PlacedCell {
  certainty: GapCertainty;
}

/** The least covered combinations: certain ones first, then by how many are or may be here. */
export function leastCovered(gaps: Gaps, threshold: number): Gap[] {
  const found = placedCells(gaps).flatMap((placed): Gap[] => {
    const certainty = gapCertainty(placed.cell, threshold);
    return certainty ? [{ ...placed, certainty }] : [];
  });
  return found.sort(
    (a, b) =>
      Number(a.certainty !== "certain") - Number(b.certainty !== "certain") ||
      (a.cell.count ?? 0) - (b.cell.count ?? 0) ||
      a.cell.undetermined - b.cell.undetermined ||
      (b.cell.expected ?? 0) - (a.cell.expected ?? 0),
  );
}

/** Who is nearest to any of some cells, as the answer has it: organizations, then initiatives. */
export function nearestTo(cells: readonly GapCell[], most: number): NearActor[] {
  const take = (of: "organizations" | "initiatives") => {
    const seen = new Map<string, NearActor>();
    for (const near of cells.flatMap(({ nearest }) => nearest?.[of] ?? [])) {
      const before = seen.get(near.id);
      if (!before || before.density < near.density) seen.set(near.id, near);
    }
    return [...seen.values()].sort((a, b) => b.density - a.density).slice(0, most);
  };
  return [...take("organizations"), ...take("initiatives")];
}
