/** How two things are connected: the ways on the page are the API's, with keyboard and mouse. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Paths } from "../src/api/types";
import { answer, go, launch, path, settled, tabTo, visit } from "./browser";

const A = "credential-engine-initiative";
const B = "midwest-credential-transparency-alliance";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

function api(): Promise<Paths> {
  return answer<Paths>(`/paths?start=${A}&end=${B}`);
}

describe("how two things are connected", () => {
  it("is found by keyboard alone: both ends by name, then the ways and their evidence", async () => {
    const { paths, sources } = await api();
    const { page, faults, close } = await visit(browser, "/e/now/connect");
    expect(await page.locator("main").innerText()).toContain("Pick two things");
    await tabTo(page, "#from");
    await page.keyboard.type("Credential Engine");
    await page.waitForSelector("#from-hit-0");
    const names = await page.locator("#from-results li").allInnerTexts();
    const wanted = names.findIndex((each) => /^Credential Engine\s+Initiative/.test(each.trim()));
    for (let step = 0; step < wanted; step += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await settled(page);
    expect(path(page)).toBe(`/e/now/connect?a=${A}`);
    await tabTo(page, "#to");
    await page.keyboard.type("Midwest Credential");
    await page.waitForSelector("#to-hit-0");
    await page.keyboard.press("Enter");
    await settled(page);
    expect(path(page)).toBe(`/e/now/connect?a=${A}&b=${B}`);
    const rows = await page.locator("ol.ways > li").count();
    expect(rows).toBe(paths.length);
    await tabTo(page, "ol.ways > li:first-child > button");
    await page.keyboard.press("Enter");
    const evidence = await page.locator("ol.ways > li:first-child .evidence").innerText();
    for (const { tie } of paths[0]?.steps ?? []) {
      const source = tie.stated[0] ? sources[tie.stated[0].source] : undefined;
      expect(evidence).toContain(source?.title ?? "no source");
    }
    expect(faults).toEqual([]);
    await close();
  });

  it("can be picked by mouse, turned round, and has the API's steps as words and as a table", async () => {
    const { paths } = await api();
    const { page, close } = await visit(browser, `/e/now/connect?a=${A}`);
    await page.locator("#to").fill("Midwest Credential");
    await page.locator("#to-hit-0").click();
    await settled(page);
    for (const [at, { steps }] of paths.entries()) {
      const words = await page.locator("ol.ways > li").nth(at).locator(".chips").innerText();
      for (const { to } of steps) expect(words).toContain(to.name);
    }
    const drawn = new Set(paths.flatMap(({ steps }) => steps.flatMap((s) => [s.from.id, s.to.id])));
    expect(await page.locator('svg[role="group"] a').count()).toBe(drawn.size);
    await page.getByRole("button", { name: "Table" }).click();
    const steps = paths.flatMap((each) => each.steps);
    expect(await page.locator("tbody tr").count()).toBe(steps.length);
    await page.locator("#swap").click();
    await settled(page);
    expect(path(page)).toBe(`/e/now/connect?show=table&a=${B}&b=${A}`);
    await close();
  });

  it("says what it means that no way is known, and that both ends are the same", async () => {
    const { page, close } = await visit(browser, `/e/now/connect?a=${A}&b=joyce-foundation`);
    const found = await answer<Paths>(`/paths?start=${A}&end=joyce-foundation`);
    expect(found.paths).toEqual([]);
    expect(await page.locator("main").innerText()).toContain("does not mean that nobody could");
    await go(page, `/e/now/connect?a=${A}&b=${A}`);
    expect(await page.locator("main").innerText()).toContain("Both ends are the same");
    await close();
  });

  it("names who could introduce them, as the API does", async () => {
    const { lists } = await answer<{
      lists: {
        suggestions: { partner: { id: string }; introductions: { sentence: string }[] }[];
      }[];
    }>(`/analysis/partners/${A}?limit=1000`);
    const suggestion = lists
      .flatMap((list) => list.suggestions)
      .find(({ partner }) => partner.id === B);
    const { page, close } = await visit(browser, `/e/now/connect?a=${A}&b=${B}`);
    const said = await page.locator("#introducers + .answer").innerText();
    expect(suggestion?.introductions.length).toBeGreaterThan(0);
    for (const { sentence } of suggestion?.introductions ?? []) expect(said).toContain(sentence);
    await close();
  });

  it("says when an end is not on the map, and when the server does not answer", async () => {
    const { page, close } = await visit(browser, "/e/now/connect?a=no-such-thing");
    expect(await page.locator('[role="alert"]').innerText()).toContain("no-such-thing");
    await page.route("**/api/v1/paths*", (route) => route.abort());
    await go(page, `/e/now/connect?a=${A}&b=${B}`);
    expect(await page.locator('[role="alert"]').innerText()).toContain("does not answer");
    await page.unroute("**/api/v1/paths*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForSelector("ol.ways > li");
    await close();
  });
});
