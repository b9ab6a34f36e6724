/** One thing: its page, whom it might work with, and what happened to the map. */
import { expect } from "vitest";
import type {
  Diff,
  EntityAnswer,
  HistoryEntry,
  InitiativeRow,
  Neighborhood,
  Overlap,
  PartnerMethod,
  PartnerSuggestion,
  Partners,
} from "../../src/api/types";
import { type Any, type Ask, texts, view } from "./view";

interface Line {
  name: string;
  amount: string | null;
  currency: string | null;
  confidence: string | null;
}

type Differing = Diff["added"][number] & { how: string };
type Near = Neighborhood["nodes"][number];
type Suggested = PartnerSuggestion & { list: number; place: number };

/** The funder that supports the most. */
async function funder(ask: Ask): Promise<string> {
  const { funders } = await ask<Overlap>("/analysis/overlap?null=none&limit=1");
  return funders[0]?.funder.id ?? "";
}

/** The initiative with the most ties to others. */
async function initiative(ask: Ask): Promise<string> {
  const all = await ask.all<InitiativeRow>("/initiatives");
  return all.reduce((best, each) =>
    each.linked_initiatives > best.linked_initiatives ? each : best,
  ).id;
}

async function lines(ask: Ask): Promise<Line[]> {
  const id = await funder(ask);
  const { ties, milestones } = await ask<EntityAnswer>(`/entities/${id}`);
  return [
    ...ties.map(({ from, to, funding, confidence }) => ({
      name: from.id === id ? to.name : from.name,
      amount: funding?.amount[0]?.value.amount ?? null,
      currency: funding?.amount[0]?.value.currency ?? null,
      confidence,
    })),
    ...milestones.map(({ title, amount }) => ({
      name: title[0]?.value ?? "",
      amount: amount[0]?.value.amount ?? null,
      currency: amount[0]?.value.currency ?? null,
      confidence: title[0]?.provenance.confidence ?? null,
    })),
  ];
}

async function suggested(ask: Ask): Promise<Suggested[]> {
  const { lists } = await ask<Partners>(`/analysis/partners/${await initiative(ask)}?limit=10`);
  return lists.flatMap(({ suggestions }, list) =>
    suggestions.map((suggestion, at) => ({ ...suggestion, list, place: at + 1 })),
  );
}

function score(name: string, method: PartnerMethod) {
  return {
    name,
    of: ({ scores }: Suggested) => scores.find((each) => each.method === method)?.value ?? null,
  };
}

async function near(ask: Ask): Promise<Near[]> {
  const id = await funder(ask);
  const { nodes } = await ask<Neighborhood>(`/entities/${id}/neighborhood?depth=1&limit=300`);
  return nodes.filter((node) => node.id !== id);
}

export const THINGS: Any[] = [
  view<Near>({
    name: "what is around a funder",
    address: async (ask) => `network?ego=${await funder(ask)}`,
    rows: near,
    list: true,
    anyOrder: true,
    columns: [
      { name: "Name", of: ({ name }) => name },
      { name: "Steps away", of: ({ distance }) => distance },
    ],
    chart: async (page, rows) => {
      expect(await page.locator("#around svg path.step-1").count()).toBe(rows.length);
    },
  }),
  view<Differing>({
    name: "what changed since an edition",
    address: "diff?since=2026-11",
    guide: true,
    rows: async (ask) => {
      const diff = await ask<Diff>("/editions/2026-11/diff/now");
      return (["added", "removed", "changed"] as const).flatMap((how) =>
        diff[how].map((record) => ({ ...record, how })),
      );
    },
    at: 1,
    anyOrder: true,
    columns: [
      { name: "Record", of: ({ name }) => name },
      { name: "What happened", of: ({ how }) => how },
    ],
  }),
  view<Line>({
    name: "the page of a funder",
    address: async (ask) => `organizations/${await funder(ask)}`,
    rows: lines,
    columns: [
      { name: "With whom, or what", of: ({ name }) => name },
      { name: "Amount", of: ({ amount }) => amount },
      { name: "Currency", of: ({ currency }) => currency },
      { name: "Confidence", of: ({ confidence }) => confidence },
    ],
    table: false,
    words: async (page, rows, ask) => {
      const { ties } = await ask<EntityAnswer>(`/entities/${await funder(ask)}`);
      const groups = await texts("section[aria-labelledby=ties] h3 .soft")(page);
      const sum = groups.reduce((all, each) => all + Number(each.replaceAll(",", "")), 0);
      expect(sum, "every tie stands in one group").toBe(ties.length);
      expect(rows.length).toBeGreaterThanOrEqual(ties.length);
    },
  }),
  view<Suggested>({
    name: "suggested partners",
    address: async (ask) => `partners?id=${await initiative(ask)}`,
    rows: suggested,
    columns: [
      { name: "Place", of: ({ place }) => place },
      { name: "Name", of: ({ partner }) => partner.name },
      { name: "Difference", of: ({ complementarity }) => complementarity?.value ?? null },
      score("rare things in common", "resource_allocation"),
      score("things in common", "common_neighbors"),
      score("popularity", "popularity"),
    ],
    table: false,
    words: async (page, rows) => {
      const names = await texts("main .lists article h3")(page);
      expect(names.length).toBe(rows.length);
      const other = rows.filter(({ partner }, at) => !names[at]?.includes(partner.name));
      expect(other.slice(0, 3), "in the order of the API").toEqual([]);
    },
  }),
  view<HistoryEntry>({
    name: "the log",
    address: async () => "history",
    rows: async (ask) => (await ask<{ entries: HistoryEntry[] }>("/changes?limit=50")).entries,
    columns: [
      { name: "Change", of: ({ position }) => position },
      { name: "When", of: ({ time }) => time },
      { name: "Who", of: ({ author }) => author },
      { name: "Why", of: ({ message }) => message },
      { name: "Changes", of: ({ changes }) => changes },
      { name: "Undoes", of: ({ undoes }) => undoes ?? null },
    ],
    table: false,
    words: async (page, rows) => {
      expect(await texts("main ol > li strong")(page)).toEqual(rows.map(({ message }) => message));
    },
  }),
];
