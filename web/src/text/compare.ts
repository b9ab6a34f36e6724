/** The words of comparing two to four. */
import type { CombinedMoney } from "../views/compare/money";
import { count, list, money, number, ofAll } from "./numbers";
import type { PortfolioWords } from "./overlap";

export const compareWords = {
  with: "Compare with…",
  pick: "Name of the other",
  sharing: "Shares most",
  shared: (n: number) => `${count(n, "thing", "things")} shared`,
  noneShared: "Nothing shared is known of it. Type the name of any other.",
  begin: "Name two to four funders, initiatives or organizations to see what they have in common.",
  first: "The first",
  second: "The other",
  another: "Add another",
  remove: (name: string) => `Remove ${name}`,
  otherKind: (name: string, kind: string) =>
    `${name} is no ${kind}, as the first is: it cannot stand beside it.`,
  by: "By",
  as: "As",
  sides: "Compared",
  holds: ({ verb, item }: PortfolioWords, n: number) => `${verb[0]} ${count(n, item[0], item[1])}`,
  holdsUnknown: ({ item }: PortfolioWords) => `no ${item[0]} known`,
  combinations: "What is in exactly these",
  common: {
    funders: "Co-funders in common",
    fundersHelp: "Funders that are known to share something with each of them.",
    fundersNone: "No funder is known to share something with each of them.",
    initiatives: "Funders in common",
    initiativesHelp: "Funders that are known to support each of them.",
    initiativesNone: "No funder is known to support each of them.",
  },
  timeline: {
    funders: "Milestones of what they support",
    others: "Milestones",
  },
  money: {
    given: "Amounts given",
    received: "Amounts received",
    together: "Combined amount",
    known: ({ amounts, pooled }: CombinedMoney) =>
      `known for ${ofAll(amounts)}${pooled.length > 0 ? `, ${number(pooled.reduce((sum, each) => sum + each.count, 0))} of them pooled and not in the sum` : ""}`,
    pooled:
      "Pooled sums are given by several together. Two sides may name the same one, so they are not added.",
    unknown: "unknown",
  },
} as const;

/** Two sides in a sentence. */
export function twoSentence(
  [a, b]: readonly [string, string],
  parts: { only_a: number; both: number; only_b: number },
  { item, verb }: PortfolioWords,
): string {
  const all = parts.only_a + parts.both + parts.only_b;
  if (all === 0)
    return `Nothing that ${a} or ${b} ${verb[0]} is known, so nothing can be compared.`;
  if (parts.both === 0)
    return `Of the ${count(all, item[0], item[1])} of either, none is known that both ${a} and ${b} ${verb[1]}.`;
  return `${a} and ${b} both ${verb[1]} ${number(parts.both)} of the ${count(all, item[0], item[1])} of either.`;
}

/** Three or four sides in a sentence. */
export function severalSentence(
  names: readonly string[],
  inAll: number,
  inAny: number,
  { item, verb }: PortfolioWords,
): string {
  if (inAny === 0) return `Nothing that ${list(names)} ${verb[1]} is known.`;
  return `${list(names)} all ${verb[1]} ${inAll === 0 ? "none known" : number(inAll)} of the ${count(inAny, item[0], item[1])} of any.`;
}

/** A sum in words, as short as its parts allow. */
export function sumWords(sum: CombinedMoney["sums"][number]): string {
  const { amount, currency, status } = sum;
  return `${money({ amount, currency })}${status ? ` ${status}` : ""} (${count(sum.count, "amount", "amounts")})`;
}

export const eulerWords = {
  title: "How much they have in common",
  part: "Part",
  count: "How many",
  both: "Both",
  only: (name: string) => `Only ${name}`,
  unknown: "Of one of them nothing is known, so no picture can say what they share.",
  said: (
    [a, b]: readonly [string, string],
    { only_a, both, only_b }: { only_a: number; both: number; only_b: number },
  ) => `Only ${a}: ${number(only_a)}. Both: ${number(both)}. Only ${b}: ${number(only_b)}.`,
} as const;

export const laneWords = {
  title: "Milestones of each, in time",
  none: "No milestone with a known date. That says nothing about how fast the work goes.",
  undated: (n: number) =>
    n === 1
      ? "The date of 1 milestone is not known; it is not drawn."
      : `The dates of ${number(n)} milestones are not known; they are not drawn.`,
  hint: "Point at a milestone, or move with the arrow keys; Enter opens whose it is.",
  due: "due",
  key: "● met   ○ due   ◆ missed or overdue   ✕ dropped or unknown",
  mark: (title: string, whose: string, when: string, status: string) =>
    `${title} (${whose}), ${when}: ${status}`,
  columns: {
    title: "Milestone",
    whose: "Of",
    side: "Side",
    when: "When",
    standing: "How it stands",
  },
} as const;
