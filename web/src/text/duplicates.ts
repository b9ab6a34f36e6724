/** The words of things that may be one. */
import type { DuplicatePair, Duplicates, Merged } from "../api/duplicates";
import { count, list, number, ofAll } from "./numbers";

export const duplicateWords = {
  none: "No two things look like one",
  noneHelp:
    "Things are compared where they share a word of their name, an identifier or a website. What shares none of these is not proposed.",
  pair: (a: string, b: string) => `${a} and ${b}`,
  ties: (n: number) => count(n, "tie", "ties"),
  evidence: "What speaks for it, and against it",
  bits: (weight: number) => `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(1)} bits`,
  sum: "All together",
  bitsHelp:
    "One bit doubles the odds; a minus halves them. What is unknown of either weighs nothing.",
  merge: "Make one…",
  mergeOf: (a: string, b: string) => `Make one of ${a} and ${b}`,
  distinct: "Not the same",
  distinctOf: (a: string, b: string) => `${a} and ${b} are not the same`,
  keep: "Which stays?",
  would: "What would happen",
  doIt: (keep: string) => `Make them one: ${keep}`,
  leave: "Leave them as they are",
  merged: (keep: string, gone: string) =>
    `${gone} is one with ${keep} now. Its names and ties stand there.`,
  distinguished: "They are not the same; they are not proposed again.",
  undone: "Taken back. Both are as they were.",
  undo: "Undo",
  undoOf: (a: string, b: string) => `Undo: ${a} and ${b}`,
  notNow: "Things are made one in the present state of the map only.",
  readOnly: "This server takes no changes: things cannot be made one here.",
  failed: "Nothing was changed.",
  columns: {
    a: "Id",
    nameA: "Name",
    tiesA: "Ties",
    b: "Other id",
    nameB: "Other name",
    tiesB: "Its ties",
    probability: "Probability",
    weight: "Weight in bits",
    verdict: "Verdict",
    evidence: "Evidence",
  },
} as const;

/** How probable it is, in words and in percent. */
export function probably({ probability, verdict }: DuplicatePair): string {
  const percent =
    probability > 0.999
      ? "more than 99.9 %"
      : `${(100 * probability).toFixed(probability > 0.99 ? 1 : 0)} %`;
  if (verdict === "sure") return `Almost surely the same (${percent})`;
  if (probability >= 0.8) return `Probably the same (${percent})`;
  return `Perhaps the same (${percent})`;
}

/** The proposals in a sentence. */
export function duplicatesSentence(found: Duplicates): string {
  const { pairs, pairs_shown, things, pairs_compared, settled } = found;
  if (things === 0) return "Nothing is on this part of the map yet, so nothing can be twice.";
  const compared = `Of ${count(things, "thing", "things")}, ${count(pairs_compared, "pair", "pairs")} with something in common ${pairs_compared === 1 ? "was" : "were"} compared`;
  const sure = pairs.filter(({ verdict }) => verdict === "sure").length;
  const shown = pairs_shown.known < pairs_shown.of ? ` (${ofAll(pairs_shown)} are listed)` : "";
  const proposed =
    pairs_shown.of === 0
      ? "none looks like one thing"
      : `${count(pairs_shown.of, "pair", "pairs")} may be one thing${shown}, ${number(sure)} almost surely`;
  const left =
    settled > 0
      ? ` ${count(settled, "pair was", "pairs were")} left out: somebody decided that they are not the same.`
      : "";
  return `${compared}; ${proposed}.${left}`;
}

/** What a merge comes to, in sentences. */
export function mergeSentences(merged: Merged): string[] {
  const { keep, gone, ties_moved, milestones_moved, goals_moved, aliases, facts_added } = merged;
  const moved = [
    ...(ties_moved > 0 ? [count(ties_moved, "tie", "ties")] : []),
    ...(milestones_moved > 0 ? [count(milestones_moved, "milestone", "milestones")] : []),
    ...(goals_moved > 0 ? [count(goals_moved, "goal", "goals")] : []),
  ];
  return [
    moved.length > 0
      ? `${list(moved)} of ${gone.name} ${moved.length === 1 && /^1 /.test(moved[0] ?? "") ? "goes" : "go"} to ${keep.name}.`
      : `${gone.name} has nothing that would move but its facts.`,
    ...(aliases.length > 0 ? [`${keep.name} is also known as ${list(aliases)} then.`] : []),
    ...(facts_added > 0 ? [`${keep.name} has ${count(facts_added, "fact", "facts")} more.`] : []),
    ...merged.to_know,
  ];
}
