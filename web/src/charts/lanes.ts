/** Milestones of several sides on one axis of time: a lane for each, marks stacked where they meet. */
import type { Milestone } from "../api/types";
import { latestDay, type Standing, standing } from "../state/known";

export interface LaneMark {
  milestone: Milestone;
  standing: Standing;
  /** Its last possible day, where it stands on the axis. */
  day: string;
  /** Where on the axis, from 0 to 1. */
  at: number;
  /** How many marks are below it in its lane. */
  level: number;
}

export interface Lanes {
  lanes: { marks: LaneMark[]; undated: number }[];
  /** The years the axis begins and ends with; absent where no date is known. */
  years: [from: number, to: number] | null;
}

/** The day a milestone stands at: when it was done, or is due. */
function dayOf({ done, due }: Milestone): string | null {
  return latestDay(done[0]?.value ?? due[0]?.value);
}

/** Lays the milestones of each side out; those nearer than a share `bin` of the axis are stacked. */
export function lanes(sides: readonly (readonly Milestone[])[], today: string, bin: number): Lanes {
  const days = sides.flat().flatMap((milestone) => dayOf(milestone) ?? []);
  const years = days.map((day) => Number(day.slice(0, 4))).sort((a, b) => a - b);
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) {
    return { lanes: sides.map(({ length }) => ({ marks: [], undated: length })), years: null };
  }
  const [start, end] = [Date.UTC(first, 0), Date.UTC(last + 1, 0)];
  return {
    years: [first, last + 1],
    lanes: sides.map((milestones) => {
      const dated = milestones.flatMap((milestone) => {
        const day = dayOf(milestone);
        return day === null ? [] : [{ milestone, day }];
      });
      dated.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
      const heights = new Map<number, number>();
      const marks = dated.map(({ milestone, day }) => {
        const at = (Date.parse(day) - start) / (end - start);
        const column = Math.floor(at / bin);
        const level = heights.get(column) ?? 0;
        heights.set(column, level + 1);
        return {
          milestone,
          day,
          standing: standing(milestone, today),
          at: Math.min(1, (column + 0.5) * bin),
          level,
        };
      });
      return { marks, undated: milestones.length - dated.length };
    }),
  };
}
