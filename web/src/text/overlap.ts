/** The words of overlap: who is compared by what, combinations, chance, and flow. */
import type { Between, Portfolios } from "../api/overlap";
import type { ChanceSummary, ChanceVerdict, FacetRow, Overlap, PairReport } from "../api/types";
import type { Upset, UpsetColumn, UpsetCount } from "../charts/upset";
import { count, list, number, ofAll } from "./numbers";

/** How holders and what they hold are called. */
export interface PortfolioWords {
  holder: [one: string, many: string];
  item: [one: string, many: string];
  /** What they do with it, of one and of several. */
  verb: [one: string, many: string];
}

export const betweenName: Record<Between, string> = {
  funders: "Funders",
  initiatives: "Initiatives",
  organizations: "Organizations",
};

/** What portfolios can consist of, besides the facets; the first is the usual one. */
export const byWords: Record<Between, readonly string[]> = {
  funders: ["recipients", "goals"],
  initiatives: ["goals", "funders", "partners"],
  organizations: ["partners"],
};

const byName: Record<string, string> = {
  recipients: "what they support",
  goals: "goals",
  funders: "funders",
  partners: "partners",
};

const holders: Record<Between, [string, string]> = {
  funders: ["funder", "funders"],
  initiatives: ["initiative", "initiatives"],
  organizations: ["organization", "organizations"],
};

export function byLabel(by: string, facets: readonly FacetRow[]): string {
  return byName[by] ?? facets.find(({ id }) => id === by)?.name ?? by;
}

export function portfolioWords({ between, by }: Portfolios): PortfolioWords {
  const holder = holders[between];
  if (by === "recipients")
    return { holder, item: ["thing", "things"], verb: ["supports", "support"] };
  if (by === "goals")
    return {
      holder,
      item: ["goal", "goals"],
      verb: between === "funders" ? ["funds work on", "fund work on"] : ["serves", "serve"],
    };
  const verb: [string, string] = ["has", "have"];
  if (by === "funders") return { holder, item: ["funder", "funders"], verb };
  if (by === "partners") return { holder, item: ["partner", "partners"], verb };
  return { holder, item: ["term", "terms"], verb };
}

export const overlapWords = {
  between: "Who is compared",
  by: "By",
  tabs: { combinations: "Combinations", matrix: "Matrix", flow: "Flow" },
  tabsLabel: "How overlap is shown",
  compareThese: "Compare these",
  compare: "Compare",
} as const;

export const upsetWords = {
  title: ({ holder, item }: PortfolioWords) =>
    `Which ${holder[1]} have the same ${item[1]}, combination by combination`,
  top: "Sets",
  topChoice: (top: number, all: number) =>
    top >= all ? `all ${number(all)}` : `the ${number(top)} largest`,
  chosen: (n: number) => `${number(n)} chosen`,
  count: "Count",
  counts: { exclusive: "in exactly these", atLeast: "in at least these" },
  order: "Order",
  orders: { size: "most first", degree: "fewest sets first" },
  choose: "Choose sets",
  chooseHelp: (most: number) => `Two to ${number(most)} can be laid over one another.`,
  add: "Add another by name",
  useLargest: "Back to the largest",
  corner: "Set",
  held: "In these",
  isIn: "in it",
  isOut: "not in it",
  hint: "Point at a column, or move with the arrow keys; Enter lists who is in it.",
  columns: {
    of: "Combination",
    degree: "Sets",
    exclusive: "In exactly these",
    atLeast: "In at least these",
    what: "What is in exactly these",
  },
  more: (shown: number, all: number) =>
    `${number(shown)} of ${number(all)} combinations are drawn; the table has all.`,
  unknownSize: "unknown",
  help: "Each column is a combination of sets, marked by its dots. In exactly these: in no other of the sets shown. Columns in which nothing is known are left out.",
  nothing: "Nothing is known to be held by any of these sets. That is unknown, not nothing.",
  few: "It takes two sets to have something in common; fewer than two are known here.",
  members: (n: number, { item }: PortfolioWords) => count(n, item[0], item[1]),
} as const;

/** Who is in a column, in a sentence. */
export function columnWords(
  column: UpsetColumn,
  names: readonly string[],
  { holder, item, verb }: PortfolioWords,
): string {
  const exact = column.exclusive.length;
  const least = column.atLeast.length;
  const who = list(names);
  const [all, only] =
    names.length === 1
      ? [`${who} ${verb[0]}`, `only ${who}`]
      : [`${who} ${names.length === 2 ? "both" : "all"} ${verb[1]}`, "exactly these"];
  return `${all} ${count(least, item[0], item[1])}; ${exact === least ? (exact === 1 ? "it is" : "all are") : `${number(exact)} of them ${exact === 1 ? "is" : "are"}`} with ${only} among the ${holder[1]} shown.`;
}

/** Head of the list of who is in a column. */
export function membersTitle(names: readonly string[], countBy: UpsetCount): string {
  return countBy === "exclusive"
    ? `${list(names)}, and no other shown`
    : `${list(names)}, at least`;
}

/** Combinations in one sentence. */
export function combinationsSentence(
  { sets, columns }: Upset,
  all: number,
  words: PortfolioWords,
): string {
  const { holder, item, verb } = words;
  if (sets.length < 2) return upsetWords.few;
  const held = columns.reduce((sum, { exclusive }) => sum + exclusive.length, 0);
  const common = columns
    .filter(({ of }) => of.length > 1)
    .reduce((sum, { exclusive }) => sum + exclusive.length, 0);
  const together = columns.filter(({ of, exclusive }) => of.length > 1 && exclusive.length > 0);
  const most = [...together].sort((a, b) => b.exclusive.length - a.exclusive.length)[0];
  const which =
    sets.length < all
      ? `${number(sets.length)} of ${count(all, holder[0], holder[1])}`
      : count(all, holder[0], holder[1]);
  const start = `Of ${count(held, item[0], item[1])} that ${which} are known to ${baseOf(verb)}, ${number(common)} ${common === 1 ? "is" : "are"} with two or more of them.`;
  if (!most) return start;
  const names = most.of.map((id) => sets.find((set) => set.holder.id === id)?.holder.name ?? id);
  return `${start} The largest combination is ${list(names)}: ${number(most.exclusive.length)} with exactly these.`;
}

function baseOf([, many]: [string, string]): string {
  return many;
}

/** What is not known of those compared, and of when. */
export function overlapCaution(
  answer: Overlap,
  { between }: Portfolios,
  words: PortfolioWords,
): string[] {
  const said: string[] = [];
  const { holders, initiatives_with_funder: having, time } = answer;
  if (holders.known < holders.of)
    said.push(
      `${ofAll(holders)} ${words.holder[1]} have at least one known ${words.item[0]}; of the others nothing is known, so they cannot overlap here.`,
    );
  if (between === "funders" && having.known < having.of)
    said.push(
      `A funder is known for ${ofAll(having)} initiatives; what is not known cannot overlap here.`,
    );
  if (time.dated.known < time.dated.of)
    said.push(`${ofAll(time.dated)} ties behind it have a date; the others may be of any time.`);
  return said;
}

/** Matrix and pairs in one sentence. */
export function pairsSentence(answer: Overlap, words: PortfolioWords): string {
  const { funders, pairs, pairs_shown } = answer;
  const { holder, item } = words;
  if (funders.length < 2)
    return `Fewer than two ${holder[1]} are known here, so nothing can overlap.`;
  const all = pairs_shown.of;
  const first = pairs[0];
  const start = `${count(all, "pair", "pairs")} of ${number(funders.length)} ${holder[1]} ${all === 1 ? "has" : "have"} at least one ${item[0]} in common.`;
  if (!first) return start;
  const most = [...pairs].sort((a, b) => b.shared - a.shared)[0] ?? first;
  return `${start} Most is shared by ${most.a_name} and ${most.b_name}: ${number(most.shared)}.`;
}

export const verdictName: Record<ChanceVerdict, string> = {
  more: "more than chance",
  less: "less than chance",
  cannot_be_told: "cannot be told from chance at this size",
  no_test: "no test possible at this size",
};

export const nullName: Record<string, string> = {
  auto: "the strictest that is practical",
  fdsm: "FDSM: all numbers exactly as they are",
  sdsm: "SDSM: all numbers right on average",
  hypergeometric: "hypergeometric: everything equally likely",
  none: "none: chance is left out",
};

export const chanceWords = {
  title: "By chance?",
  model: "Null model",
  seed: "Seed",
  samples: "Samples",
  ask: "Ask again",
  usual: "as the model needs",
  off: "Chance was left out; choose a null model to hold the pairs against it.",
  columns: {
    expected: "Expected by chance",
    p: "p",
    q: "q",
    smallest: "Smallest p possible",
    verdict: "Verdict",
  },
} as const;

/** What chance says of all pairs, in a sentence. */
export function chanceSentence(
  chance: ChanceSummary,
  {
    name,
    seed,
    samples,
  }: { name: string; seed?: number | null | undefined; samples?: number | null | undefined },
  pairs: readonly { verdict?: ChanceVerdict | null }[],
): string {
  const { more, less } = chance.after_correction;
  const found =
    more + less === 0
      ? "no pair can be told from chance at this size, which is not to say that there is no overlap"
      : `${[more > 0 ? `${count(more, "pair shares", "pairs share")} more` : "", less > 0 ? `${count(less, "pair shares", "pairs share")} less` : ""].filter(Boolean).join(" and ")} than chance`;
  const untested = pairs.filter(({ verdict }) => verdict === "no_test").length;
  const power =
    untested > 0
      ? ` Of ${count(untested, "listed pair", "listed pairs")} no test is possible: whatever they shared, it could not be told from chance among so many pairs.`
      : "";
  const drawn = samples ? `, seed ${seed ?? ""}, ${number(samples)} samples` : "";
  return `Among ${count(chance.tests, "pair", "pairs")}, corrected at ${chance.level * 100} %, ${found}. Held against ${name}${drawn}: ${chance.supposes}.${power}`;
}

/** A probability: never 0, since chance alone never rules anything out. */
export function probability(p: number): string {
  if (p < 0.0001) return "< 0.0001";
  return p >= 0.9995 ? "1.000" : p.toPrecision(p < 0.001 ? 1 : p < 0.01 ? 2 : 3);
}

export const flowWords = {
  title: "Which goals which funders are known to support, by initiatives",
  goals: "Goals",
  funders: "Funders",
  unknownGoal: "goal unknown",
  unknownFunder: "funder unknown",
  help: "A band is as wide as the initiatives of a goal that a funder is known to support; it leads to their list. An initiative with two goals or two funders is in several bands. Bands of an unknown funder or goal are dotted.",
  band: (from: string, to: string, n: number) =>
    `${from}, ${to}: ${count(n, "initiative", "initiatives")}`,
  bar: (name: string, n: number) => `${name}: ${count(n, "initiative", "initiatives")}`,
  columns: { goal: "Goal", funder: "Funder", count: "Initiatives" },
  hint: "Point at a band, or move with the arrow keys; Enter lists its initiatives.",
} as const;

/** The flow in one sentence. */
export function flowSentence(
  all: number,
  unfunded: number,
  goals: number,
  funders: number,
): string {
  if (all === 0) return "No initiative is known here, so nothing flows.";
  const start = `${count(all, "initiative", "initiatives")} between ${count(goals, "goal", "goals")} and ${count(funders, "known funder", "known funders")}.`;
  if (unfunded === 0) return start;
  return `${start} Of ${number(unfunded)} the funder is unknown: a band of its own, not a gap.`;
}

export const pairWords = {
  only: (name: string) => `Only ${name}`,
  both: "Both",
  apart: "Both, at different times",
  known: (n: string) => `${n} known`,
  noneKnown: "none known",
  part: "Part",
  goals: "Goals",
  ties: "The ties behind it",
  amountUnknown: "amount unknown",
  jaccard: "Jaccard index",
  coefficient: "Overlap coefficient",
  newman: "Newman weight",
  pMore: "p of so much or more",
  pLess: "p of so little or less",
  q: (tests: string) => `q, corrected for ${tests} pairs`,
  moneyOverlap: "Money overlap",
  amounts: (known: string) => `both amounts known for ${known}`,
  kin: "The two are tied by ownership or name: they may be one.",
} as const;

/** What chance makes of a pair, in a sentence. */
export function chanceOfPair(
  pair: Pick<
    PairReport,
    "a" | "b" | "says" | "expected" | "judged" | "null" | "samples" | "seed"
  > & {
    both: readonly unknown[];
    terms?: PairReport["terms"];
  },
  { item, verb }: PortfolioWords,
): string {
  const { a, b, judged } = pair;
  const both = pair.both.length + (pair.terms?.both.length ?? 0);
  const start = `${a.name} and ${b.name} both ${verb[1]} ${both === 0 ? `no known ${item[0]}` : count(both, item[0], item[1])}`;
  if (!judged || typeof pair.expected !== "number")
    return `${start}. How that compares with chance was not judged.`;
  const drawn = pair.samples ? `, seed ${pair.seed ?? ""}, ${number(pair.samples)} samples` : "";
  return `${start}, where ${pair.null ?? ""}${drawn} expects ${pair.expected.toFixed(2)}. ${pair.says ?? ""}`;
}

export const leadWords = {
  title: "Who moved first?",
  notJudged: "Whether one comes first more often than by chance was not judged.",
  dated: "Shared with both beginnings known",
  first: (name: string) => `${name} first`,
  undecided: "Cannot be told: the dates may be the same",
  p: (name: string) => `p of ${name} so far ahead`,
} as const;

export const spreadWords = {
  title: "On how few it rests: the effective number",
  over: "Over",
  overGoals: "goals, by initiatives",
  overItems: ({ item }: PortfolioWords) => `${item[1]}, each the same`,
  overMoney: "recipients, by known money",
  goalsKnown: "Initiatives with a known goal",
  amountsKnown: "Known amounts",
  hhi: (index: string) => `HHI ${index}`,
  unknown: "unknown",
} as const;

export const dumbbellWords = {
  title: "Goal profiles, by initiatives",
  goal: "Goal",
  none: "No goal of what they have is known.",
  noneShort: "–",
  cell: (n: number, inferred: number) =>
    inferred > 0 ? `${number(n)} (≈${number(inferred)})` : number(n),
  row: (goal: string, dots: readonly { name: string; count?: number; inferred?: number }[]) =>
    `${goal}: ${dots
      .map(({ name, count: n = 0, inferred = 0 }) =>
        n === 0
          ? `${name} none known`
          : `${name} ${number(n)}${inferred > 0 ? `, ${number(inferred)} of them inferred` : ""}`,
      )
      .join("; ")}`,
  scale: (most: string) =>
    `From none to ${most} initiatives. ≈: placed by inference, stated by no source. –: none known.`,
} as const;

export const topWords = {
  title: "Where funding overlaps",
  none: "No two of the largest funders are known to support the same.",
  note: (sets: number) =>
    `In exactly these, of the ${number(sets)} funders known to support most; a dot stands for each.`,
  open: "Open overlap",
} as const;
