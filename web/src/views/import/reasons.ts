/** Rows and remarks gathered by what is said about them, so that a thousand alike are one line. */
import type { components } from "../../api/schema";

export type ImportReport = components["schemas"]["ImportReport"];
export type ImportFile = components["schemas"]["ImportFile"];
export type ImportColumn = components["schemas"]["ImportColumn"];

export interface Reason {
  /** What is said, with the values left out. */
  text: string;
  count: number;
  /** Where: the first few, as `file:line`. */
  places: string[];
  /** The first thing that is said, in full. */
  example: string;
}

const PLACES = 3;

interface Said {
  file: string;
  line?: number | null;
  column?: string | null;
  value?: string | null;
  reason: string;
}

/** What is said, the most frequent first. */
export function reasonsOf(said: readonly Said[]): Reason[] {
  const reasons = new Map<string, Reason>();
  for (const one of said) {
    const text = withoutValue(one);
    const reason = reasons.get(text) ?? { text, count: 0, places: [], example: inFull(one) };
    reason.count += 1;
    if (reason.places.length < PLACES) reason.places.push(placeOf(one));
    reasons.set(text, reason);
  }
  return [...reasons.values()].sort((a, b) => b.count - a.count);
}

function withoutValue(said: Said): string {
  const { value } = said;
  return value ? inFull(said).replace(`\`${value}\``, "…") : inFull(said);
}

/** A remark on a column names it. */
function inFull({ column, reason }: Said): string {
  return column && !reason.includes(`\`${column}\``) ? `\`${column}\`: ${reason}` : reason;
}

export function placeOf({ file, line }: Pick<Said, "file" | "line">): string {
  return typeof line === "number" ? `${file}:${line}` : file;
}

/** A row of the report, whatever became of it. */
export interface ReportRow {
  file: string;
  line: number;
  outcome: string;
  says: string;
}

/** Every row: those that are refused with the reason, the others with what they say. */
export function rowsOf(report: ImportReport): ReportRow[] {
  const refused = report.refused.map(({ file, line, reason }) => ({
    file,
    line,
    outcome: "refused",
    says: reason,
  }));
  const others = (report.outcomes ?? [])
    .filter(({ outcome }) => outcome !== "refused")
    .map(({ file, line, outcome, summary }) => ({ file, line, outcome, says: summary }));
  return [...refused, ...others];
}

/** What a list of grants still lacks before it can be read. */
export function lacks(file: ImportFile): ("recipient" | "funder")[] {
  if (!file.mappable) return [];
  const has = (...targets: string[]) =>
    file.columns.some(({ target }) => target && targets.includes(target));
  const missing: ("recipient" | "funder")[] = [];
  if (!has("recipient", "initiative")) missing.push("recipient");
  if (!has("funder")) missing.push("funder");
  return missing;
}
