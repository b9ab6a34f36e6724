/** The words of facts that need a person. */
import type { Care, CareItem, CareReason } from "../api/care";
import { count, number, ofAll } from "./numbers";

export const REASONS: readonly CareReason[] = [
  "conflict",
  "inferred",
  "unsourced",
  "stale",
  "undated",
];

export const careWords = {
  why: "Why it is here",
  all: "All that need a person",
  reasons: {
    conflict: "In conflict",
    inferred: "Inferred",
    unsourced: "Without a source to look up",
    stale: "Stale",
    undated: "Date unknown",
  } satisfies Record<CareReason, string>,
  stale: "Stale after",
  months: (months: number) =>
    months % 12 === 0 ? count(months / 12, "year", "years") : `${months} months`,
  undatedApart:
    "When a fact was stated is often unknown. Such a fact may be stale or not; it is counted apart.",
  author: "Who checks",
  authorHelp: "A name for the history; left empty, it is anonymous.",
  nothing: "No fact needs a person here",
  nothingHelp: "None is in conflict, inferred, without a source to look up, or known to be stale.",
  nothingFor: (reason: string) => `No fact is here for this reason: ${reason.toLowerCase()}.`,
  notNow: "Facts are confirmed in the present state of the map only.",
  readOnly: "This server takes no changes: facts cannot be confirmed here.",
  confirm: "Confirm",
  confirmThis: (value: string, fact: string, of: string) =>
    `Confirm “${value}” as ${fact} of ${of}`,
  confirmed: (value: string) => `Confirmed today: “${value}”`,
  undone: "Taken back. It is as it was.",
  undo: "Undo",
  undoAll: (facts: number) => (facts === 1 ? careWords.undo : `Undo all ${number(facts)}`),
  undoOf: (fact: string, of: string) => `Undo: ${fact} of ${of}`,
  select: (fact: string, of: string) => `Select ${fact} of ${of}`,
  selected: (facts: number) => `${count(facts, "fact", "facts")} selected`,
  selectAll: "Select all that are listed",
  selectNone: "Select none",
  confirmSelected: (facts: number) => `Confirm ${count(facts, "fact", "facts")}`,
  failed: "It was not confirmed.",
  undoFailed: "It could not be undone.",
  chooseOne: "Sources differ: confirm the one that is right. It is preferred from then on.",
  depends: (ties: number) => `${count(ties, "tie depends", "ties depend")} on it`,
  more: (facts: number) => `Show ${number(facts)} more`,
  listed: (shown: number, of: number) =>
    `${number(shown)} of ${number(of)} are listed, those on which most depends first. Choose a reason or a filter to reach the others.`,
  correct: "Correct it",
  columns: {
    record: "Record",
    id: "Id",
    name: "Name",
    fact: "Fact",
    value: "Value",
    others: "Other values",
    source: "Source",
    confidence: "Confidence",
    since: "Known for",
    why: "Why",
    depends: "Ties that depend on it",
  },
} as const;

const factNames: Record<string, string> = {
  stated: "that it is so",
  name: "name",
  aliases: "other name",
  description: "description",
  sort: "sort",
  identifiers: "identifier",
  start: "beginning",
  end: "end",
  order: "place in the list of goals",
  editions: "edition",
  excludes: "what it excludes",
  website: "website",
  terms: "term",
  stages: "stage",
  title: "title",
  done: "day it was done",
  due: "day it is due",
  status: "status",
  amount: "amount",
  date: "when it holds",
};

/** What a property is called. */
export function factName(field: string): string {
  const known = factNames[field];
  if (known) return known;
  return field.replace(/^attributes\./, "").replaceAll(/[_-]/g, " ");
}

/** What the record of a fact is called: a tie by what it says, a milestone by its title. */
export function recordName({ name, about, id }: CareItem): string {
  return name ?? about.map((each) => each.name).join(", ") ?? id;
}

/** The queue in a sentence; what is unknown is said apart. */
export function careSentence({ needing, facts, counts, dated }: Care): string {
  if (facts === 0) return "Nothing is on this part of the map yet, so nothing needs checking.";
  const of = (reason: CareReason) => counts.find((each) => each.reason === reason)?.count ?? 0;
  const parts = [
    `${number(of("conflict"))} in conflict`,
    `${number(of("inferred"))} inferred`,
    `${number(of("unsourced"))} without a source to look up`,
    ...(dated.known > 0 ? [`${number(of("stale"))} known to be stale`] : []),
  ];
  const start = `${number(needing)} of ${count(facts, "fact needs", "facts need")} a person: ${parts.join(", ")}.`;
  const when =
    dated.known === 0
      ? "When they were stated is unknown of all, so none can be called stale."
      : `When they were stated is known of ${ofAll(dated)}; any of the others may be stale, too.`;
  return `${start} ${when}`;
}
