/** The words of the ways from one thing to another. */
import type { EntityRef, PathStep, Paths, Tie } from "../api/types";
import { tieWords } from "./catalogue";
import { dateInWords } from "./dates";
import { count, money, number } from "./numbers";
import type { Part } from "./parts";

export const connectWords = {
  from: "From",
  to: "To",
  swap: "Swap",
  prompt:
    "Pick two things of the map, such as yourself and whom you would like to meet. You are shown how they are known to be connected, step by step, with the source of every step.",
  one: "Now pick the other end.",
  same: "Both ends are the same. Pick another to see how the two are connected.",
  ways: "The ways, the shortest first",
  picture: "The same ways as a picture",
  pictureHelp: "A dashed line is inferred: no source states that tie.",
  evidence: (n: number) => `Strength and sources of ${count(n, "step", "steps")}`,
  way: (at: number) => `Way ${number(at)}`,
  none: "No way is known",
  noneHelp:
    "No chain of known ties leads from one to the other. Ties that no source reports are missing here: it does not mean that nobody could introduce them.",
  noneTodo: "Look at what either is tied to:",
  introducers: "Who could introduce them",
  introducersHelp:
    "The shortest ways by people who know both sides; goals and inferred ties introduce nobody.",
  noIntroducer: "Nobody is known who could introduce them.",
  tied: "They are known to be tied already, or are parts of the same whole; the ways above say how.",
  confirmed: ({ known, of }: { known: number; of: number }) =>
    of === 0
      ? "how many of their ties both sides declare is unknown"
      : `${number(known)} of ${count(of, "tie", "ties")} declared by both sides`,
  columns: {
    way: "Way",
    step: "Step",
    from: "From",
    relation: "Relation",
    to: "To",
    strength: "Strength",
    sources: "Sources",
  },
} as const;

/** What a connection looks like before anything is known of it. */
export function ends(a: EntityRef | null, b: EntityRef | null): string {
  return a || b ? connectWords.one : connectWords.prompt;
}

/** How two things are connected, in a sentence. */
export function connected(
  { from, to, paths, cut }: Paths,
  profile: (e: EntityRef) => string,
): Part[] {
  const pair: Part[] = [
    { text: from.name, to: profile(from) },
    " to ",
    { text: to.name, to: profile(to) },
  ];
  const first = paths[0];
  if (!first)
    return [
      "No way is known from ",
      ...pair,
      "; that says nothing about ways that no source reports.",
    ];
  const { length } = first.steps;
  const sure = paths.filter(({ steps }) => steps.every(({ tie }) => tie.confidence !== "inferred"));
  const shown =
    paths.length === 1 && !cut
      ? "It is the only one found."
      : `${count(paths.length, "way is", "ways are")} shown${cut ? ", there are more" : ""}; ${allOf(sure.length, paths.length)} every step is stated by a source.`;
  const direct = length === 1 ? "they are tied directly" : `it takes ${number(length)} steps`;
  return ["From ", ...pair, ` ${direct}. ${shown}`];
}

function allOf(some: number, all: number): string {
  if (some === all) return "in all of them";
  return some === 0 ? "in none of them" : `in ${number(some)} of them`;
}

/** The tie of a step as it reads in the direction of the walk: `funds`, `funded by`. */
export function relation({ tie, forward }: PathStep): string {
  const words = tieWords[tie.kind];
  return (forward ? words.out : words.in).toLowerCase();
}

/** A step as a sentence, in the tie's own direction. */
export function stepSentence({ tie }: PathStep): string {
  return `${tie.from.name} ${tieWords[tie.kind].out.toLowerCase()} ${tie.to.name}`;
}

const declaredWords: Record<NonNullable<Tie["declared"]>, (tie: Tie) => string> = {
  by_from: (tie) => `declared by ${tie.from.name}`,
  by_to: (tie) => `declared by ${tie.to.name}`,
  by_both: () => "declared by both sides",
  by_others: () => "declared by others",
};

/** What is known of how strong a tie is; what is not known is not said. */
export function strength(tie: Tie): string {
  const amount = tie.funding?.amount[0];
  const date = tie.date[0];
  const known = [
    tie.confidence === "inferred" ? "inferred, stated by no source" : tie.confidence,
    tie.level ?? null,
    tie.declared ? declaredWords[tie.declared](tie) : null,
    amount ? money(amount.value) : null,
    tie.funding?.programme ? `programme ${tie.funding.programme}` : null,
    date ? dateInWords(date.value) : null,
  ];
  return known.filter(Boolean).join(" · ");
}
