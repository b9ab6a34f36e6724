/** The words of the charts. */

import type { Known, StagePoint } from "../api/types";
import type { MatrixCell } from "../charts/matrix";
import { stageRange } from "../charts/stages";
import type { Standing, YearCount } from "../charts/years";
import { natureName, stageName } from "./catalogue";
import { count, decimals, list, number } from "./numbers";
import type { PortfolioWords } from "./overlap";

export const chartWords = {
  chart: "Chart",
  table: "Table",
  showAs: "Show as",
  unknown: "unknown",
  inferred: "inferred",
  stated: "stated by a source",
  inferredGlyph: "≈",
  legend: "Legend",
  nothing: "none",
  all: "All",
} as const;

export const matrixWords = {
  title: ({ holder, verb }: PortfolioWords) => `Which ${holder[1]} ${verb[1]} the same`,
  top: "Compared",
  topChoice: (top: number, all: number) =>
    top >= all ? `all ${number(all)}` : `the ${number(top)} largest`,
  order: "Order",
  orders: { similar: "alike beside each other", name: "A to Z" },
  show: "Cells show",
  shows: {
    both: "count below, Jaccard above",
    shared: "how many both have",
    jaccard: "Jaccard index",
    overlap_coefficient: "overlap coefficient",
    newman: "Newman weight",
  },
  corner: "Name",
  noneKnown: "none known",
  notListed: "not in this answer",
  supports: (n: number, { verb }: PortfolioWords) => `${verb[0]} ${number(n)}`,
  readoutHint: "Point at a cell, or move with the arrow keys; Enter opens the pair.",
  scales: {
    shared: "Both have",
    jaccard: "Jaccard index",
    overlap_coefficient: "Overlap coefficient",
    newman: "Newman weight",
  },
  blankHelp: "An empty cell: nothing that both have is known. Much is unknown, so this is no zero.",
  diagonalHelp: "On the diagonal: how many each is known to have by itself.",
  columns: {
    a: "One",
    b: "Other",
    shared: "Both have",
    jaccard: "Jaccard index",
    coefficient: "Overlap coefficient",
    newman: "Newman weight",
    what: "What both have",
  },
  pairsShown: ({ known, of }: Known) =>
    `${number(known)} of ${count(of, "pair that shares", "pairs that share")} something are in this answer, those that share most.`,
  empty: ({ holder }: PortfolioWords) =>
    `No ${holder[0]} is known, so no overlap can be seen. That does not mean that there is none.`,
} as const;

/** A cell of the matrix in a sentence. */
export function matrixCellWords(
  a: string,
  b: string,
  cell: MatrixCell,
  portfolio: PortfolioWords,
): string {
  const { item, verb } = portfolio;
  switch (cell.state) {
    case "self":
      return `${a} ${verb[0]} ${count(cell.supports, item[0], item[1])}, as far as is known.`;
    case "shared": {
      const { shared, a_supports, b_supports, jaccard, overlap_coefficient, newman, says } =
        cell.pair;
      const either = a_supports + b_supports - shared;
      return `${a} and ${b} both ${verb[1]} ${number(shared)} of the ${count(either, item[0], item[1])} of either (Jaccard ${share(jaccard)}, overlap coefficient ${share(overlap_coefficient)}, Newman weight ${share(newman)}).${says ? ` ${says}` : ""}`;
    }
    case "none_known":
      return `${a} and ${b}: nothing that both ${verb[1]} is known.`;
    case "not_listed":
      return `${a} and ${b}: not among the pairs in this answer.`;
  }
}

/** A share as a decimal with two places. */
export function share(value: number): string {
  return decimals(value, 2);
}

export const yearWords = {
  title: "Milestones by year",
  year: "Year",
  total: "All",
  standings: { met: "met", due: "due", missed: "missed or overdue", other: "dropped or unknown" },
  today: (day: string) => `today, ${day}`,
  unknownYear: (n: number) =>
    n === 0
      ? "The year of every known milestone is known."
      : n === 1
        ? "The year of 1 milestone is not known; it is in no column."
        : `The years of ${number(n)} milestones are not known; they are in no column.`,
  empty: "No milestone with a known year. That says nothing about how fast the work goes.",
} satisfies Record<string, unknown>;

/** A column of the year chart in words. */
export function yearSentence(counts: YearCount): string {
  const total = counts.met + counts.due + counts.missed + counts.other;
  if (total === 0) return `${counts.year}: no milestone known`;
  const standings: Standing[] = ["met", "due", "missed", "other"];
  const parts = standings
    .filter((standing) => counts[standing] > 0)
    .map((standing) => `${number(counts[standing])} ${yearWords.standings[standing]}`);
  return `${counts.year}: ${list(parts)}`;
}

export const stageWords = {
  title: "Stages, reached and forecast",
  initiative: "Initiative",
  before: "Earlier",
  beforeYear: (year: number) => `before ${year}`,
  noYears: "Sequences whose years are not known",
  noYearsHelp: "In the order the source gives them. When each was reached is not known.",
  noDated: "No stage with a known year.",
  empty: "No stage of any initiative is known.",
  nothing: "no reading",
  columns: {
    initiative: "Initiative",
    when: "Year",
    stage: "Stage",
    step: "Step, where the years are not known",
    nature: "Reached or forecast",
  },
  forecastGlyph: "›",
  unknownGlyph: "?",
  scale: Object.entries(stageName).map(([stage, name]) => `${stage} ${name}`),
} as const;

/** A reading in words: `stage 2 to 3, forecast`. */
export function stageSentence(point: StagePoint): string {
  return `stage ${stageRange(point)}, ${natureName[point.nature]}`;
}

export const barWords = {
  label: "What",
  stated: "Stated by a source",
  inferred: "Inferred",
  note: "Remark",
} as const;

export const stripWords = {
  vague: "Each mark is as wide as its date is vague, and leads to its line below.",
  undated: (n: number) =>
    n === 1 ? "1 without a date is below only." : `${n} without a date are below only.`,
};
