/** Overlap and compare: the numbers of the page beside the API's. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Intersections, Overlap } from "../src/api/types";
import { answer, EMPTY, go, launch, path, settled, tabTo, visit } from "./browser";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe("combinations", () => {
  it("are walked by arrows, opened with Enter, and compared", async () => {
    const { page, close } = await visit(browser, "/e/now/overlap?show=chart");
    await tabTo(page, "[role=grid] td");
    const columns = page.locator("tr.bars td");
    const degree = (at: number) => page.locator(`tr td:nth-child(${at + 2}) circle.in`).count();
    let at = 0;
    while ((await degree(at)) !== 2) {
      await page.keyboard.press("ArrowRight");
      at += 1;
    }
    const said = (await columns.nth(at).locator(".said").innerText()).match(/(\d+) things?$/);
    await page.keyboard.press("Enter");
    await settled(page);
    expect(await page.locator("#members li").count()).toBe(Number(said?.[1]));
    await tabTo(page, "#compare-these");
    await page.keyboard.press("Enter");
    await settled(page);
    expect(path(page)).toMatch(/^\/e\/now\/compare\?a=[^&]+&b=[^&]+$/);
    await close();
  });

  it("of at least these hold what exactly these hold, and more", async () => {
    const { page, close } = await visit(browser, "/e/now/overlap?show=chart");
    const first = () => page.locator("tr.bars td .said").first().innerText();
    const exact = Number((await first()).match(/(\d+) things?$/)?.[1]);
    await page.locator("#count").selectOption("atLeast");
    await settled(page);
    expect(path(page)).toContain("mode=at-least");
    expect(Number((await first()).match(/(\d+) things?$/)?.[1])).toBeGreaterThan(exact);
    await close();
  });
});

describe("chance", () => {
  it("names its null model, seed and samples, and what it says of each pair", async () => {
    const words = "null=sdsm&seed=7";
    const told = await answer<Overlap>(`/analysis/overlap?${words}`);
    const { page, faults, close } = await visit(
      browser,
      `/e/now/overlap?${words}&tab=matrix&show=table`,
    );
    expect(await page.locator("#chance").innerText()).toContain(
      `Among ${told.chance?.tests} pairs`,
    );
    expect(await page.locator("#chance").innerText()).toContain("Held against sdsm");
    const first = told.pairs[0];
    const row = page.locator("tbody tr").first();
    expect(await row.innerText()).toContain(first?.a_name ?? "?");
    expect(await row.innerText()).toContain(first?.expected?.toFixed(2) ?? "?");
    expect(await page.locator("tbody tr").count()).toBe(told.pairs.length);
    expect(faults).toEqual([]);
    await close();
  });

  it("is asked anew when the form is sent", async () => {
    const { page, close } = await visit(browser, "/e/now/overlap?null=none&tab=matrix");
    expect(await page.locator("#chance").innerText()).toContain("left out");
    await page.locator("#null-model").selectOption("hypergeometric");
    await page.locator("#ask-chance").click();
    await settled(page);
    expect(path(page)).toContain("null=hypergeometric");
    expect(await page.locator("#chance").innerText()).toContain("hypergeometric");
    await close();
  });
});

it("leads from a band of the flow to exactly its initiatives, the unknown too", async () => {
  const { page, close } = await visit(browser, "/e/now/overlap?show=chart&tab=flow");
  const bands = page.locator("svg[role=group] a:has(path)");
  for (const at of [0, (await bands.count()) - 1]) {
    await go(page, "/e/now/overlap?show=chart&tab=flow");
    const said = (await bands.nth(at).getAttribute("aria-label"))?.match(/(\d+) initiatives?$/);
    await bands.nth(at).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("h1:text('Initiatives')");
    await settled(page);
    expect(await page.locator("tbody tr").count()).toBe(Number(said?.[1]));
  }
  await close();
});

it("compares three by their combinations, and takes one away", async () => {
  const { sets } = await answer<Intersections>("/analysis/intersections?limit=1");
  const [a, b, c] = sets.map(({ holder }) => holder.id);
  const told = await answer<Intersections>(`/analysis/intersections?of=${a},${b},${c}`);
  const { page, faults, close } = await visit(browser, `/e/now/compare?a=${a}&b=${b}&c=${c}`);
  for (const { of, exclusive } of told.combinations.filter(({ exclusive }) => exclusive > 0)) {
    const list = page.locator(`[id="list-${of.join(" ")}"] ~ ul li`);
    expect(await list.count()).toBe(exclusive);
  }
  await page
    .getByRole("button", { name: /^Remove/ })
    .last()
    .click();
  await settled(page);
  expect(path(page)).toBe(`/e/now/compare?a=${a}&b=${b}`);
  expect(faults).toEqual([]);
  await close();
});

describe("where something is missing", () => {
  it("says what to do before anything is compared", async () => {
    const { page, close } = await visit(browser, "/e/now/compare");
    expect(await page.locator("main").innerText()).toContain("Name two to four");
    await close();
  });

  it("says that one of another kind cannot stand beside it", async () => {
    const { pairs } = await answer<Overlap>("/analysis/overlap?null=none&limit=1");
    const { page, close } = await visit(
      browser,
      `/e/now/compare?a=${pairs[0]?.a}&b=credential-engine-initiative`,
    );
    expect(await page.locator("main").innerText()).toContain("cannot stand beside it");
    await close();
  });

  it("shows a shape while it waits, and says so when the server does not answer", async () => {
    const { page, close } = await visit(browser, "/e/now/goals");
    await page.route("**/api/v1/analysis/overlap*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      await route.abort();
    });
    await page.locator("nav a", { hasText: "Overlap" }).click();
    await page.waitForSelector(".skeleton");
    await page.waitForSelector('[role="alert"]');
    expect(await page.locator('[role="alert"]').first().innerText()).toContain("does not answer");
    await page.unroute("**/api/v1/analysis/overlap*");
    await page.getByRole("button", { name: "Try again" }).first().click();
    await page.waitForSelector("[role=grid], main table");
    await close();
  });

  it.skipIf(EMPTY === undefined)("is an empty map: no number made of nothing", async () => {
    for (const tab of ["", "?tab=matrix", "?tab=flow", "?of=initiatives"]) {
      const { page, faults, close } = await visit(browser, `/e/now/overlap${tab}`, {}, EMPTY);
      expect(await page.locator("main").innerText(), tab).toMatch(/No .+ on the map yet/);
      expect(faults).toEqual([]);
      await close();
    }
  });
});
