/** A number among others it could be: where it stands, from where to where, and what is expected. */

export interface Interval {
  value: number | null;
  low: number | null;
  high: number | null;
  expected: number | null;
}

/** The least and the greatest value that is drawn. */
export interface Domain {
  from: number;
  to: number;
}

/** From 0 to the greatest of all that is drawn. */
export function domainOf(intervals: readonly Interval[]): Domain {
  const ends = intervals.flatMap(({ value, high, expected }) => [value, high, expected]);
  return { from: 0, to: Math.max(0, ...ends.map((end) => end ?? 0)) || 1 };
}

/** Where a number stands between the ends, in percent. */
export function percentAt(value: number, { from, to }: Domain): number {
  return Math.max(0, Math.min(100, (100 * (value - from)) / (to - from)));
}
