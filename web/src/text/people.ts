/** The words of partners, their report card, and the pages of a funder, an initiative and a goal. */
import type {
  EntityRef,
  PartnerMethod,
  PartnerReason,
  PartnerSort,
  PartnerSuggestion,
  Partners,
  ReportCard,
  ReportCardTask,
} from "../api/types";
import { count, list, number } from "./numbers";
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
