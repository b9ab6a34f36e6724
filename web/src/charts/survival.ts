/** A Kaplan–Meier curve with bounds as rows of a table and steps of a picture. */
import type { SurvivalCurve, TimeToMilestone } from "../api/types";

/** What holds from one day to the next of these rows. */
export interface SurvivalRow {
  days: number;
  /** Between what the share not yet met lies. */
  low: number;
  high: number;
  /** The same with the interval of either curve; absent where none or all are met. */
  intervalLow: number | null;
  intervalHigh: number | null;
  /** Milestones not seen any longer on that day, in whichever curve has more. */
  unmet: number;
}

type Step = SurvivalCurve["steps"][number];

/** A row for every day on which a bound or a curve changes. */
export function survivalRows({ bounds, earliest, latest }: TimeToMilestone): SurvivalRow[] {
  const days = [...bounds, ...earliest.steps, ...latest.steps].map((each) => each.days);
  return [...new Set(days)]
    .sort((a, b) => a - b)
    .map((day) => {
      const bound = lastUntil(bounds, day);
      const [first, last] = [lastUntil(earliest.steps, day), lastUntil(latest.steps, day)];
      return {
        days: day,
        low: bound?.low ?? 1,
        high: bound?.high ?? 1,
        intervalLow: first?.low ?? null,
        intervalHigh: last?.high ?? null,
        unmet: Math.max(unmetOn(first, day), unmetOn(last, day)),
      };
    });
}

function lastUntil<T extends { days: number }>(steps: readonly T[], day: number): T | undefined {
  return steps.findLast((step) => step.days <= day);
}

function unmetOn(step: Step | undefined, day: number): number {
  return step?.days === day ? step.unmet : 0;
}

/** How days and shares become pixels. */
export interface SurvivalScale {
  x: (days: number) => number;
  y: (share: number) => number;
  /** The last day of the axis. */
  end: number;
}

/** The band between two shares, as a path of steps that starts at one for all. */
export function bandPath(
  rows: readonly SurvivalRow[],
  low: (row: SurvivalRow) => number,
  high: (row: SurvivalRow) => number,
  { x, y, end }: SurvivalScale,
): string {
  const above = stairs(rows, high, end);
  const below = stairs(rows, low, end).reverse();
  return `M${[...above, ...below].map(([day, share]) => `${x(day)} ${y(share)}`).join("L")}Z`;
}

function stairs(
  rows: readonly SurvivalRow[],
  share: (row: SurvivalRow) => number,
  end: number,
): [number, number][] {
  const points: [number, number][] = [[0, 1]];
  for (const row of rows) {
    const before = points.at(-1)?.[1] ?? 1;
    points.push([row.days, before], [row.days, share(row)]);
  }
  return [...points, [end, points.at(-1)?.[1] ?? 1]];
}
