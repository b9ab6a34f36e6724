/** The words of the change log. */
import type { HistoryEntry, Problem } from "../api/types";
import { dateInWords } from "./dates";
import { count, number } from "./numbers";

export const historyWords = {
  one: "Of one thing only",
  all: "The whole log",
  what: "What it did",
  whatOf: (position: number) => `What change ${number(position)} did`,
  undo: "Undo",
  undoOf: (position: number) => `Undo change ${number(position)}`,
  asking: "Can it be undone?",
  confirm: (message: string) =>
    `Take “${message}” back? A new change will undo it; nothing is deleted from the log.`,
  yes: "Undo it",
  no: "Keep it",
  done: (position: number) =>
    `Undone: it is now change ${number(position)} of the log, and can be undone in the same way.`,
  refused: "It cannot be undone by itself",
  refusedTodo: "A later change touched the same records. Undo that one first.",
  readOnly: "This server only reads; nobody can undo here.",
  older: "Older changes",
  newest: "The newest changes",
  nothing: "No record differs before and after: it left the map as it was.",
  first: (shown: number, all: number) =>
    `The first ${number(shown)} of ${number(all)} records are listed.`,
  tooLarge: (records: number) =>
    `The map has ${number(records)} records, too many to compare here. Open the history of one thing to see what was changed in it.`,
  none: "No change is on record.",
  notNow: "Changes can be undone in the present state of the map only.",
  columns: {
    position: "Change",
    time: "When",
    author: "Who",
    message: "Why",
    changes: "Changes",
    undoes: "Undoes",
  },
} as const;

export function timeInWords(time: string): string {
  return `${dateInWords(time.slice(0, 10))}, ${time.slice(11, 16)} UTC`;
}

export function entryWords({ position, changes, undoes }: HistoryEntry): string {
  const undo = typeof undoes === "number" ? `, undoes change ${number(undoes)}` : "";
  return `Change ${number(position)} · ${count(changes, "record", "records")} written or removed${undo}`;
}

/** The log in a sentence. */
export function logSentence(
  entries: readonly HistoryEntry[],
  name: string | null,
  more: boolean,
): string {
  const newest = entries[0];
  if (!newest) return historyWords.none;
  const of = name ? `that touched ${name}` : "of the log";
  const shown = `${count(entries.length, "change", "changes")} ${of} ${entries.length === 1 ? "is" : "are"} shown, the newest first`;
  return `${shown}${more ? "; there are older ones" : ""}. The last was made on ${dateInWords(newest.time.slice(0, 10))} by ${newest.author}.`;
}

/** Why an undo was refused. */
export function refusal(problem: Problem): string {
  const detail = problem.detail ? `${problem.detail.replace(/\.?$/, ".")} ` : "";
  if (problem.code === "changed_since")
    return `${historyWords.refused}: ${detail}${historyWords.refusedTodo}`;
  if (problem.status === 403 || problem.status === 405) return `${historyWords.readOnly} ${detail}`;
  return `${historyWords.refused}: ${detail || problem.title}`;
}
