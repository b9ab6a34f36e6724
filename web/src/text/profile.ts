/** The words of a profile's facts, ties, milestones, stages and history. */
import type { EntityHistoryEntry, StageReading } from "../api/types";
import { natureName, stageName } from "./catalogue";
import { count } from "./numbers";

export const factNames = {
  name: "Name",
  alias: "Also known as",
  description: "What it is",
  sort: "Sort",
  start: "Began",
  end: "Ended or ends",
  order: "Place in the list of goals",
  editions: "In editions",
  excludes: "By definition not for",
  website: "Website",
  parts: (n: number) => count(n, "part", "parts"),
} as const;

export const tieListWords = {
  title: "Ties",
  none: "No tie is known.",
  shown: (shown: string) => `${shown} ties are shown.`,
  mainGoal: "main goal",
  amountUnknown: "amount unknown",
  under: (programme: string) => `under ${programme}`,
  regrant: "re-grant, not counted twice",
} as const;

export const milestoneListWords = {
  title: "Milestones",
  inTime: "Milestones in time",
  none: "No milestone is known.",
  due: "due",
  dateUnknown: "date unknown",
  status: (status: string) => `status: ${status}`,
} as const;

export const changeListWords = {
  title: "History of changes",
  none: "No change is on record.",
} as const;

/** What a change did to a thing, and where it stands in the log. */
export function changeSummary(entry: EntityHistoryEntry): string {
  const { position, undoes } = entry;
  const undo = typeof undoes === "number" ? `, undoes ${undoes}` : "";
  return `${written(entry)}; change ${position} of the log${undo}`;
}

function written({ put, removed, records_shown: shown }: EntityHistoryEntry): string {
  // An entry names some of its records only; then how many there are is all that can be said.
  if (shown.known < shown.of) return `${count(shown.of, "record", "records")} written or removed`;
  const parts = [
    put.length > 0 ? `${count(put.length, "record", "records")} written` : null,
    removed.length > 0 ? `${count(removed.length, "record", "records")} removed` : null,
  ];
  return parts.filter(Boolean).join(", ");
}

export const readingWords = {
  open: (n: number) => `${count(n, "reading", "readings")} in words, with sources`,
} as const;

export function readingWhen({ year, before, step }: StageReading): string {
  if (typeof year === "number") return `${year}`;
  if (typeof before === "number") return `before ${before}`;
  return `step ${step ?? "?"}, year unknown`;
}

export function readingWhat({ low, high, nature, edition }: StageReading): string {
  const name = (stage: number) => `${stage} ${stageName[stage] ?? ""}`;
  const range = low === high ? name(low) : `${name(low)} to ${name(high)}`;
  return `${range}; ${natureName[nature]}${edition ? `, as the edition ${edition} states` : ""}`;
}
