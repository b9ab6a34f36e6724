/** Milestones by year, stacked by how they stand. */

import type { Pace } from "../api/types";
import { yearWords as words } from "../text/charts";
import { number } from "../text/numbers";
import type { TwinColumn } from "./twin";

/** Milestones of a year, by how they stand. */
export type YearCount = Pace["by_year"][number];

/** How a milestone stands, in the order they are stacked from the axis up. */
export const STANDINGS = ["met", "due", "missed", "other"] as const;

export type Standing = (typeof STANDINGS)[number];

/** A piece of a stack, in counts from the axis. */
export interface YearPart {
  standing: Standing;
  count: number;
  from: number;
  to: number;
}

/** A year and its stack. A year without a known milestone has no parts. */
export interface YearStack {
  year: number;
  total: number;
  parts: YearPart[];
}

/** Beyond so many years in a row without a milestone, the axis is broken instead of drawn empty. */
const LONGEST_EMPTY_RUN = 10;

/** Stacks of all years from the first to the last, in order; a long empty run is left out. */
export function stackYears(counts: readonly YearCount[]): YearStack[] {
  const sorted = [...counts].sort((a, b) => a.year - b.year);
  return sorted.flatMap((count, at) => {
    const previous = sorted[at - 1]?.year ?? count.year - 1;
    const missing = count.year - previous - 1;
    const empty = missing > LONGEST_EMPTY_RUN ? 0 : Math.max(0, missing);
    const between = Array.from({ length: empty }, (_, step) => emptyYear(previous + 1 + step));
    return [...between, stack(count)];
  });
}

function emptyYear(year: number): YearStack {
  return { year, total: 0, parts: [] };
}

function stack(count: YearCount): YearStack {
  let from = 0;
  const parts: YearPart[] = [];
  for (const standing of STANDINGS) {
    if (count[standing] === 0) continue;
    parts.push({ standing, count: count[standing], from, to: from + count[standing] });
    from += count[standing];
  }
  return { year: count.year, total: from, parts };
}

/** Round numbers for an axis from 0 that holds `max`, at most `most` steps; the last is ≥ `max`. */
export function axisTicks(max: number, most = 5): number[] {
  const step = niceStep(Math.max(1, max) / most);
  const count = Math.ceil(Math.max(1, max) / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** The least of 1, 2, 5, 10, 20, 50… that is not below a number: counts have no fractions. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? 10 * power;
}

/** The table of the years; with where their lists are, each count leads to its own. */
export function yearColumns(
  href?: (year: number, standing?: Standing) => string,
): TwinColumn<YearCount>[] {
  return [
    {
      id: "year",
      name: words.year,
      value: ({ year }) => year,
      links: ({ year }) => (href ? [{ text: String(year), href: href(year) }] : []),
    },
    ...STANDINGS.map((standing) => ({
      id: standing,
      name: words.standings[standing],
      numeric: true,
      value: (row: YearCount) => row[standing],
      links: (row: YearCount) =>
        href && row[standing] > 0
          ? [{ text: number(row[standing]), href: href(row.year, standing) }]
          : [],
    })),
    { id: "total", name: words.total, numeric: true, value: totalOf },
  ];
}

function totalOf(row: YearCount): number {
  return STANDINGS.reduce((sum, standing) => sum + row[standing], 0);
}
