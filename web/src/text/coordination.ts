/** The words of coordination: how much is tied, by chance or not, who stands between, who is missed. */
import type { Bridge, Broker, GroupPart, TiedByChance } from "../api/coordination";
import type { Coordination, EntityRef, Known, SensitiveNumber } from "../api/types";
import { decimal } from "./gaps";
import { count, list, number, ofAll, percent } from "./numbers";
import type { Part, ToList } from "./parts";

export const coordinationWords = {
  tabs: {
    goals: "Goal by goal",
    groups: "Groups",
    between: "Who stands between",
    missed: "Missed",
    ties: "If ties are missing",
  },
  sections: "Parts of coordination",
  goal: "Goal",
  any: "Any goal",
  goals: {
    title: "Tied pairs of initiatives with the same goal",
    how: (samples: number | null | undefined, seed: number | null | undefined) =>
      `Bar: pairs that are known to be tied. Line across: what chance makes of as many ties, on average; pale band: where 95 of 100 draws lie. Chance is ${number(samples ?? 0)} rewirings in which every initiative keeps its number of ties (seed ${seed ?? "–"}). Parts of one umbrella do not count. A tie that nobody reported is missing here.`,
    initiatives: "Initiatives",
    inferred: "Of them inferred",
    tied: "Tied pairs",
    pairs: "Pairs",
    share: "Share tied",
    expected: "By chance",
    low: "Chance from",
    high: "Chance to",
    more: "p (as many or more)",
    less: "p (as few or fewer)",
    q: "q",
    verdict: "What can be said",
    tiedOf: (known: string, pairs: string) => `${known} of ${pairs} pairs tied`,
    byChance: (known: string, pairs: string, expected: string, low: string, high: string) =>
      `${known} of ${pairs} pairs tied; by chance ${expected} (${low}–${high})`,
    noPairs: "no pair to compare",
    untested: "not tested",
    perGoal: "Goal by goal",
  },
  verdict: {
    more: "more than chance",
    less: "less than chance",
    cannot_be_told: "cannot be told from chance at this size",
  } as Record<string, string>,
  linked: {
    title: "How far it hangs together",
    label: "Part",
    initiatives: "Initiatives tied to another",
    pairs: "Pairs of strangers that are tied (density)",
    confirmed: "Declared ties that both sides declare",
    known: "tied",
    unknown: "not known to be",
    help: "Each share with what it is of; the dotted rest is not known to be tied, which is not known to be apart.",
    central:
      "How far the ties turn about one initiative (1 would be a star, 0 where all are alike):",
    degree: "by number of ties",
    betweenness: "by lying between others",
    closeness: "by being near to all",
    none: "cannot be said",
  },
  ei: {
    title: "Do ties lead out of groups, or stay within?",
    how: "−1: all stay within; +1: all lead out. Dot: the index; line across: its average when the same groups are dealt out by lot; pale band: how far it could go with these groups and so many ties.",
    byLot: (index: string, expected: string, p: string, known: string) =>
      `E–I index ${index}; by lot ${expected}; p ${p}; group known for ${known}`,
    noLot: (index: string, known: string) => `E–I index ${index}; group known for ${known}`,
    group: "Groups by",
    groups: { goal: "Goal", lead: "Lead", place: "Place" } as Record<string, string>,
    external: "Ties that lead out",
    internal: "Ties that stay within",
    index: "E–I index",
    expected: "By lot",
    least: "Least possible",
    most: "Most possible",
    more: "p (as high or higher)",
    less: "p (as low or lower)",
    known: "Initiatives whose group is known",
  },
  groups: {
    hang: "Groups that hang together",
    size: (n: number) => count(n, "initiative", "initiatives"),
    isolates: "No known tie to another",
    isolatesAll: "The list, to sort and filter",
    isolatesWhy: "They may have ties that nobody reported.",
    communities: "Communities",
    communitiesHow: (runs: number, seed: number | null | undefined) =>
      `Leiden, the best of ${number(runs)} runs with different lots (seed ${seed ?? "–"}).`,
    community: (n: number) => `Community ${number(n + 1)}`,
    moreNames: (n: number) => `, … (${number(n)} more)`,
    held: (within: number, across: number, stability: string) =>
      `${count(within, "tie", "ties")} within, ${number(across)} across; ${stability}`,
    within: "Pairs tied within",
    across: "Pairs tied across",
    stability: "Stability",
    stable: (share: number) => `${Math.round(100 * share)} % together in other runs`,
    oneRun: "one run: stability unknown",
    modularity: (value: number, agree: number | null | undefined) =>
      `Modularity ${value.toFixed(3)}${typeof agree === "number" ? `; the runs agree to ${agree.toFixed(2)}` : ""}.`,
    noCommunities: "No community is found: nobody is known to be tied.",
    cores: "The thick of it (k-cores)",
    noCore: "Nobody is in a group where each is tied to two others.",
    coresHow: "In a k-core each is tied to at least k others of it.",
    core: (k: number) => `${number(k)}-core`,
    alone: "in none",
    table: "Every initiative with its group, community and core",
    group: "Group",
    who: "Initiative",
    communityNumber: "Community",
    coreNumber: "Core",
    ties: "Tied to",
    noGroup: "–",
  },
  between: {
    brokers: "Brokers",
    brokersHow:
      "Most shortest ways between others lead over them. What they join has no other known link.",
    none: "Nobody is known to stand between others.",
    points: "Without whom a group would fall apart",
    bridges: "Ties that alone hold a group together",
    noPoints: "No group would fall apart without one initiative.",
    noBridges: "No group hangs on a single tie.",
    tie: "Tie",
    table: "Everybody's place in the network of known ties",
    who: "Initiative",
    degree: "Tied to",
    betweenness: "Betweenness",
    effective: "Effective size",
    constraint: "Constraint",
    closeness: "Closeness",
    core: "Core",
    shown: ({ known, of }: Known) =>
      known < of ? `The first ${number(known)} of ${number(of)}.` : "",
    measures: (broker: Broker) =>
      `tied to ${number(broker.degree)}, effective size ${broker.effective_size?.toFixed(1) ?? "unknown"}, constraint ${broker.constraint?.toFixed(2) ?? "unknown"}, betweenness ${broker.betweenness.toFixed(3)}`,
  },
  missed: {
    title: "Pairs that have much in common and no known tie",
    how: "Each thing in common counts one over the number of others that have it, so that what few share counts for more. Initiatives of one lead and parts of one umbrella are left out. It is a list of questions to ask.",
    a: "One",
    b: "The other",
    score: "Score",
    inferredEnd: " (inferred)",
    scoreStated: (score: string) => `, ${score} stated`,
    stated: "Score without what is inferred",
    reasons: "What both have",
    connect: "How do we connect?",
    more: (n: number) => `Show ${number(n)} more`,
    none: "No pair with something in common is without a known tie.",
    leftOut: (n: number) =>
      n === 0 ? "" : `${count(n, "pair", "pairs")} of one lead ${n === 1 ? "is" : "are"} left out.`,
    tooCommon: (names: string) => `Too common to count: ${names}.`,
  },
  missing: {
    field: "If at most",
    fieldAfter: "ties between initiatives were not reported",
    title: "How far each number could move",
    how: "Band: from the least to the greatest it could be; line across: what is known now. The ranges are exact, and say nothing of how likely it is that ties are missing.",
    measure: "Number",
    value: "Known now",
    low: "Least",
    high: "Greatest",
    why: "How",
    range: (low: string, high: string, now: string) => `${low} to ${high}, now ${now}`,
    first: "Would another be first?",
    would: "Ties that would do it:",
  },
};

/** The whole of it in a sentence. */
export function coordinationSentence(answer: Coordination, to: ToList): Part[] {
  const { initiatives_tied: tied, any_goal: any } = answer;
  if (answer.initiatives === 0) return ["There are no initiatives to look at."];
  const share = percent(tied);
  const apart = tied.of - tied.known;
  const parts: Part[] = [
    { text: `${ofAll(tied)} initiatives`, to: to("initiatives", { known: ["link"] }) },
    ` (${share}) are known to be tied to another; `,
    { text: number(apart), to: to("initiatives", { unknown: ["link"] }) },
    apart === 1 ? " has no known tie." : " have no known tie.",
  ];
  const pairs = any.pairs_tied;
  if (pairs.of === 0) return [...parts, " No two initiatives share a goal."];
  parts.push(
    ` Of ${count(pairs.of, "pair", "pairs")} that share a goal, `,
    { text: number(pairs.known), to: to("pairs", { known: ["same-goal"] }) },
    pairs.known === 1 ? " is tied" : " are tied",
    any.chance ? `: ${againstChance(any.chance)}.` : ".",
  );
  return parts;
}

/** `chance would make about 3.2 (1 to 6): more than chance`. */
export function againstChance(chance: TiedByChance): string {
  return `chance would make about ${decimal(chance.expected)} (${number(chance.low)} to ${number(chance.high)}), so ${verdictOf(chance)}`;
}

export function verdictOf({ verdict }: TiedByChance): string {
  if (verdict === "cannot_be_told") return `it ${coordinationWords.verdict[verdict]}`;
  return `this is ${coordinationWords.verdict[verdict] ?? verdict}`;
}

/** The smaller of the two ways, with the correction over all goals. */
export function pAndQ({ p_more, p_less, q }: TiedByChance): string {
  return `p ${probability(Math.min(p_more, p_less))}${typeof q === "number" ? `, q ${probability(q)}` : ""}`;
}

export function probability(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

/** What a broker joins, with links. */
export function brokerSentence(
  { initiative, joins }: Broker,
  link: (of: EntityRef) => string,
): Part[] {
  return [
    { text: initiative.name, to: link(initiative) },
    " joins ",
    ...joinParts(joins, link),
    ", which no known tie joins directly.",
  ];
}

/** What a group would fall into. */
export function pointSentence(
  { initiative, parts }: { initiative: EntityRef; parts: readonly GroupPart[] },
  link: (of: EntityRef) => string,
): Part[] {
  return [
    "If ",
    { text: initiative.name, to: link(initiative) },
    " left, ",
    ...joinParts(parts, link),
    " would no longer be connected.",
  ];
}

export function bridgeSentence(
  { a, b, side_a, side_b, one_umbrella }: Bridge,
  link: (of: EntityRef) => string,
): Part[] {
  const ends: Part[] = [
    { text: a.name, to: link(a) },
    " and ",
    { text: b.name, to: link(b) },
    one_umbrella ? " (parts of one whole)" : "",
  ];
  if (side_a.size === 1 && side_b.size === 1) {
    return [...ends, " are known to be tied to each other and to nobody else."];
  }
  const side = (size: number, name: string) =>
    size === 1 ? name : `${name} with ${number(size - 1)} more`;
  return [
    "Without the tie between ",
    ...ends,
    `, ${side(side_a.size, a.name)} and ${side(side_b.size, b.name)} would no longer be connected.`,
  ];
}

/** `A with 9 more, B and C`. */
function joinParts(parts: readonly GroupPart[], link: (of: EntityRef) => string): Part[] {
  return parts.flatMap((part, at): Part[] => {
    const between = at === 0 ? "" : at === parts.length - 1 ? " and " : ", ";
    const first = part.named[0];
    const more = part.size > 1 ? ` (with ${number(part.size - 1)} more)` : "";
    return first
      ? [between, { text: first.name, to: link(first) }, more]
      : [between, count(part.size, "other", "others")];
  });
}

/** A headline number and what it is of. */
export function numberName({ name, of }: SensitiveNumber): string {
  const start = name.charAt(0).toUpperCase() + name.slice(1);
  return of.length === 0 ? start : `${start}: ${list(of.map((each) => each.name))}`;
}

/** Shares in percent, counts as they are. */
export function measured(value: number | null | undefined, { measure }: SensitiveNumber): string {
  if (typeof value !== "number") return "unknown";
  return isShare(measure) ? `${(100 * value).toFixed(1)} %` : number(value);
}

export function isShare(measure: string): boolean {
  return measure === "coordination_ratio";
}

/** Of the front page. */
export const coordinationNote = {
  tied: (pairs: string) => `${pairs} pairs with a goal in common are known to be tied.`,
  sentence: (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`,
  missed: "Pairs with much in common and no known tie",
  all: "All of coordination",
};
