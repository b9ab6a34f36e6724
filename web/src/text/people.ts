/** The words of partners, their report card, and the pages of a funder, an initiative and a goal. */
import type {
  Concentration,
  Coordination,
  EntityRef,
  Exit,
  GapCell,
  Gaps,
  Pace,
  PairReport,
  PartnerMethod,
  PartnerReason,
  PartnerSort,
  PartnerSuggestion,
  Partners,
  ReportCard,
  ReportCardTask,
} from "../api/types";
import type { Start } from "../state/start";
import { count, list, number, ofAll } from "./numbers";
import type { Part } from "./parts";

/** What somebody can look for: as a heading, as a choice, and counted. */
export const wantedName: Record<
  PartnerSort,
  { title: string; choice: string; one: string; many: string }
> = {
  initiatives: {
    title: "Initiatives to work with",
    choice: "initiatives to work with",
    one: "initiative",
    many: "initiatives",
  },
  funders: {
    title: "Funders to ask",
    choice: "funders to ask",
    one: "funder",
    many: "funders",
  },
  cofunders: {
    title: "Funders to fund with",
    choice: "funders to fund with",
    one: "funder",
    many: "funders",
  },
  recipients: {
    title: "What to fund next",
    choice: "what to fund next",
    one: "recipient",
    many: "recipients",
  },
  organizations: {
    title: "Organizations to work with",
    choice: "organizations to work with",
    one: "organization",
    many: "organizations",
  },
};

/** What each kind of thing can look for. */
export const CHOICES: Record<"initiative" | "organization", readonly PartnerSort[]> = {
  initiative: ["initiatives", "funders", "organizations"],
  organization: ["cofunders", "recipients", "organizations", "initiatives", "funders"],
};

export const methodName: Record<PartnerMethod | "complementarity", string> = {
  resource_allocation: "rare things in common",
  adamic_adar: "rare things in common, gentler",
  common_neighbors: "things in common",
  path_three_discounted: "funding alike, popular ones discounted",
  path_three: "funding alike",
  random_walk: "walk over support",
  random_walk_all: "walk over all that is known",
  popularity: "popularity",
  random: "chance",
  complementarity: "difference",
};

export const methodHelp: Record<PartnerMethod, string> = {
  resource_allocation:
    "For each thing in common, one divided by how many have it (resource allocation).",
  adamic_adar:
    "For each thing in common, one divided by the logarithm of how many have it (Adamic–Adar).",
  common_neighbors: "How many things they have in common.",
  path_three_discounted:
    "Ways from the asker over what others who fund alike fund, less for those who fund much and what many fund.",
  path_three: "Ways from the asker over what others who fund alike fund.",
  random_walk:
    "How often a walk over who supports what ends here, when it starts anew at the asker.",
  random_walk_all: "The same walk over every tie that is known.",
  popularity: "How many ties it has: what the other scores are held against.",
  random: "Chance.",
};

export const sortName: Record<string, string> = {
  own: "what suits each list",
  resource_allocation: methodName.resource_allocation,
  adamic_adar: methodName.adamic_adar,
  common_neighbors: methodName.common_neighbors,
  path_three_discounted: methodName.path_three_discounted,
  random_walk: methodName.random_walk,
  random_walk_all: methodName.random_walk_all,
  complementarity: methodName.complementarity,
  popularity: methodName.popularity,
};

export const partnerWords = {
  who: "Who is looking?",
  wanted: "For what?",
  all: "all that suits",
  rankedBy: "Ranked by",
  limit: "How many in each list",
  connect: "How do we connect?",
  compare: "Compare",
  scores: "Scores",
  score: "Score",
  value: "Value",
  meaning: "What it is",
  introduce: "Who could introduce",
  nobody: "Nobody is known who could introduce them.",
  differ: "How they differ",
  both: "both",
  onlyYou: (asker: string) => `only ${asker}`,
  more: (n: number) => (n === 1 ? "1 more reason" : `${n} more reasons`),
  fewer: "Fewer reasons",
  moreWays: (n: number) => (n === 1 ? "1 more way" : `${n} more ways`),
  fewerWays: "Fewer ways",
  unlisted: (n: number) =>
    n === 1 ? "1 more reason is not listed." : `${n} more reasons are not listed.`,
  missing: "What would help to know",
  none: (many: string) => `No ${many} are suggested. Nobody who suits is known; somebody may.`,
  because: (why: string) => `Ranked so: ${why}.`,
  leftOut: (what: string) => `Left out: ${what}.`,
  tied: (n: number) => `${number(n)} tied already`,
  kin: (n: number) =>
    n === 1 ? "1 part of the same whole" : `${number(n)} parts of the same whole`,
  whole: "All suggestions",
  show: (n: number) => `Show ${number(n)} more`,
  thatIsAll: (n: number) => `${number(n)} are all there are.`,
  rankedThis: " · ranked by this",
  shownOf: (shown: number, all: number) => `${number(shown)} of ${number(all)}`,
  difference: (percent: number, goals: string) =>
    `${percent} % of what is known of both, toward ${goals}`,
  table: {
    list: "List",
    place: "Place",
    id: "Id",
    name: "Name",
    reasons: "Reasons",
    difference: "Difference",
    inferred: "Inferred",
    yes: "yes",
    no: "no",
  },
  card: "How good are such suggestions?",
  cardNote:
    "They come from what is known, and what is known has been held back and guessed again to see how often they are right.",
  start:
    "Pick an initiative or an organization. You see who suits it, why, and who could introduce you: out of what is known, with every fact’s source.",
  honest: "That somebody is not suggested says nothing against them.",
} as const;

/** What two have in common, in a few words. */
export function inCommon({ reasons, total_reasons }: PartnerSuggestion): string {
  const of = (...kinds: PartnerReason["kind"][]) =>
    reasons.filter((reason) => kinds.includes(reason.kind)).length;
  const parts = [
    some(of("shared_goal"), "goal", "goals"),
    some(of("shared_funder"), "funder", "funders"),
    some(of("shared_recipient"), "recipient", "recipients"),
    some(of("shared_lead"), "lead", "leads"),
    some(of("shared_term"), "term", "terms"),
    some(of("shared_tie"), "tie to the same", "ties to the same"),
  ].filter((part) => part !== null);
  const alike = some(of("fund_alike"), "funder that funds alike", "funders that fund alike");
  const ways = some(of("way"), "way over what is known", "ways over what is known");
  const rest = total_reasons > reasons.length ? " and more" : "";
  if (parts.length > 0) return `${list(parts)}${rest} in common`;
  const over = [alike, ways].filter((part) => part !== null);
  return over.length > 0 ? `by ${list(over)}${rest}` : "";
}

function some(n: number, one: string, many: string): string | null {
  return n > 0 ? count(n, one, many) : null;
}

/** Who suits somebody. */
export function partners({ asker, lists }: Partners, to: (entity: EntityRef) => string): Part[] {
  const found = lists.filter((each) => each.suggestions.length > 0);
  const first = found[0]?.suggestions[0];
  if (!first) return [`For ${asker.name}, nobody who suits is known.`];
  const counts = found.map((each) =>
    count(each.total, wantedName[each.wanted].one, wantedName[each.wanted].many),
  );
  return [
    `For ${asker.name}, ${list(counts)} ${found.length === 1 && found[0]?.total === 1 ? "is" : "are"} suggested. First comes `,
    { text: first.partner.name, to: to(first.partner) },
    `: ${inCommon(first)}.`,
  ];
}

export const cardWords = {
  metric: {
    precision: "Right among the first ten",
    pr_auc: "How early the right ones come",
    auc: "Right before wrong",
  },
  metricHelp: {
    precision: (k: string) =>
      `Precision at ${k}: of the first ${k} suggestions, how many were right.`,
    pr_auc: "Average precision: 1 where every right one comes before every wrong one.",
    auc: "AUC: how likely a right one is ranked before a wrong one; one half is chance.",
  },
  question: "Question",
  method: "Method",
  value: "Value",
  from: "from",
  to: "to",
  against: "Beside popularity",
  interval: "The line is where the value lies in 95 % of draws of those who ask.",
  popularity: "popularity",
  best: (value: string) => `No method could reach more than ${value} here.`,
  nothing: "Too little is known to judge: nothing could be held back and guessed.",
  holdOut: "What is held back",
  own: "what the map allows",
  year: "what began later",
  "leave-one-out": "each tie in turn",
  partnersLink: "Suggested partners",
  verdict: {
    baseline: "to compare with",
    better: "better",
    partly_better: "better by some numbers only",
    no_better: "no better",
    mixed: "better by some numbers, worse by others",
    worse: "worse",
    untold: "cannot be told",
  },
  numbers: {
    sought: "Pairs that could be guessed",
    newcomers: "New pairs that nothing could foretell",
    undated: "Pairs without a known beginning, never guessed",
    renewals: "Renewals, which do not count",
    askers: "Who could be judged",
    lists: "Lists that were ranked",
    candidates: "Candidates on each, on average",
  },
} as const;

/** How good suggestions are, task by task, without making them better than they are. */
export function reportCard({ tasks }: ReportCard): Part[] {
  const told = tasks.filter((task) => task.methods.length > 0);
  if (told.length === 0) return [cardWords.nothing];
  return [told.map((task) => `${task.question} ${outcome(task)}`).join(" ")];
}

/** The outcome of a task in a sentence: what was tried, and whether any of it beats popularity. */
export function outcome({ methods }: ReportCardTask): string {
  const tried = methods.filter((method) => method.verdict !== "baseline");
  const better = tried.filter((method) => method.verdict === "better").length;
  const partly = tried.filter((method) => method.verdict === "partly_better").length;
  if (tried.length === 0) return cardWords.nothing;
  if (better > 0)
    return `${number(better)} of ${number(tried.length)} ways to suggest are better than naming whoever is most popular.`;
  if (partly > 0)
    return `No way to suggest is better than naming whoever is most popular by every number; ${number(partly)} of ${number(tried.length)} by some.`;
  return `No way to suggest is better than naming whoever is most popular.`;
}

/** What to make of it, for somebody who only wants to know whether to trust a list. */
export function advice({ task, methods }: ReportCardTask): string {
  const tried = methods.filter((method) => method.verdict !== "baseline");
  const good = tried.some((method) => method.verdict === "better");
  if (tried.length === 0)
    return "Read each reason for itself: how good the order of a list is, is not known.";
  if (task === "initiatives" && good)
    return "Suggested initiatives are worth a look: here the order of the list says more than popularity does.";
  return good
    ? "Suggested recipients and funders are leads to check: the order of the list says more than popularity, and still most at the top are not right."
    : "Suggested recipients and funders are leads to check, no more: the reasons beside each are worth more than its place in the list.";
}

export const profileWords = {
  onThisPage: "On this page",
  correct: "Suggest a correction",
  changes: (edition: string) => `Changes since ${edition}`,
  goals: "Works toward",
  goal: "Goal",
  byGoal: "Supported initiatives by goal",
  given: "Known to be given",
  concentration: "How concentrated",
  concentrationHelp: [
    "As if it were spread evenly over so many: one divided by the Herfindahl–Hirschman index. One means that one has all.",
    "Money counts where the amount is known; amounts of different currencies and statuses are not added.",
  ],
  initiative: "Initiative",
  ledBy: "Led by",
  fundedBy: "Funded by",
  asTable: "All that is known of them",
  youAre: "Which funder are you? Then those come first who share most with you.",
  nobody: "Not one of them",
  supportsHere: (n: number) => `supports ${count(n, "thing", "things")} here`,
  theInitiatives: "its initiatives here",
  alsoBy: "also by",
  nothingWithYou: "nothing here that you are known to support",
  nothingShared: "nothing here that another is known to support",
  andOthers: (n: number) => `and ${count(n, "other", "others")}`,
  openGaps: "Gaps of this goal by stage, place and more",
  openTimeline: "Its milestones in time",
  tiedPairs: "Which pairs are tied",
  allTogether: "Coordination in this goal",
  itsInitiatives: "Initiatives it supports",
  itsGaps: "Where nothing it supports is known",
  itsTimeline: "Their milestones in time",
  onlyIt: (name: string) => `What only ${name} is known to support`,
  goalsWithout: "Goals that would have fewer supported initiatives",
  compareWith: (name: string) => `Compare with ${name}`,
  fewer: "Show fewer",
  allOf: (n: string) => `All ${n}`,
  noStage: "No stage is known.",
  things: (n: number) => count(n, "thing", "things"),
  sections: {
    overview: "Who and what",
    portfolio: "Portfolio",
    cofunders: "Who supports the same",
    only: "What only it supports",
    "who-works": "Who works on it",
    "funders-here": "Funders here",
    suggested: "Suggested partners",
    milestones: "Milestones",
    stages: "Stages",
    gaps: "Gaps",
    together: "Are they coordinating?",
    ego: "Ties around it",
    ties: "Ties",
    history: "History",
    facts: "Facts and sources",
  },
} as const;

/** What a funder supports, in a sentence. */
export function portfolio(name: string, { total, goals, initiatives_with_goal }: Side): string {
  if (total === 0) return `Nothing is known that ${name} supports.`;
  const start = `${name} is known to support ${count(total, "thing", "things")}, with initiatives toward ${count(goals.length, "goal", "goals")}.`;
  const { known, of } = initiatives_with_goal;
  const rest =
    known < of
      ? ` The goal of ${number(of - known)} of ${count(of, "initiative", "initiatives")} is unknown.`
      : "";
  return start + rest;
}

type Side = PairReport["side_a"];

/** How concentrated it is, as so many equal ones, each with how much is known. */
export function concentration({ over_goals, over_items_by_money, amounts }: Side): string[] {
  const even = ({ effective_number: n }: Concentration) => n.toFixed(1).replace(/\.0$/, "");
  const lines: (string | null)[] = [
    over_goals ? `Over goals: as if spread evenly over ${even(over_goals)}.` : null,
    over_items_by_money && amounts
      ? `By money: as if given evenly to ${even(over_items_by_money)}; known for ${ofAll(amounts)}.`
      : null,
  ];
  return lines.filter((line) => line !== null);
}

/** Who supports the same as a funder. */
export function cofunders(others: readonly { other: EntityRef; shared: number }[]): string {
  const [first] = others;
  if (!first) return "No other funder is known to support the same.";
  return `${count(others.length, "other funder is", "other funders are")} known to support the same. ${first.other.name} shares most: ${count(first.shared, "thing", "things")}.`;
}

/** What hangs on one funder, by what is known. */
export function leaving(name: string, { initiatives, organizations, goals }: Exit): string {
  const lost = initiatives.lost + organizations.lost;
  const empty = goals.filter((goal) => goal.lost).length;
  if (lost === 0) return `Everything that ${name} is known to support has another known funder.`;
  const what = [
    some(initiatives.lost, "initiative", "initiatives"),
    some(organizations.lost, "organization", "organizations"),
  ].filter((part) => part !== null);
  const start = `Without ${name}, ${list(what)} would have no known funder left.`;
  const also =
    empty > 0 ? ` ${count(empty, "goal", "goals")} would have no supported initiative.` : "";
  const unknown =
    initiatives.unknown > 0
      ? ` Of ${count(initiatives.unknown, "initiative", "initiatives")} no funder is known at all.`
      : "";
  return start + also + unknown;
}

export function leavingGoals(goal: Exit["goals"][number]): string {
  return `${number(goal.supported_before)} now, ${number(goal.supported_after)} without it, of ${number(goal.initiatives)}`;
}

/** Who works toward a goal. */
export function whoWorks(all: number, inferred: number): string {
  if (all === 0) return "No initiative is known to work toward it.";
  const start = `${count(all, "initiative works", "initiatives work")} toward it, as far as is known.`;
  return inferred > 0
    ? `${start} For ${number(inferred)} that is inferred, stated by no source.`
    : start;
}

/** Who funds work toward a goal, and who shares most. */
export function fundersHere(
  rows: readonly { funder: EntityRef; shares: readonly { other: EntityRef; shared: number }[] }[],
  asker?: string,
): string {
  if (rows.length === 0)
    return asker ? `No other funder than ${asker} is known here.` : "No funder is known here.";
  const sharing = rows.filter(({ shares }) => shares.length > 0).length;
  const [first] = rows;
  const best = first?.shares[0];
  const start = `${count(rows.length, asker ? "other funder is" : "funder is", asker ? "other funders are" : "funders are")} known here.`;
  if (!first || !best)
    return `${start} ${asker ? `None is known to support the same here as ${asker}.` : "No two are known to support the same here."}`;
  const most = `${first.funder.name} ${asker ? "shares" : `and ${best.other.name} share`} most${asker ? ` with ${asker}` : ""}: ${count(best.shared, "thing", "things")}.`;
  return `${start} ${number(sharing)} support something that ${asker ?? "another"} supports, too; ${most}`;
}

/** How far the initiatives of a goal are known to be. */
export function goalStages({ milestones }: Pace): string {
  const { initiatives_with_stage: staged, initiatives_with_milestone: having, met } = milestones;
  return `A stage is known of ${ofAll(staged)} initiatives, a milestone of ${ofAll(having)}; ${count(met, "milestone is", "milestones are")} met.`;
}

/** Where a goal is known to be empty, and where nobody knows. */
export function goalGaps({ rows, initiatives_with_column: placed }: Gaps): string {
  const cells = rows[0]?.cells ?? [];
  const having = (state: GapCell["state"]) => cells.filter((cell) => cell.state === state).length;
  if (cells.length === 0) return "There are no stages to look at.";
  const parts = [
    some(having("covered"), "stage has a known initiative", "stages have known initiatives"),
    some(having("known_empty"), "is known to be empty", "are known to be empty"),
    some(having("unknown"), "is unknown", "are unknown"),
  ].filter((part) => part !== null);
  return `Of ${count(cells.length, "stage", "stages")}, ${list(parts)}. A stage is known for ${ofAll(placed)} initiatives.`;
}

export function stateWords({ state, possible, undetermined }: GapCell): string {
  if (state === "covered") return "known";
  if (state === "known_empty") return "known to be empty";
  if (state === "impossible") return "by definition not";
  if (possible.length > 0) return `unknown; ${count(possible.length, "may be", "may be")} here`;
  return undetermined > 0 ? `unknown; ${number(undetermined)} may be here` : "unknown";
}

/** Whether those who work toward a goal are tied. */
export function goalTogether({ goals, isolates, initiatives }: Coordination): string {
  const [goal] = goals;
  if (!goal || goal.pairs_tied.of === 0) return "There are no two initiatives to look at.";
  const start = `${ofAll(goal.pairs_tied)} pairs of its initiatives are known to be tied.`;
  const alone = ` ${ofAll({ known: isolates.length, of: initiatives })} have no known tie to another of them.`;
  return start + alone;
}

export const startWords = {
  title: "What brings you here?",
  note: "It sets the page you start on, and nothing else. You can change it under About.",
  aims: { fund: "I fund", run: "I run an initiative", study: "I study the field" },
  which: { fund: "Which organization is yours?", run: "Which initiative is yours?" },
  without: {
    fund: "Start where funding overlaps instead",
    run: "Start at the list of initiatives instead",
  },
  page: { fund: "Overlap", run: "Initiatives", study: "Export and cite" },
  pass: "Not now",
  startsAt: "You start at",
  again: "Start at the state of the field again",
  kept: (start: Start | null) =>
    start === null
      ? "You start at the state of the field."
      : `From now on you start at ${start.name ?? startWords.page[start.aim]}.`,
};
