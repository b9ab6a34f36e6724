/** The directories and the lists of facts. */
import type {
  Coordination,
  GoalRow,
  InitiativeRow,
  Milestone,
  OrganizationRow,
  SourceRow,
  Tie,
  TiedPair,
} from "../../src/api/types";
import { type Any, view } from "./view";

/** None is not a number of a list: nobody knows that there are none. */
const known = (n: number) => (n > 0 ? n : null);

export const LISTS: Any[] = [
  view<InitiativeRow>({
    name: "initiatives",
    address: "initiatives",
    rows: (ask) => ask.all("/initiatives"),
    list: true,
    columns: [
      {
        name: "Initiative",
        of: ({ name }) => name,
        said: ({ name, part_of: wholes }) =>
          wholes.length > 0
            ? `${name} part of ${wholes.map((each) => each.name).join(", ")}`
            : name,
      },
      { name: "Id", of: ({ id }) => id, head: null },
      { name: "Known funders", of: ({ funders }) => known(funders.length) },
      {
        name: "Known milestones",
        of: ({ milestones }) => known(milestones),
        said: ({ milestones, milestones_met: met }) =>
          milestones > 0 ? `${met} of ${milestones} met` : "unknown",
      },
      {
        name: "Known ties to other initiatives",
        head: "Known ties to others",
        of: ({ linked_initiatives: linked }) => known(linked),
      },
      { name: "Began", of: ({ start }) => start ?? null, head: null },
      { name: "Stage from", of: ({ stage }) => stage?.low ?? null, head: null },
      { name: "Stage to", of: ({ stage }) => stage?.high ?? null, head: null },
    ],
  }),
  view<OrganizationRow>({
    name: "organizations",
    address: "organizations",
    rows: (ask) => ask.all("/organizations"),
    list: true,
    columns: [
      { name: "Organization", of: ({ name }) => name },
      { name: "Sort", of: ({ sort }) => sort ?? null },
      { name: "Known to support", of: ({ supports }) => known(supports) },
      { name: "Known to lead", of: ({ leads }) => known(leads) },
      { name: "Ties", of: ({ ties }) => ties },
      { name: "Amounts known", of: ({ given }) => given.amounts.known, head: null },
      { name: "Amounts in all", of: ({ given }) => given.amounts.of, head: null },
    ],
  }),
  view<GoalRow>({
    name: "goals",
    address: "goals",
    rows: (ask) => ask.all("/goals"),
    list: true,
    columns: [
      {
        name: "Goal",
        of: ({ name }) => name,
        said: ({ name, description }) => `${name} ${description ?? ""}`,
      },
      { name: "Order", of: ({ order }) => order ?? null },
      {
        name: "Initiatives",
        of: ({ initiatives_stated: stated, initiatives_inferred: inferred }) => stated + inferred,
        said: ({ initiatives_stated: stated, initiatives_inferred: inferred }) =>
          `${stated + inferred} ${inferred > 0 ? `${inferred} ≈ inferred` : ""}`,
      },
      { name: "Known funders", of: ({ funders }) => known(funders) },
      {
        name: "Initiatives with a known funder",
        of: ({ initiatives_with_funder: funded }) => funded.known,
        said: ({ initiatives_with_funder: funded }) => `${funded.known} of ${funded.of}`,
      },
      { name: "Known milestones", of: ({ milestones }) => known(milestones) },
    ],
  }),
  view<Milestone>({
    name: "milestones",
    address: "milestones",
    rows: (ask) => ask.all("/milestones"),
    table: false,
    columns: [
      { name: "Id", of: ({ id }) => id },
      { name: "Milestone", of: ({ title }) => title[0]?.value ?? null },
      { name: "Due", of: ({ due }) => due[0]?.value ?? null },
      { name: "Done", of: ({ done }) => done[0]?.value ?? null },
      { name: "Status", of: ({ status }) => status[0]?.value ?? null },
      { name: "Amount", of: ({ amount }) => amount[0]?.value.amount ?? null },
    ],
  }),
  view<Tie>({
    name: "ties",
    address: "ties?kind=funds",
    rows: (ask) => ask.all("/ties?kind=funds"),
    table: false,
    columns: [
      { name: "Id", of: ({ id }) => id },
      { name: "From", of: ({ from }) => from.name },
      { name: "To", of: ({ to }) => to.name },
      { name: "When", of: ({ date }) => date[0]?.value ?? null },
      { name: "Amount", of: ({ funding }) => funding?.amount[0]?.value.amount ?? null },
      { name: "Confidence", of: ({ confidence }) => confidence },
    ],
  }),
  view<TiedPair>({
    name: "pairs",
    address: "pairs",
    rows: async (ask) => (await ask<Coordination>("/analysis/coordination")).pairs,
    table: false,
    columns: [
      { name: "Initiative", of: ({ a }) => a.name },
      { name: "Other initiative", of: ({ b }) => b.name },
      { name: "Ties", of: ({ ties }) => ties.length },
      {
        name: "Goals in common",
        of: ({ goals }) => goals.map(({ name }) => name).join("; ") || null,
      },
    ],
  }),
  view<SourceRow>({
    name: "sources",
    address: "sources",
    rows: (ask) => ask.all("/sources"),
    list: true,
    columns: [
      { name: "Source", of: ({ title }) => title },
      { name: "Publisher", of: ({ publisher }) => publisher ?? null },
      { name: "Licence", of: ({ licence }) => licence ?? null },
      { name: "Records with a fact from it", of: ({ records }) => records },
    ],
  }),
];
