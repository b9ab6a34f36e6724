/** A map with nothing on it: what is missing, how to begin, and no number made of nothing. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY, launch, violations, visit } from "./browser";

const VIEWS = [
  "",
  "/initiatives",
  "/organizations",
  "/goals",
  "/overlap",
  "/gaps",
  "/coordination",
  "/network",
  "/milestones",
  "/ties",
  "/pairs",
  "/sources",
  "/care",
  "/duplicates",
];

/** Views with words of their own for a map with nothing on it, and the tools. */
const OTHERS = [
  "/timeline",
  "/compare",
  "/connect",
  "/partners",
  "/diff",
  "/data",
  "/import",
  "/edit",
  "/history",
  "/about",
];

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.skipIf(EMPTY === undefined)("on an empty map", () => {
  it.each(VIEWS)("/e/now%s says what is missing and how to import it", async (view) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, faults, close } = await visit(browser, `/e/now${view}`, { colorScheme }, EMPTY);
      const words = await page.locator("main").innerText();
      expect(words).toMatch(/No .+ on the map yet/);
      expect(words).toContain("waymark import");
      expect(words, "shows a zero as if it were known").not.toMatch(/(^|\D)0(\D|$)/);
      expect(await violations(page)).toEqual([]);
      expect(faults).toEqual([]);
      await close();
    }
  });

  it("has these views in its navigation, and no others", async () => {
    const { page, close } = await visit(browser, "/", {}, EMPTY);
    expect(new URL(page.url()).pathname).toBe("/e/now");
    const links = await page
      .locator("nav a")
      .evaluateAll((all) => all.map((each) => each.getAttribute("href")));
    const views = [...VIEWS, ...OTHERS];
    expect(links.filter((href) => !views.includes(href?.replace("/e/now", "") ?? "?"))).toEqual([]);
    await close();
  });
});
