/** Horizontal bars of counts: what a source states, what was inferred, and what is unknown. */

import { barWords as words } from "../text/charts";
import type { TwinColumn } from "./twin";

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

/** The table of bars; what no bar has is no column. */
export function barColumns<B extends Bar>(bars: readonly B[], label: string): TwinColumn<B>[] {
  const inferred: TwinColumn<B> = {
    id: "inferred",
    name: words.inferred,
    numeric: true,
    value: (bar) => bar.inferred ?? 0,
  };
  const note: TwinColumn<B> = { id: "note", name: words.note, value: (bar) => bar.note ?? "" };
  return [
    {
      id: "label",
      name: label,
      value: (bar) => bar.label,
      links: (bar) => (bar.href ? [{ text: bar.label, href: bar.href }] : []),
    },
    { id: "stated", name: words.stated, numeric: true, value: (bar) => bar.stated },
    ...(bars.some((bar) => (bar.inferred ?? 0) > 0) ? [inferred] : []),
    ...(bars.some((bar) => bar.note !== undefined) ? [note] : []),
  ];
}
