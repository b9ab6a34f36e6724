/** Pairs as a table: the measures, and what chance says of each. */
import type { EntityKind, Overlap, OverlapPair } from "../api/types";
import type { OfferTable } from "../export/offer";
import { matrixWords, share } from "../text/charts";
import { chanceWords, probability, verdictName } from "../text/overlap";
import { type Href, linksTo } from "./links";
import { type TwinColumn, type TwinValue, tableOf } from "./twin";

/** The columns; those of chance only where it was judged. */
export function pairColumns(
  judged: boolean,
  kind: EntityKind,
  href: Href,
): TwinColumn<OverlapPair>[] {
  const names = matrixWords.columns;
  const columns: TwinColumn<OverlapPair>[] = [
    {
      id: "a",
      name: names.a,
      value: (pair) => pair.a_name,
      links: ({ a, a_name }) => linksTo([{ id: a, name: a_name, kind }], href),
    },
    {
      id: "b",
      name: names.b,
      value: (pair) => pair.b_name,
      links: ({ b, b_name }) => linksTo([{ id: b, name: b_name, kind }], href),
    },
    number("shared", names.shared, (pair) => pair.shared),
    number("jaccard", names.jaccard, (pair) => pair.jaccard, share),
    number("coefficient", names.coefficient, (pair) => pair.overlap_coefficient, share),
    number("newman", names.newman, (pair) => pair.newman, share),
  ];
  const what: TwinColumn<OverlapPair> = {
    id: "what",
    name: names.what,
    value: whatOf,
    links: (pair) => linksTo(pair.shared_with, href),
  };
  return [...columns, ...(judged ? chanceColumns() : []), what];
}

function chanceColumns(): TwinColumn<OverlapPair>[] {
  const names = chanceWords.columns;
  return [
    number("expected", names.expected, (pair) => pair.expected ?? null, share),
    number("p", names.p, (pair) => pair.p_more ?? null, probability),
    number("q", names.q, (pair) => pair.q ?? null, probability),
    number("smallest", names.smallest, (pair) => pair.smallest_p ?? null, probability),
    {
      id: "verdict",
      name: names.verdict,
      value: ({ verdict }) => (verdict ? verdictName[verdict] : null),
    },
  ];
}

/** The pairs of an answer as they are taken away. */
export function pairTable(overlap: Overlap): OfferTable {
  const columns = pairColumns(Boolean(overlap.chance), "organization", () => "");
  return tableOf(columns, overlap.pairs);
}

/** What both hold, by name: things, or terms of a facet. */
function whatOf({ shared_with, shared_terms }: OverlapPair): string {
  return [...shared_with.map(({ name }) => name), ...shared_terms.map(({ term }) => term)].join(
    ", ",
  );
}

function number(
  id: string,
  name: string,
  value: (pair: OverlapPair) => number | null,
  format?: (value: number) => string,
): TwinColumn<OverlapPair> {
  const text = (pair: OverlapPair) => shownAs(value(pair), format);
  return { id, name, numeric: true, value, text };
}

function shownAs(value: TwinValue, format: ((value: number) => string) | undefined): string {
  return typeof value === "number" && format ? format(value) : String(value);
}
