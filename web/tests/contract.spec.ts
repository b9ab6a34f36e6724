import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, settled, violations, visit } from "./browser";

const LISTS = [
  "/e/now",
  "/e/now/initiatives",
  "/e/now/organizations?role=funder",
  "/e/now/goals",
  "/e/now/milestones",
  "/e/now/ties?kind=serves",
  "/e/now/pairs",
  "/e/now/initiatives?confidence=verified&ids=no-such-one&known=goal",
  "/e/now/sources",
  "/e/now/initiatives/credential-engine",
  "/e/now/organizations/lumina-foundation",
  "/e/now/edit",
  "/e/now/edit?kind=tie",
  "/e/now/edit?id=credential-registry",
  "/e/now/initiatives/no-such-thing",
  "/e/now/nowhere",
  "/e/now/initiatives?goal=no-such-goal",
  "/e/now/diff?since=2026-11",
  "/e/now/diff?since=2019-01",
  "/e/now/timeline?tab=pace&show=chart",
  "/e/now/timeline?tab=stages&show=chart",
  "/e/now/history",
  "/e/now/connect",
  "/e/now/connect?a=lumina-foundation&b=joyce-foundation",
  "/e/now/import",
  "/e/now/data",
  "/e/now/data?format=initiatives&goal=build-credential-transparency-infrastructure",
  "/embed/e/now/gaps?show=table",
  "/e/now/initiatives/credential-engine-initiative",
  "/e/now/goals/accelerate-ecosystem-developments-through-alignment-and-alliances",
  "/e/now/goals/build-credential-transparency-infrastructure?id=lumina-foundation",
  "/e/now/partners",
  "/e/now/partners?id=credential-engine-initiative",
  "/e/now/about",
  "/e/now/care",
  "/e/now/duplicates",
  "/e/now/care?reason=conflict",
];
const CHARTS = [
  "/e/now/timeline",
  "/e/now/overlap",
  "/e/now/gaps",
  "/e/now/network",
  "/e/now/report-card",
];
/** Each part of coordination, and gaps with everything open. */
const PARTS = [
  "/e/now/coordination?tab=goals",
  "/e/now/coordination?tab=groups",
  "/e/now/coordination?tab=between",
  "/e/now/coordination?tab=missed",
  "/e/now/coordination?tab=ties",
  "/e/now/gaps?columns=guide-membership&measure=expected&tab=exit&without=lumina-foundation&sel=build-credential-transparency-infrastructure,confirmed",
  "/e/now/gaps?rows=stage&columns=goal&tab=support",
];
const AROUND = "/e/now/network?ego=lumina-foundation&steps=2";
const OVERLAP = [
  "/e/now/overlap?show=chart&tab=matrix",
  "/e/now/overlap?show=table&tab=matrix",
  "/e/now/overlap?show=chart&tab=flow",
  "/e/now/overlap?sel=lumina-foundation,walmart-walmart-foundation",
  "/e/now/compare",
  "/e/now/compare?a=lumina-foundation&b=walmart-walmart-foundation",
  "/e/now/compare?a=lumina-foundation&b=walmart-walmart-foundation&c=google-googleorg",
];
const ROUTES = [
  ...OVERLAP,
  ...LISTS,
  ...CHARTS.flatMap((path) => [`${path}?show=chart`, `${path}?show=table`]),
  ...PARTS.flatMap((path) => [`${path}&show=chart`, `${path}&show=table`]),
  ...["chart", "table"].map((show) => `${AROUND}&show=${show}`),
  "/e/now/connect?show=chart&a=lumina-foundation&b=credential-engine",
  "/e/now/connect?show=table&a=lumina-foundation&b=credential-engine",
];
const WIDTHS = [1280, 320];

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe("every route", () => {
  it.each(ROUTES)("%s keeps the contract, wide and narrow, light and dark", async (path) => {
    for (const width of WIDTHS) {
      const { page, faults, close } = await visit(browser, path, {
        viewport: { width, height: 800 },
      });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const where = `${path} at ${width} in ${colorScheme}`;
        expect(await violations(page), where).toEqual([]);
        expect(await sideways(page), `${where} scrolls sideways by`).toBe(0);
      }
      expect(
        faults.filter((fault) => !expected(path, fault)),
        `${path} at ${width}`,
      ).toEqual([]);
      if (width === 320) {
        expect(await spacedOut(page, sideways), `${path} with more space scrolls by`).toBe(0);
        await lengthen(page);
        expect(await sideways(page), `${path} with longer words scrolls by`).toBe(0);
      }
      await close();
    }
  });
});

it("finds its open notes without fault too", async () => {
  const { page, close } = await visit(browser, "/e/now/initiatives/credential-engine");
  for (const button of await page.locator(".cite").all()) await button.click();
  expect(await violations(page)).toEqual([]);
  await close();
});

it("shows where the focus is on every control, clear of what sticks", async () => {
  const { page, close } = await visit(browser, "/e/now/initiatives");
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const ring = await page.evaluate(() => {
      const active = document.activeElement as HTMLElement;
      const width = (each: Element | null) => {
        const style = each ? getComputedStyle(each) : null;
        return !style || style.outlineStyle === "none" ? 0 : Number.parseFloat(style.outlineWidth);
      };
      const box = active.getBoundingClientRect();
      return {
        html: active.outerHTML.slice(0, 100),
        width: Math.max(width(active), width(active.closest("label"))),
        inView: box.bottom > 0 && box.top < innerHeight,
      };
    });
    expect(ring.width, ring.html).toBeGreaterThanOrEqual(2);
    expect(ring.inView, ring.html).toBe(true);
  }
  await close();
});

it("gives buttons and fields at least 24 pixels", async () => {
  for (const path of [
    "/e/now",
    "/e/now/initiatives",
    "/e/now/gaps",
    "/e/now/initiatives/credential-engine",
  ]) {
    const { page, close } = await visit(browser, path);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("button, select, input:not([type=radio], [type=checkbox])")]
        .filter((each) => each.checkVisibility())
        .filter((each) => {
          const { width, height } = each.getBoundingClientRect();
          return width < 24 || height < 23.5;
        })
        .map((each) => each.outerHTML.slice(0, 120)),
    );
    expect(small, path).toEqual([]);
    await close();
  }
});

it("keeps a filter from view to view and gives each its own numbers", async () => {
  const { page, close } = await visit(browser, "/e/now/initiatives");
  await page.locator('#facets input[type="checkbox"]').first().check();
  await settled(page);
  const filter = new URL(page.url()).search;
  await page.locator("nav a", { hasText: "Gaps" }).click();
  await settled(page);
  expect(new URL(page.url()).search).toBe(filter);
  await close();
});

it("says what went wrong when the server does not answer, and asks again", async () => {
  const { page, close } = await visit(browser, "/e/now/goals");
  await page.route("**/api/v1/initiatives*", (route) => route.abort());
  await page.locator("nav a", { hasText: "Initiatives" }).click();
  await page.waitForSelector('[role="alert"]');
  expect(await page.locator('[role="alert"]').innerText()).toContain("does not answer");
  await page.unroute("**/api/v1/initiatives*");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.waitForSelector("tbody tr");
  await close();
});

/** What is seen of a page with the spacing of text that a reader may set (WCAG 1.4.12). */
async function spacedOut<T>(page: Page, look: (page: Page) => Promise<T>): Promise<T> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }",
    );
    document.adoptedStyleSheets = [sheet];
  });
  const seen = await look(page);
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  return seen;
}

/** Makes every word longer by two fifths, as another language would. */
function lengthen(page: Page): Promise<void> {
  return page.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walk.nextNode()) texts.push(walk.currentNode as Text);
    for (const text of texts) {
      if (text.parentElement?.closest("svg, option")) continue;
      text.data = text.data.replace(
        /\p{L}{2,}/gu,
        (word) => word + "é".repeat(Math.ceil(word.length * 0.4)),
      );
    }
  });
}

/** How far the page can be scrolled sideways. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** A browser logs every answer of 400 and above; where one is asked for it is no fault. */
function expected(path: string, fault: string): boolean {
  return path.includes("no-such") && fault.includes("the server responded with a status of 4");
}
