/** The least covered combinations by goal, so that what holds for a whole goal is said once. */

import type { EntityRef, GapRow } from "../api/types";
import type { Gap } from "./heatmap";

/** Gaps of one goal of which the same is known: as many here, as many more that may be. */
export interface AlikeGaps {
  gaps: readonly [Gap, ...Gap[]];
  /** Who works nearest to any of them. */
  nearest: EntityRef[];
}

/** The gaps of one goal. */
export interface GoalGaps {
  row: GapRow;
  alike: AlikeGaps[];
}

/** Goals with gaps that can be told, and goals of which nothing is known in the columns. */
export interface GapGroups {
  told: GoalGaps[];
  untold: GapRow[];
}

/** How many neighbours are named for gaps that are alike. */
const NEAREST = 3;

/** Groups gaps by goal, in the order in which each goal comes first. */
export function groupGaps(gaps: readonly Gap[]): GapGroups {
  const byGoal = new Map<GapRow, Gap[]>();
  for (const gap of gaps) {
    const same = byGoal.get(gap.row);
    if (same) same.push(gap);
    else byGoal.set(gap.row, [gap]);
  }
  const groups: GapGroups = { told: [], untold: [] };
  for (const [row, own] of byGoal) {
    if (isUntold(row)) groups.untold.push(row);
    else groups.told.push({ row, alike: groupAlike(own) });
  }
  return groups;
}

/** Where no initiative has a known place, all gaps of a goal say the same: nobody knows. */
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
  return [...alike.values()].map((gaps) => ({ gaps, nearest: nearestTo(gaps) }));
}

function nearestTo(gaps: readonly Gap[]): EntityRef[] {
  const seen = new Map(gaps.flatMap(({ nearest }) => nearest).map((each) => [each.id, each]));
  return [...seen.values()].slice(0, NEAREST);
}
