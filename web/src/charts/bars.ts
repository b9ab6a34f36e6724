/** Horizontal bars of counts: what a source states, what was inferred, and what is unknown. */

/** A bar as the caller gives it. */
export interface Bar {
  id: string;
  label: string;
  /** Where the list behind the number is. */
  href?: string | undefined;
  /** How many by a source's own word; `null` is unknown, not zero. */
  stated: number | null;
  /** How many more by inference. */
  inferred?: number | undefined;
  /** A remark beside the number, such as how much of it is known. */
  note?: string | undefined;
}

/** A bar with the width of its segments, in percent of the widest bar. */
export interface DrawnBar extends Bar {
  statedWidth: number;
  inferredWidth: number;
}

/** Scales bars to the largest of them. */
export function drawBars(bars: readonly Bar[]): DrawnBar[] {
  const widest = Math.max(1, ...bars.map((bar) => (bar.stated ?? 0) + (bar.inferred ?? 0)));
  return bars.map((bar) => ({
    ...bar,
    statedWidth: (100 * (bar.stated ?? 0)) / widest,
    inferredWidth: (100 * (bar.inferred ?? 0)) / widest,
  }));
}
