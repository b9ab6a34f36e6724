/** The coverage heat map: four states of a cell, what counts as a gap, and who is nearest to it. */

import type { EntityRef, GapCell, GapColumn, GapRow, Gaps } from "../api/types";

/** A cell with its place. */
export interface PlacedCell {
  row: GapRow;
  column: GapColumn;
  cell: GapCell;
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

/** A gap, with who works nearest to it. */
export interface Gap extends PlacedCell {
  certainty: GapCertainty;
  /** For ordered columns: those who serve the goal in the columns beside it. */
  nearest: EntityRef[];
}

/** How many neighbours a gap names. */
const NEAREST = 3;

/** The least covered combinations: certain ones first, then by how many are or may be here. */
export function leastCovered(gaps: Gaps, threshold: number): Gap[] {
  const ordered = gaps.by === "stage";
  const found = gaps.rows.flatMap((row) =>
    row.cells.flatMap((cell, at): Gap[] => {
      const column = gaps.columns[at];
      const certainty = gapCertainty(cell, threshold);
      if (!column || !certainty) return [];
      return [{ row, column, cell, certainty, nearest: ordered ? beside(row, at) : [] }];
    }),
  );
  return found.sort(
    (a, b) =>
      Number(a.certainty !== "certain") - Number(b.certainty !== "certain") ||
      (a.cell.count ?? 0) - (b.cell.count ?? 0) ||
      a.cell.undetermined - b.cell.undetermined,
  );
}

/** Initiatives of the row in the columns beside one, each once. */
function beside(row: GapRow, at: number): EntityRef[] {
  const seen = new Map<string, EntityRef>();
  for (const cell of [row.cells[at - 1], row.cells[at + 1]]) {
    for (const initiative of cell?.initiatives ?? []) seen.set(initiative.id, initiative);
  }
  return [...seen.values()].slice(0, NEAREST);
}
