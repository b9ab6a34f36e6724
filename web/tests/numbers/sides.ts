/** Two things side by side: circles, lists and file against the report on the pair. */
import { expect } from "vitest";
import type { EntityRef, Overlap, OverlapPair, PairReport } from "../../src/api/types";
import { type Any, type Ask, texts, view } from "./view";

interface Held {
  what: string;
  part: string;
}

/** The two funders that share the most. */
async function pairOf(ask: Ask): Promise<OverlapPair> {
  const { pairs } = await ask<Overlap>("/analysis/overlap?null=none&limit=1000");
  const most = pairs.reduce((best, pair) => (pair.shared > best.shared ? pair : best));
  return most;
}

async function report(ask: Ask): Promise<PairReport> {
  const { a, b } = await pairOf(ask);
  return ask<PairReport>(`/analysis/overlap/${a}/${b}?null=none`);
}

async function held(ask: Ask): Promise<Held[]> {
  const pair = await report(ask);
  const part = (items: EntityRef[], part: string) =>
    items.map(({ name }) => ({ what: name, part }));
  return [
    ...part(pair.only_a, `Only ${pair.a.name}`),
    ...part(pair.both, "Both"),
    ...part(pair.only_b, `Only ${pair.b.name}`),
    ...part(pair.apart, "Both, at different times"),
  ];
}

export const SIDE_BY_SIDE: Any[] = [
  view<Held>({
    name: "two side by side",
    address: async (ask) => {
      const { a, b } = await pairOf(ask);
      return `compare?a=${a}&b=${b}`;
    },
    rows: held,
    columns: [
      { name: "thing", of: ({ what }) => what },
      { name: "Part", of: ({ part }) => part },
    ],
    table: false,
    chart: async (page, _rows, ask) => {
      const pair = await report(ask);
      const both = pair.both.length + pair.apart.length;
      const drawn = (await page.locator("main .top svg text").allTextContents()).map(Number);
      const sizes = [pair.only_a.length, both, pair.only_b.length];
      expect(drawn).toEqual(sizes.filter((size) => size > 0));
      await page.locator("main .top button", { hasText: "Table" }).click();
      const twin = await texts("main .top tbody td")(page);
      expect(twin.map(Number)).toEqual(sizes);
    },
  }),
];
