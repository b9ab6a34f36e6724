/** Goal profiles side by side: for each goal, how many initiatives of each side serve it. */
import type { EntityRef, PairSide } from "../api/types";

/** Of one side: how many serve the goal, and how many of these by inference only. */
export interface DumbbellDot {
  count: number;
  inferred: number;
}

export interface DumbbellRow {
  goal: EntityRef;
  /** In the order of the sides. */
  dots: DumbbellDot[];
}

/** All goals that any side serves, those that all together serve most first. */
export function dumbbell(sides: readonly { side: Pick<PairSide, "goals"> }[]): DumbbellRow[] {
  const rows = new Map<string, DumbbellRow>();
  for (const [at, { side }] of sides.entries())
    for (const { goal, initiatives, inferred } of side.goals) {
      const row = rows.get(goal.id) ?? {
        goal,
        dots: sides.map(() => ({ count: 0, inferred: 0 })),
      };
      row.dots[at] = { count: initiatives, inferred };
      rows.set(goal.id, row);
    }
  return [...rows.values()].sort(
    (a, b) => total(b) - total(a) || a.goal.name.localeCompare(b.goal.name, "en"),
  );
}

function total({ dots }: DumbbellRow): number {
  return dots.reduce((sum, { count }) => sum + count, 0);
}
