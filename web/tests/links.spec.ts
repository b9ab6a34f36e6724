/** A copied link shows the same to somebody else; Back and Forward bring what one left. */
import { createHash } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BASE, launch, path, settled, visit } from "./browser";

/** Views with options and filters of their own. */
const ADDRESSES = [
  "",
  "/initiatives?known=funder&sort=-funders",
  "/organizations?role=funder&sort=-supports",
  "/goals?sort=-initiatives",
  "/milestones?status=met&year=2019",
  "/ties?kind=funds&known=amount",
  "/pairs?known=same-goal",
  "/sources",
  "/overlap?mode=at-least&sort=degree&top=8",
  "/overlap?null=hypergeometric&tab=matrix&show=chart",
  "/overlap?tab=flow&show=table",
  "/overlap?sel=lumina-foundation,walmart-walmart-foundation",
  "/gaps?rows=goal&columns=lead-sort&below=4",
  "/coordination?tab=groups&show=table",
  "/coordination?tab=ties&missing=2",
  "/timeline?columns=quarter&group=funder",
  "/timeline?tab=pace&show=table",
  "/network?mode=one&colour=community&size=betweenness",
  "/network?ego=lumina-foundation&steps=2",
  "/compare?a=lumina-foundation&b=walmart-walmart-foundation&c=google-googleorg",
  "/connect?show=table&a=lumina-foundation&b=credential-engine",
  "/partners?id=credential-engine-initiative",
  "/report-card?show=table",
  "/initiatives/credential-registry",
  "/goals/build-credential-transparency-infrastructure",
];

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** What a reader sees: the words, the tables, and every pixel of a canvas. */
async function seen(page: Page) {
  const words = await page.locator("main").innerText();
  const tables = await page.locator("main table").allInnerTexts();
  const drawn = await page
    .locator("main canvas")
    .evaluateAll((all) => all.map((each) => (each as HTMLCanvasElement).toDataURL()));
  const hashes = drawn.map((data) => createHash("sha256").update(data).digest("hex"));
  return { words, tables, hashes };
}

describe("a copied link", () => {
  it.each(ADDRESSES)("of `%s` shows the same in another browser", async (address) => {
    const { page, faults, close } = await visit(browser, `/e/now${address}`, CLIPBOARD);
    await page.locator("#cite").click();
    await page.locator("#copy-link").click();
    await page.locator("#copy-link", { hasText: "✓" }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await page.keyboard.press("Escape");
    const before = await seen(page);
    expect(faults).toEqual([]);
    await close();

    expect(link.startsWith(`${BASE}/e/@`)).toBe(true);
    const pinned = link.slice(BASE.length);
    const other = await visit(browser, pinned);
    expect(path(other.page)).toBe(pinned);
    const after = await seen(other.page);
    // The one is called by its name, the other by where it stands in the log.
    const named = (words: string) =>
      words.replaceAll(/The map as it is now|The map after change \d+, \d+ \w+ \d{4}/g, "The map");
    expect(named(after.words)).toBe(named(before.words));
    expect(after.tables).toEqual(before.tables);
    expect(after.hashes).toEqual(before.hashes);
    expect(other.faults).toEqual([]);
    await other.close();
  });
});

describe("Back and Forward", () => {
  it("bring the filter, the place on the page and the focus", async () => {
    const { page, close } = await visit(browser, "/e/now/initiatives");
    await page.locator('#facets input[type="checkbox"]').first().check();
    await settled(page);
    const filtered = path(page);
    expect(filtered).toContain("goal=");
    const link = page.locator("tbody th a").last();
    await link.focus();
    await link.scrollIntoViewIfNeeded();
    const href = await link.getAttribute("href");
    const scroll = await page.evaluate(() => scrollY);
    await page.keyboard.press("Enter");
    await settled(page);
    expect(path(page)).toBe(href);
    await page.goBack();
    await settled(page);
    expect(path(page)).toBe(filtered);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("href")))
      .toBe(href);
    expect(Math.abs((await page.evaluate(() => scrollY)) - scroll)).toBeLessThan(3);
    await page.goForward();
    await settled(page);
    expect(path(page)).toBe(href);
    await page.goBack();
    await page.goBack();
    await settled(page);
    expect(path(page)).toBe("/e/now/initiatives");
    expect(await page.locator('#facets input[type="checkbox"]').first().isChecked()).toBe(false);
    await close();
  });

  it("bring what was selected", async () => {
    const { page, close } = await visit(browser, "/e/now/gaps?show=chart");
    await page.locator("[role=grid] td").first().click();
    await settled(page);
    const selected = path(page);
    const words = await page.locator("section:has(> h3[tabindex='-1'])").innerText();
    await page.locator("nav a", { hasText: "Goals" }).click();
    await settled(page);
    await page.goBack();
    await settled(page);
    expect(path(page)).toBe(selected);
    expect(await page.locator("section:has(> h3[tabindex='-1'])").innerText()).toBe(words);
    await close();
  });
});
