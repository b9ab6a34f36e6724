/** The least covered combinations by row, so that what holds for a whole row is said once. */

import type { EntityRef, GapRow, NearActor } from "../api/types";
import { type Gap, nearestTo } from "./heatmap";

/** Gaps of one row of which the same is known: as many here, as many more that may be. */
export interface AlikeGaps {
  gaps: readonly [Gap, ...Gap[]];
  /** Who is nearest to any of them: organizations, then initiatives. */
  nearest: NearActor[];
  /** Who is known to support those that are there. */
  funders: EntityRef[];
}

/** The gaps of one row. */
export interface RowGaps {
  row: GapRow;
  alike: AlikeGaps[];
}

/** Rows with gaps that can be told, and rows of which nothing is known in the columns. */
export interface GapGroups {
  told: RowGaps[];
  untold: GapRow[];
}

/** How many organizations, and how many initiatives, are named as near. */
const NEAREST = 2;

/** Groups gaps by row, in the order in which each row comes first. */
export function groupGaps(gaps: readonly Gap[]): GapGroups {
  const byRow = new Map<GapRow, Gap[]>();
  for (const gap of gaps) {
    const same = byRow.get(gap.row);
    if (same) same.push(gap);
    else byRow.set(gap.row, [gap]);
  }
  const groups: GapGroups = { told: [], untold: [] };
  for (const [row, own] of byRow) {
    if (isUntold(row)) groups.untold.push(row);
    else groups.told.push({ row, alike: groupAlike(own) });
  }
  return groups;
}

/** Where no initiative has a known place, all gaps of a row say the same: nobody knows. */
function isUntold({ placed }: GapRow): boolean {
  return placed.of > 0 && placed.known === 0;
}

function groupAlike(gaps: readonly Gap[]): AlikeGaps[] {
  const alike = new Map<string, [Gap, ...Gap[]]>();
  for (const gap of gaps) {
    const { state, count, undetermined } = gap.cell;
    const key = [gap.certainty, state, count ?? 0, undetermined].join(" ");
    const same = alike.get(key);
    if (same) same.push(gap);
    else alike.set(key, [gap]);
  }
  return [...alike.values()].map((gaps) => ({
    gaps,
    nearest: nearestTo(
      gaps.map(({ cell }) => cell),
      NEAREST,
    ),
    funders: eachOnce(gaps.flatMap(({ cell }) => cell.supported_by)),
  }));
}

function eachOnce(things: readonly EntityRef[]): EntityRef[] {
  return [...new Map(things.map((thing) => [thing.id, thing])).values()];
}
