/** What `known=` and `unknown=` ask of a row, and how a milestone stands on a day. */
import type { InitiativeRow, Milestone, OrganizationRow, Tie, TiedPair } from "../api/types";
import type { Options } from "./place";

type Asks<T> = Record<string, (row: T) => boolean>;

export const initiativeKnows: Asks<InitiativeRow> = {
  funder: (row) => row.funders.length > 0,
  lead: (row) => row.leads.length > 0,
  goal: (row) => row.goals.length > 0,
  link: (row) => row.linked_initiatives > 0,
  milestone: (row) => row.milestones > 0,
  stage: (row) => Boolean(row.stage),
  year: (row) => typeof row.stage?.year === "number",
  amount: (row) => row.received.amounts.known > 0,
  whole: (row) => row.part_of.length > 0,
};

export const organizationKnows: Asks<OrganizationRow> = {
  amount: (row) => row.given.amounts.known > 0,
  goal: (row) => row.goals.length > 0,
};

export const tieKnows: Asks<Tie> = {
  amount: (tie) => (tie.funding?.amount.length ?? 0) > 0,
  date: (tie) => tie.date.length > 0,
};

export const pairKnows: Asks<TiedPair> = {
  "same-goal": (pair) => pair.goals.length > 0 && !pair.one_umbrella,
};

export const milestoneKnows: Asks<Milestone> = {
  date: (milestone) => milestone.done.length > 0 || milestone.due.length > 0,
};

/** The rows that have all of `known=` and none of `unknown=`; words nobody knows hold for none. */
export function whatIsKnown<T>(rows: readonly T[], asks: Asks<T>, options: Options): T[] {
  const known = options.known ?? [];
  const unknown = options.unknown ?? [];
  return rows.filter(
    (row) =>
      known.every((word) => asks[word]?.(row) === true) &&
      unknown.every((word) => asks[word]?.(row) === false),
  );
}

export const STANDINGS = ["met", "due", "missed", "dropped", "unknown"] as const;

export type Standing = (typeof STANDINGS)[number];

/** How a milestone stands on a day: planned for a time that has passed counts as missed. */
export function standing(milestone: Milestone, today: string): Standing {
  const status = milestone.status[0]?.value;
  if (status === undefined) return "unknown";
  if (status !== "planned") return status;
  const last = latestDay(milestone.due[0]?.value);
  return last !== null && last < today ? "missed" : "due";
}

/** The last month of each EDTF grouping; winter may mean any of its year. */
const LAST_MONTH: Record<string, number> = {
  "21": 5,
  "22": 8,
  "23": 11,
  "24": 12,
  "33": 3,
  "34": 6,
  "35": 9,
  "36": 12,
  "37": 4,
  "38": 8,
  "39": 12,
  "40": 6,
  "41": 12,
};

/** The last day an EDTF date may mean; nothing where it is open or says none. */
export function latestDay(edtf: string | undefined): string | null {
  if (!edtf) return null;
  const end = (edtf.split("/").at(-1) ?? "").replace(/[~?%]$/, "").replace(/X$/, "9");
  const [, year, month, day] = end.match(/^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/) ?? [];
  if (!year) return null;
  if (day) return `${year}-${month}-${day}`;
  const last = month ? (LAST_MONTH[month] ?? Number(month)) : 12;
  const lastDay = new Date(Date.UTC(Number(year), last, 0)).getUTCDate();
  return `${year}-${String(last).padStart(2, "0")}-${lastDay}`;
}

/** The year a milestone belongs to: when it was done, otherwise when it is due; one year or none. */
export function yearOf(milestone: Milestone): number | null {
  const date = milestone.done[0]?.value ?? milestone.due[0]?.value;
  const years = [...new Set((date ?? "").split("/").map((part) => part.match(/^\d{4}/)?.[0]))];
  return years.length === 1 && years[0] ? Number(years[0]) : null;
}
