/** The words of what changed: between two states, and in one change of the log. */
import type { Diff, RecordRef, StagePoint } from "../api/types";
import { natureName, stageName } from "./catalogue";
import { count, list, money, number } from "./numbers";

export const changeWords = {
  added: "Added",
  removed: "Removed",
  changed: "Changed",
  what: "What it says",
  whatChanged: "What changed in it",
  was: "Before",
  now: "After",
  field: "Field",
  source: "Source",
  nothing: "nothing stated",
  noField: "No stated value differs.",
  unreadable: "What it says cannot be shown here.",
  sourcesOnly: "the same value, by other sources",
  sort: "Sort",
  record: "Record",
  kind: "What happened",
  unchanged: "unchanged",
  showAll: (n: number) => `Show all ${number(n)}`,
  noSource: "no source",
} as const;

export const diffWords = {
  since: "Since",
  funderKicker: (name: string) => `In what ${name} supports`,
  same: "Both states are the same",
  sameHelp: (name: string) =>
    `Nothing was added, removed or changed between the two: “${name}” is compared with itself, or no change was made in between.`,
  none: "Nothing differs here",
  noneHelp: "Nothing that the filters select was added, removed or changed.",
  noEarlier: "There is no earlier edition on record",
  noEarlierHelp:
    "What changed can be told once two editions are published, or one edition and changes since.",
  publish: "An edition is the present state under a name. On the command line:",
  allChanges: "Every change so far",
  printed: (name: string) => `“${name}” is not on record`,
  printedHelp:
    "It is known from its sources only: it was printed, and its state was never on this map. What changed since then cannot be told from the record. Choose another state to compare with.",
  summary: "Changes by sort",
  picture: "Where the changes are",
  pictureHelp:
    "Both states in one layout, that of the later one. What is gone stands where what it was tied to stands.",
  pictureCut: (shown: number, all: number) =>
    `The map is large: what changed and its neighbours are drawn, ${number(shown)} of ${number(all)} things.`,
  nothingToDraw:
    "No organization, initiative or goal and no tie between them changed: there is nothing to draw.",
  legend: { added: "added", removed: "removed", changed: "changed", same: "unchanged" },
  cut: ({ known, of }: { known: number; of: number }) =>
    `There are ${number(of)} differences; the first ${number(known)} are in this answer.`,
  unfiltered: (n: number) =>
    `${count(n, "difference", "differences")} in sources, vocabularies and editions are left out: filters select things, ties and milestones.`,
  front: "What changed",
  frontSince: (name: string) => `What changed since ${name}`,
  frontNothing: "nothing",
} as const;

/** The sorts of records, in the order they are listed. */
export const SORTS: readonly string[] = [
  "initiative",
  "organization",
  "goal",
  "publication",
  "tie",
  "milestone",
  "source",
  "facet",
  "edition",
];

export const sortName: Record<string, { one: string; many: string }> = {
  initiative: { one: "initiative", many: "initiatives" },
  organization: { one: "organization", many: "organizations" },
  goal: { one: "goal", many: "goals" },
  publication: { one: "publication", many: "publications" },
  tie: { one: "tie", many: "ties" },
  milestone: { one: "milestone", many: "milestones" },
  source: { one: "source", many: "sources" },
  facet: { one: "vocabulary", many: "vocabularies" },
  edition: { one: "edition", many: "editions" },
};

/** So many records by sort, in words: `2 initiatives and 1 tie`. */
export function recordsInWords(records: readonly RecordRef[]): string {
  const parts = SORTS.map((sort) => {
    const n = records.filter(({ record }) => record === sort).length;
    const name = sortName[sort];
    return n > 0 && name ? count(n, name.one, name.many) : "";
  });
  return list(parts.filter((part) => part !== ""));
}

/** What differs, in a sentence. */
export function diffSentence(
  diff: Pick<Diff, "added" | "removed" | "changed">,
  since: string,
): string {
  const parts = (["added", "removed", "changed"] as const)
    .filter((how) => diff[how].length > 0)
    .map((how) => `${recordsInWords(diff[how])} ${how}`);
  return parts.length === 0
    ? `Nothing that is shown here differs from ${since}.`
    : `Since ${since}: ${parts.join("; ")}.`;
}

/** What differs, in short: `+5 new, 2 gone, 3 changed` of one sort. */
export function short(
  diff: Pick<Diff, "added" | "removed" | "changed">,
  sort: string,
): string | null {
  const of = (records: readonly RecordRef[]) =>
    records.filter(({ record }) => record === sort).length;
  const [added, removed, changed] = [of(diff.added), of(diff.removed), of(diff.changed)];
  const parts = [
    added > 0 ? `+${number(added)} new` : "",
    removed > 0 ? `${number(removed)} gone` : "",
    changed > 0 ? `${number(changed)} changed` : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? `${sortName[sort]?.many ?? sort}: ${parts.join(", ")}` : null;
}

const fieldNames: Record<string, string> = {
  aliases: "also known as",
  stated: "stated by",
  from: "from",
  to: "to",
  verb: "the source's word",
  stages: "stages",
  start: "began",
  end: "ended",
  excludes: "impossible by definition",
  order: "place in the order",
  part_of: "part of",
  regrant: "passes on money counted elsewhere",
  declared: "declared",
  primary: "its main goal",
  url: "address",
};

export function fieldName(key: string): string {
  return fieldNames[key] ?? key.replaceAll(/[_-]/g, " ");
}

/** A value of several parts in words. */
export function valueWords(value: Readonly<Record<string, unknown>>): string {
  if (typeof value.amount === "string" && typeof value.currency === "string") {
    return money({ amount: value.amount, currency: value.currency });
  }
  if (typeof value.facet === "string") return `${value.facet}: ${value.term}`;
  if (typeof value.scheme === "string") return `${value.scheme} ${value.value}`;
  if (typeof value.low === "number") return stageWords(value as unknown as StagePoint);
  if (typeof value.name === "string") return value.name;
  if (typeof value.title === "string") return value.title;
  return Object.entries(value)
    .filter(([, each]) => each !== null)
    .map(
      ([key, each]) =>
        `${fieldName(key)} ${typeof each === "object" ? valueWords(each as Record<string, unknown>) : each}`,
    )
    .join(", ");
}

function stageWords({ low, high, year, before, step, nature }: StagePoint): string {
  const when =
    typeof year === "number"
      ? `${year}`
      : typeof before === "number"
        ? `before ${before}`
        : `step ${step ?? "?"}`;
  const name = (stage: number) => `${stage} ${stageName[stage] ?? ""}`.trim();
  return `${when}: stage ${low === high ? name(low) : `${name(low)} to ${name(high)}`}, ${natureName[nature]}`;
}
