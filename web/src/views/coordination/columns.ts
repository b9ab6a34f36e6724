/** The tables of coordination: the same numbers as their charts. */
import type { ExternalInternal, TiedByChance } from "../../api/coordination";
import type {
  Coordination,
  EntityRef,
  Known,
  MissedPair,
  NodeMeasures,
  SensitiveNumber,
} from "../../api/types";
import type { Interval } from "../../charts/interval";
import { linksTo } from "../../charts/links";
import { type ShareBar, shareColumns } from "../../charts/shares";
import type { TwinColumn } from "../../charts/twin";
import { profileAddress } from "../../parts/address";
import {
  measured,
  numberName,
  probability,
  coordinationWords as words,
} from "../../text/coordination";
import { decimal } from "../../text/gaps";
import { decimals } from "../../text/numbers";

/** A goal, or all goals together. */
export interface GoalLine {
  goal: EntityRef | null;
  initiatives: number | null;
  inferred: number | null;
  pairs: Known;
  ratio: number | null;
  chance: TiedByChance | null;
}

/** All goals together first, then each. */
export function goalLines({ any_goal, goals, initiatives }: Coordination): GoalLine[] {
  const any = {
    goal: null,
    initiatives,
    inferred: null,
    pairs: any_goal.pairs_tied,
    ratio: any_goal.ratio ?? null,
    chance: any_goal.chance ?? null,
  };
  const each = goals.map(({ goal, initiatives, inferred, pairs_tied, ratio, chance }) => ({
    goal,
    initiatives,
    inferred,
    pairs: pairs_tied,
    ratio: ratio ?? null,
    chance: chance ?? null,
  }));
  return [any, ...each];
}

/** Tied pairs among what chance makes of as many ties. */
export function goalInterval({ pairs, chance }: GoalLine): Interval {
  return {
    value: pairs.of === 0 ? null : pairs.known,
    low: chance?.low ?? null,
    high: chance?.high ?? null,
    expected: chance?.expected ?? null,
  };
}

type Column<Row> = TwinColumn<Row>;

/** A column of numbers that may be absent because there is nothing to say, not because unknown. */
function figure<Row>(
  id: string,
  name: string,
  value: (row: Row) => number | null | undefined,
  text: (value: number) => string = String,
): Column<Row> {
  return {
    id,
    name,
    numeric: true,
    value: (row) => value(row) ?? null,
    text: (row) => text(value(row) ?? 0),
    none: () => "–",
  };
}

export const goalColumns: Column<GoalLine>[] = [
  {
    id: "goal",
    name: words.goal,
    value: ({ goal }) => goal?.name ?? words.any,
    links: ({ goal }) => linksTo(goal ? [goal] : [], profileAddress),
  },
  figure("initiatives", words.goals.initiatives, (line) => line.initiatives),
  figure("inferred", words.goals.inferred, (line) => line.inferred),
  figure("tied", words.goals.tied, ({ pairs }) => pairs.known),
  figure("pairs", words.goals.pairs, ({ pairs }) => pairs.of),
  figure(
    "share",
    words.goals.share,
    (line) => line.ratio,
    (share) => decimals(share, 3),
  ),
  figure("expected", words.goals.expected, ({ chance }) => chance?.expected, decimal),
  figure("low", words.goals.low, ({ chance }) => chance?.low),
  figure("high", words.goals.high, ({ chance }) => chance?.high),
  figure("p-more", words.goals.more, ({ chance }) => chance?.p_more, probability),
  figure("p-less", words.goals.less, ({ chance }) => chance?.p_less, probability),
  figure("q", words.goals.q, ({ chance }) => chance?.q, probability),
  {
    id: "verdict",
    name: words.goals.verdict,
    value: ({ chance }) =>
      chance ? (words.verdict[chance.verdict] ?? chance.verdict) : words.goals.untested,
  },
];

/** How far all hangs together, in shares; what nobody declares is left out. */
export function linkedShares(answer: Coordination): ShareBar[] {
  const { initiatives_tied, strangers_tied, confirmed } = answer;
  const { initiatives, pairs, confirmed: declared } = words.linked;
  return [
    { id: "initiatives", label: initiatives, ...initiatives_tied },
    { id: "pairs", label: pairs, ...strangers_tied },
    ...(confirmed.of > 0 ? [{ id: "confirmed", label: declared, ...confirmed }] : []),
  ];
}

export const linkedColumns = shareColumns(words.linked);

export const indexColumns: Column<ExternalInternal>[] = [
  { id: "group", name: words.ei.group, value: ({ group }) => words.ei.groups[group] ?? group },
  figure("external", words.ei.external, (line) => line.external),
  figure("internal", words.ei.internal, (line) => line.internal),
  figure("index", words.ei.index, (line) => line.index, decimal),
  figure("expected", words.ei.expected, (line) => line.expected, decimal),
  figure("least", words.ei.least, (line) => line.least, decimal),
  figure("most", words.ei.most, (line) => line.most, decimal),
  figure("p-more", words.ei.more, (line) => line.p_more, probability),
  figure("p-less", words.ei.less, (line) => line.p_less, probability),
  figure("known", words.ei.known, (line) => line.initiatives.known),
];

/** An initiative with the number of its group. */
export interface Placed extends NodeMeasures {
  group: number | null;
}

/** Groups are numbered as they are listed, the largest first. */
export function placedIn(members: readonly NodeMeasures[], { components }: Coordination): Placed[] {
  const groups = new Map(components.flatMap((group, at) => group.map(({ id }) => [id, at + 1])));
  return members.map((member) => ({ ...member, group: groups.get(member.entity.id) ?? null }));
}

function who<Row extends { entity: EntityRef }>(name: string): Column<Row> {
  return {
    id: "who",
    name,
    value: ({ entity }) => entity.name,
    links: ({ entity }) => linksTo([entity], profileAddress),
  };
}

export const groupColumns: Column<Placed>[] = [
  who(words.groups.who),
  figure("group", words.groups.group, (row) => row.group),
  figure("community", words.groups.communityNumber, ({ community }) =>
    typeof community === "number" ? community + 1 : null,
  ),
  figure("core", words.groups.coreNumber, (row) => row.core),
  figure("degree", words.groups.ties, (row) => row.degree),
];

export const betweenColumns: Column<NodeMeasures>[] = [
  who(words.between.who),
  figure("degree", words.between.degree, (row) => row.degree),
  figure(
    "betweenness",
    words.between.betweenness,
    (row) => row.betweenness,
    (n) => decimals(n, 4),
  ),
  {
    ...figure<NodeMeasures>(
      "effective",
      words.between.effective,
      (row) => row.effective_size,
      (n) => n.toFixed(1),
    ),
    none: () => undefined,
  },
  {
    ...figure<NodeMeasures>(
      "constraint",
      words.between.constraint,
      (row) => row.constraint,
      (n) => n.toFixed(2),
    ),
    none: () => undefined,
  },
  figure(
    "closeness",
    words.between.closeness,
    (row) => row.closeness,
    (n) => decimals(n, 3),
  ),
  figure("core", words.between.core, (row) => row.core),
];

export const missedColumns: Column<MissedPair>[] = [
  {
    id: "a",
    name: words.missed.a,
    value: ({ a }) => a.name,
    links: ({ a }) => linksTo([a], profileAddress),
  },
  {
    id: "b",
    name: words.missed.b,
    value: ({ b }) => b.name,
    links: ({ b }) => linksTo([b], profileAddress),
  },
  figure(
    "score",
    words.missed.score,
    (pair) => pair.score,
    (n) => decimals(n, 2),
  ),
  figure(
    "stated",
    words.missed.stated,
    (pair) => pair.score_stated,
    (n) => decimals(n, 2),
  ),
  {
    id: "reasons",
    name: words.missed.reasons,
    value: ({ reasons }) => reasons.map(({ sentence }) => sentence).join(" "),
  },
];

/** The numbers that ties between initiatives make. */
export function aboutTies(numbers: readonly SensitiveNumber[]): SensitiveNumber[] {
  return numbers.filter(({ missing }) => missing === "links");
}

export function sensitiveInterval({ value, low, high }: SensitiveNumber): Interval {
  return { value: null, low: low ?? null, high: high ?? null, expected: value ?? null };
}

export const sensitiveColumns: Column<SensitiveNumber>[] = [
  { id: "measure", name: words.missing.measure, value: numberName },
  ...(["value", "low", "high"] as const).map(
    (end): Column<SensitiveNumber> => ({
      id: end,
      name: words.missing[end],
      numeric: true,
      value: (row) => row[end] ?? null,
      text: (row) => measured(row[end], row),
    }),
  ),
  { id: "why", name: words.missing.why, value: ({ how }) => how },
];

/** Members by how deep they are in the thick of it, the deepest first. */
export function cores(members: readonly NodeMeasures[]): { core: number; members: EntityRef[] }[] {
  const deepest = Math.max(0, ...members.map(({ core }) => core));
  return Array.from({ length: deepest }, (_, at) => deepest - at)
    .map((core) => ({
      core,
      members: members.filter((each) => each.core >= core).map(({ entity }) => entity),
    }))
    .filter(({ core, members }) => core > 1 && members.length > 0);
}
