/** The funder by funder overlap matrix: which cells there are and what is known of each. */

import type { EntityRef, Overlap, OverlapPair } from "../api/types";
import { seriate } from "./seriation";

/** What a cell can hold. */
export const MEASURES = ["shared", "jaccard", "overlap_coefficient", "newman"] as const;

export type MatrixMeasure = (typeof MEASURES)[number];

/** What the two triangles show: count below and Jaccard above, or one measure on both sides. */
export type MatrixShow = "both" | MatrixMeasure;

/** How rows and columns are ordered. */
export type MatrixOrder = "similar" | "name";

/** What is drawn. */
export interface MatrixConfig {
  /** How many of the funders that support most are compared. */
  top: number;
  order: MatrixOrder;
  show: MatrixShow;
}

/** The funder itself, on the diagonal. */
export interface SelfCell {
  state: "self";
  supports: number;
}

/** Two funders that are known to share something. */
export interface SharedCell {
  state: "shared";
  pair: OverlapPair;
  /** Which of the two measures this triangle shows. */
  measure: MatrixMeasure;
  value: number;
}

/**
 * Two funders of whom no shared support is known. Much funding is unknown, so this is no zero.
 * `not_listed` is a pair that the answer left out: it may share something.
 */
export interface BlankCell {
  state: "none_known" | "not_listed";
}

export type MatrixCell = SelfCell | SharedCell | BlankCell;

/** A funder with its row. */
export interface MatrixRow {
  funder: EntityRef;
  supports: number;
  cells: MatrixCell[];
}

/** The matrix, rows and columns in the same order. */
export interface Matrix {
  rows: MatrixRow[];
  /** The largest value of each measure, for its scale. */
  largest: Record<MatrixMeasure, number>;
}

/** The choices of how many funders to compare that are worth offering for so many funders. */
export function topChoices(funders: number): number[] {
  const choices = [12, 20, 30, 40, 60].filter((choice) => choice < funders);
  return funders <= 60 ? [...choices, funders] : choices;
}

/** Builds the matrix of an answer. */
export function buildMatrix(overlap: Overlap, config: MatrixConfig): Matrix {
  const pairs = pairIndex(overlap.pairs);
  const chosen = overlap.funders.slice(0, config.top);
  const funders = orderOf(chosen, pairs, config.order);
  const blank: BlankCell["state"] =
    overlap.pairs_shown.known < overlap.pairs_shown.of ? "not_listed" : "none_known";
  const rows = funders.map(({ funder, supports }, row) => ({
    funder,
    supports,
    cells: funders.map((other, column): MatrixCell => {
      if (row === column) return { state: "self", supports };
      const pair = pairs.get(pairKey(funder.id, other.funder.id));
      return pair ? sharedCell(pair, measureAt(row, column, config.show)) : { state: blank };
    }),
  }));
  return { rows, largest: maxima(rows) };
}

function sharedCell(pair: OverlapPair, measure: SharedCell["measure"]): SharedCell {
  return { state: "shared", pair, measure, value: pair[measure] };
}

function measureAt(row: number, column: number, show: MatrixShow): SharedCell["measure"] {
  if (show !== "both") return show;
  return row > column ? "shared" : "jaccard";
}

function maxima(rows: readonly MatrixRow[]): Matrix["largest"] {
  const pairs = rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell.state === "shared" ? [cell.pair] : [])),
  );
  const most = (measure: MatrixMeasure) => Math.max(0, ...pairs.map((pair) => pair[measure]));
  return {
    shared: most("shared"),
    jaccard: most("jaccard"),
    overlap_coefficient: most("overlap_coefficient"),
    newman: most("newman"),
  };
}

function orderOf(
  funders: Overlap["funders"],
  pairs: ReadonlyMap<string, OverlapPair>,
  order: MatrixOrder,
): Overlap["funders"] {
  const byName = [...funders].sort(
    (a, b) => compare(a.funder.name, b.funder.name) || compare(a.funder.id, b.funder.id),
  );
  if (order === "name") return byName;
  // Seriation starts from the alphabet, so that the answer does not depend on the order received.
  const distance = (a: number, b: number) =>
    1 - (pairs.get(pairKey(byName[a]?.funder.id ?? "", byName[b]?.funder.id ?? ""))?.jaccard ?? 0);
  return seriate(byName.length, distance).flatMap((index) => byName[index] ?? []);
}

function pairIndex(pairs: readonly OverlapPair[]): Map<string, OverlapPair> {
  return new Map(pairs.map((pair) => [pairKey(pair.a, pair.b), pair]));
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, "en");
}
