/** The tables of the directories as they are taken away: the page's numbers, with the ids of the API. */
import type {
  EntityAnswer,
  EntityRef,
  GoalPlacement,
  GoalRow,
  InitiativeRow,
  Known,
  Milestone,
  MoneyTotals,
  OrganizationRow,
  SourceRow,
  Summary,
  Tie,
  TiedPair,
} from "../api/types";
import { type TwinColumn, type TwinValue, tableOf } from "../charts/twin";
import { kindName, roleName } from "../text/catalogue";
import { exportTables as words } from "../text/export";
import { sum } from "../text/numbers";
import { verbOf } from "../views/ties";
import type { OfferTable } from "./offer";

/** Several values in one cell; a name may have a comma in it. */
const BETWEEN = "; ";

type Columns<Row> = [name: string, value: (row: Row) => TwinValue][];

function table<Row>(columns: Columns<Row>, rows: readonly Row[]): OfferTable {
  const named = columns.map(([name, value]): TwinColumn<Row> => ({ id: name, name, value }));
  return tableOf(named, rows);
}

export function initiativesTable(rows: readonly InitiativeRow[]): OfferTable {
  return table<InitiativeRow>(
    [
      [words.id, ({ id }) => id],
      [words.initiative, ({ name }) => name],
      [words.partOf, ({ part_of }) => names(part_of)],
      [words.goals, ({ goals }) => placements(goals)],
      [words.leads, ({ leads }) => names(leads)],
      [words.funders, ({ funders }) => names(funders)],
      [words.fundersKnown, ({ funders }) => some(funders.length)],
      [words.stageLow, ({ stage }) => stage?.low ?? null],
      [words.stageHigh, ({ stage }) => stage?.high ?? null],
      [words.stageYear, ({ stage }) => stage?.year ?? null],
      [words.stageNature, ({ stage }) => stage?.nature ?? null],
      [words.began, ({ start }) => start ?? null],
      [words.ended, ({ end }) => end ?? null],
      [words.milestonesKnown, ({ milestones }) => some(milestones)],
      [words.milestonesMet, (row) => (row.milestones > 0 ? row.milestones_met : null)],
      [words.tiesToOthers, ({ linked_initiatives }) => some(linked_initiatives)],
    ],
    rows,
  );
}

export function organizationsTable(rows: readonly OrganizationRow[]): OfferTable {
  return table<OrganizationRow>(
    [
      [words.id, ({ id }) => id],
      [words.organization, ({ name }) => name],
      [words.sort, ({ sort }) => sort ?? null],
      [words.roles, ({ roles }) => joined(roles.map((role) => roleName[role] ?? role))],
      [words.supports, ({ supports }) => some(supports)],
      [words.ledBy, ({ leads }) => some(leads)],
      [words.goals, ({ goals }) => placements(goals)],
      [words.given, ({ given }) => sums(given)],
      [words.amountsKnown, ({ given }) => given.amounts.known],
      [words.amountsOf, ({ given }) => given.amounts.of],
      [words.ties, ({ ties }) => ties],
    ],
    rows,
  );
}

export function goalsTable(rows: readonly GoalRow[]): OfferTable {
  return table<GoalRow>(
    [
      [words.id, ({ id }) => id],
      [words.order, ({ order }) => order ?? null],
      [words.goal, ({ name }) => name],
      [words.initiatives, (row) => row.initiatives_stated + row.initiatives_inferred],
      [words.stated, ({ initiatives_stated }) => initiatives_stated],
      [words.inferred, ({ initiatives_inferred }) => initiatives_inferred],
      [words.fundersKnown, ({ funders }) => some(funders)],
      [words.funded, ({ initiatives_with_funder }) => initiatives_with_funder.known],
      [words.milestonesKnown, ({ milestones }) => some(milestones)],
    ],
    rows,
  );
}

export function milestonesTable(rows: readonly Milestone[]): OfferTable {
  return table<Milestone>(
    [
      [words.id, ({ id }) => id],
      [words.milestone, ({ title }) => title[0]?.value ?? null],
      [words.of, ({ subject }) => subject.name],
      [words.due, ({ due }) => due[0]?.value ?? null],
      [words.done, ({ done }) => done[0]?.value ?? null],
      [words.status, ({ status }) => status[0]?.value ?? null],
      [words.amount, ({ amount }) => exact(amount[0]?.value.amount)],
      [words.currency, ({ amount }) => amount[0]?.value.currency ?? null],
    ],
    rows,
  );
}

export function tiesTable(rows: readonly Tie[]): OfferTable {
  return table<Tie>(
    [
      [words.id, ({ id }) => id],
      [words.from, ({ from }) => from.name],
      [words.tie, (row) => verbOf(row)],
      [words.to, ({ to }) => to.name],
      [words.when, ({ date }) => date[0]?.value ?? null],
      [words.amount, ({ funding }) => exact(funding?.amount[0]?.value.amount)],
      [words.currency, ({ funding }) => funding?.amount[0]?.value.currency ?? null],
      [words.confidence, ({ confidence }) => confidence],
    ],
    rows,
  );
}

export function pairsTable(rows: readonly TiedPair[], ties: ReadonlyMap<string, Tie>): OfferTable {
  return table<TiedPair>(
    [
      [words.initiative, ({ a }) => a.name],
      [words.otherInitiative, ({ b }) => b.name],
      [words.ties, (row) => row.ties.length],
      [words.tie, (row) => joined(row.ties.flatMap((id) => verbFrom(ties.get(id), row.a)))],
      [words.goalsInCommon, ({ goals }) => names(goals)],
      [words.oneWhole, ({ one_umbrella }) => (one_umbrella ? words.yes : words.no)],
    ],
    rows,
  );
}

export function sourcesTable(rows: readonly SourceRow[]): OfferTable {
  return table<SourceRow>(
    [
      [words.id, ({ id }) => id],
      [words.source, ({ title }) => title],
      [words.url, ({ url }) => url ?? null],
      [words.publisher, ({ publisher }) => publisher ?? null],
      [words.published, ({ date }) => date ?? null],
      [words.licence, ({ licence }) => licence ?? null],
      [words.records, ({ records }) => records],
    ],
    rows,
  );
}

/** What the front page says in numbers: each, and of how many it is known. */
export function fieldTable(summary: Summary): OfferTable {
  const { who, what, how_fast, coordinated } = summary;
  const counted = (known: number, of: number | null = null) => ({ known, of });
  const rows: [string, { known: number; of: number | null }][] = [
    [words.initiatives, counted(summary.initiatives)],
    [words.organizations, counted(summary.organizations)],
    [words.goals, counted(summary.goals)],
    [words.fundersKnown, counted(who.funders)],
    [words.leadsKnown, counted(who.leads)],
    [words.funded, who.initiatives_with_funder],
    [words.led, who.initiatives_with_lead],
    [words.amountsKnown, who.money.amounts],
    [words.placed, what.initiatives_with_goal],
    [words.stated, counted(what.placements_stated)],
    [words.inferred, counted(what.placements_inferred)],
    [words.milestonesMet, counted(how_fast.met, summary.milestones)],
    [words.withMilestone, how_fast.initiatives_with_milestone],
    [words.withStage, how_fast.initiatives_with_dated_stage],
    [words.linked, coordinated.initiatives_linked],
    [words.sameGoalTied, coordinated.same_goal_pairs_tied as Known],
  ];
  return table<(typeof rows)[number]>(
    [
      [words.what, ([what]) => what],
      [words.number, ([, { known }]) => known],
      [words.ofHowMany, ([, { of }]) => of],
    ],
    rows,
  );
}

/** The ties and milestones of one thing. */
export function profileTable({ entity, ties, milestones }: EntityAnswer): OfferTable {
  const name = entity.name[0]?.value ?? entity.id;
  const tied = ties.map((tie) => {
    const other = tie.from.id === entity.id ? tie.to : tie.from;
    const amount = tie.funding?.amount[0]?.value;
    return [
      verbOf(tie, entity.id),
      other.name,
      kindName[other.kind],
      tie.date[0]?.value ?? null,
      exact(amount?.amount),
      amount?.currency ?? null,
      tie.confidence,
    ];
  });
  const met = milestones.map(({ title, done, due, amount, status }) => [
    words.milestone,
    title[0]?.value ?? null,
    status[0]?.value ?? null,
    done[0]?.value ?? due[0]?.value ?? null,
    exact(amount[0]?.value.amount),
    amount[0]?.value.currency ?? null,
    title[0]?.provenance.confidence ?? null,
  ]);
  const columns = [words.relation, words.with, words.kindOrStatus, words.when];
  return {
    columns: [words.thing, ...columns, words.amount, words.currency, words.confidence],
    rows: [...tied, ...met].map((row) => [name, ...row]),
  };
}

function verbFrom(tie: Tie | undefined, end: EntityRef): string[] {
  return tie ? [verbOf(tie, end.id)] : [];
}

/** None known is unknown, and no zero. */
function some(number: number): number | null {
  return number > 0 ? number : null;
}

function joined(parts: readonly string[]): string | null {
  return parts.length > 0 ? parts.join(BETWEEN) : null;
}

function names(entities: readonly EntityRef[]): string | null {
  return joined(entities.map(({ name }) => name));
}

function placements(goals: readonly GoalPlacement[]): string | null {
  return joined(
    goals.map(({ goal, confidence }) =>
      confidence === "inferred" ? `${goal.name} (${words.byInference})` : goal.name,
    ),
  );
}

function sums(totals: MoneyTotals): string | null {
  return joined(totals.sums.map(sum));
}

/** A number where it can be one without loss; amounts are exact. */
function exact(amount: string | undefined): string | number | null {
  if (amount === undefined) return null;
  return String(Number(amount)) === amount ? Number(amount) : amount;
}
