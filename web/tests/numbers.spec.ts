/** Chart, table, file and the API's answer have the same numbers, on every view of three maps. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BASE, EMPTY, go, LARGE, launch, visit } from "./browser";
import { LISTS } from "./numbers/lists";
import { OVERLAP } from "./numbers/overlap";
import { SIDE_BY_SIDE } from "./numbers/sides";
import { THINGS } from "./numbers/things";
import { type Any, type Ask, ask, expectFile, expectTable, fileOf, tableOn } from "./numbers/view";
import { WORK } from "./numbers/work";

const VIEWS = [...LISTS, ...OVERLAP, ...SIDE_BY_SIDE, ...THINGS, ...WORK];

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function addressOf({ address }: Any, show: "chart" | "table", api: Ask): Promise<string> {
  const below = typeof address === "string" ? address : await address(api);
  return `/e/now/${below}${below.includes("?") ? "&" : "?"}show=${show}`;
}

async function holds(view: Any, base: string): Promise<void> {
  const api = ask(base);
  const rows = await view.rows(api);
  expect(rows.length, "there is something to hold it to").toBeGreaterThan(0);
  const { page, faults, close } = await visit(
    browser,
    await addressOf(view, "table", api),
    {},
    base,
  );
  expectFile(await fileOf(page, view.save), rows, view);
  if (view.table !== false) expectTable(await tableOn(page, view.at), rows, view);
  await view.words?.(page, rows, api);
  if (view.list && rows.length > 200) {
    const rest = Math.min(200, rows.length - 200);
    expect(await page.locator("main").innerText()).toContain(`: ${rest}`);
  }
  if (view.chart) {
    await go(page, await addressOf(view, "chart", api), base);
    await view.chart(page, rows, api);
    expectFile(await fileOf(page, view.save), rows, view);
    await page.locator("#export").click();
    expect(await page.locator("#save-svg").count(), "a chart is a picture").toBe(1);
  }
  expect(faults).toEqual([]);
  await close();
}

describe("on the map of the guide", () => {
  it.each(VIEWS)("$name", (view) => holds(view, BASE));
});

describe.runIf(LARGE)("on a map of 5,000 initiatives", () => {
  it.each(VIEWS.filter(({ guide }) => !guide))("$name", (view) => holds(view, LARGE ?? BASE));
});

describe.runIf(EMPTY)("on an empty map", () => {
  const everywhere = VIEWS.filter(({ guide }) => !guide).map(({ address }) => address);
  const addresses = [...new Set(everywhere.filter((each) => typeof each === "string"))];
  it.each(addresses)("`%s` makes no number of nothing, and gives nothing away", async (address) => {
    const { page, faults, close } = await visit(browser, `/e/now/${address}`, {}, EMPTY);
    expect(await page.locator("#export").count()).toBe(0);
    expect(await page.locator("main tbody tr, main figure").count()).toBe(0);
    expect(await page.locator("main").innerText()).not.toMatch(/(^|\D)0(\D|$)/);
    expect(faults).toEqual([]);
    await close();
  });
});
