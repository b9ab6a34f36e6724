/** The tasks of a funder and of an initiative's lead on their pages; partners; the first visit. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Exit, Overlap, Page as Part, Partners, ReportCard, Summary } from "../src/api/types";
import { share } from "../src/charts/intervals";
import { bySharedInterest, pairsOf } from "../src/views/profile/cofunders";
import { answer, EMPTY, go, launch, path, settled, tabTo, visit } from "./browser";

const FUNDER = "lumina-foundation";
const INITIATIVE = "credential-engine-initiative";
const GOAL = "accelerate-ecosystem-developments-through-alignment-and-alliances";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Types a name into the field that has the focus, and picks the first that is found by it. */
async function pick(page: Page, name: string): Promise<void> {
  await page.keyboard.type(name);
  await page.locator('[role="option"]').first().filter({ hasText: name }).waitFor();
  await page.keyboard.press("Enter");
  await settled(page);
}

const names = (page: Page, of: string) => page.locator(of).allInnerTexts();

describe("an initiative's lead", () => {
  it("finds, by keyboard alone, whom to work with, every score, and how to be introduced", async () => {
    const { lists } = await answer<Partners>(`/analysis/partners/${INITIATIVE}?limit=3`);
    const first = lists[0]?.suggestions[0];
    const { page, close } = await visit(browser, "/e/now");
    await page.keyboard.press("/");
    await page.keyboard.type("Credential Engine");
    await page.waitForSelector('[role="option"]');
    await tabTo(page, "#search");
    const options = await names(page, '[role="option"]');
    const at = options.findIndex((option) => /^Credential Engine\s.*initiative/is.test(option));
    for (let step = 0; step < at; step += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await settled(page);
    expect(path(page)).toBe(`/e/now/initiatives/${INITIATIVE}`);
    await tabTo(page, "article button[aria-controls$=scores]");
    await page.keyboard.press("Enter");
    const scores = page.locator("article").first().locator("tbody tr");
    expect(await scores.count()).toBe(first?.scores.length);
    await tabTo(page, 'article a[href*="/connect?"]');
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await tabTo(page, 'article a[href*="/connect?"]');
    await page.keyboard.press("Enter");
    await settled(page);
    expect(path(page)).toMatch(/^\/e\/now\/connect\?a=credential-engine-initiative&b=/);
    await close();
  });
});

describe("a funder", () => {
  it("sees what it supports, with whom, and what hangs on it, as the API says", async () => {
    const [overlap, exit] = await Promise.all([
      answer<Overlap>(`/analysis/overlap?funder=${FUNDER}&null=none&limit=1000`),
      answer<Exit>(`/analysis/exit?without=${FUNDER}`),
    ]);
    const others = pairsOf(overlap.pairs, FUNDER);
    const { page, faults, close } = await visit(browser, `/e/now/organizations/${FUNDER}`);
    await page.locator("#cofunders ~ * .button").click();
    expect(await names(page, "#cofunders ~ * .name a")).toEqual(
      others.map(({ other }) => other.name),
    );
    const lost = exit.recipients.filter(({ fate }) => fate === "lost").map(({ name }) => name);
    await page.locator("#only ~ * .button").click();
    expect((await names(page, "#only ~ * .things a")).sort()).toEqual(lost.sort());
    expect(faults).toEqual([]);
    await close();
  });

  it("goes from its own page to another's beside it", async () => {
    const { page, close } = await visit(browser, `/e/now/organizations/${FUNDER}`);
    await page.locator('#cofunders ~ * a[href*="/compare?"]').first().click();
    await settled(page);
    expect(path(page)).toBe(`/e/now/compare?a=${FUNDER}&b=walmart-walmart-foundation`);
    await close();
  });

  it("finds, by keyboard, those first who share most with itself", async () => {
    const overlap = await answer<Overlap>(`/analysis/overlap?goal=${GOAL}&null=none&limit=1000`);
    const rows = bySharedInterest(overlap, FUNDER);
    const { page, close } = await visit(browser, `/e/now/goals/${GOAL}`);
    await tabTo(page, "#asking");
    await pick(page, "Lumina Foundation");
    expect(path(page)).toBe(`/e/now/goals/${GOAL}?id=${FUNDER}`);
    expect(await names(page, "#funders-here ~ * .name a")).toEqual(
      rows.slice(0, 10).map(({ funder }) => funder.name),
    );
    await close();
  });
});

describe("partners", () => {
  it("asks who is looking, and lists by one's own wish, all by keyboard", async () => {
    const asked = await answer<Partners>(`/analysis/partners/${FUNDER}?for=cofunders&limit=10`);
    const { page, faults, close } = await visit(browser, "/e/now/partners");
    await tabTo(page, "#asker");
    await pick(page, "Lumina Foundation");
    expect(path(page)).toBe(`/e/now/partners?id=${FUNDER}`);
    await tabTo(page, "#wanted");
    await page.keyboard.press("ArrowDown");
    await settled(page);
    expect(path(page)).toBe(`/e/now/partners?id=${FUNDER}&for=cofunders`);
    const suggested = asked.lists[0]?.suggestions ?? [];
    expect(await names(page, "article h3 a")).toEqual(suggested.map(({ partner }) => partner.name));
    const introduced = suggested[0]?.introductions[0]?.by.name ?? "?";
    expect(await page.locator("article").first().innerText()).toContain(introduced);
    await page.locator("#to-report-card").click();
    await settled(page);
    expect(path(page)).toBe("/e/now/report-card");
    expect(faults).toEqual([]);
    await close();
  });

  it("says how good they are: chart, table and API agree, and no better is said so", async () => {
    const { tasks } = await answer<ReportCard>("/analysis/report-card");
    const { page, close } = await visit(browser, "/e/now/report-card?show=table");
    const values = tasks.flatMap((task) =>
      (["precision", "pr_auc", "auc"] as const).flatMap((metric) =>
        task.methods.map((method) => share(method[metric].value)),
      ),
    );
    const table = await names(page, "figure tbody tr td:nth-child(2)");
    expect(table).toEqual(values);
    await go(page, "/e/now/report-card?show=chart");
    const chart = await names(page, "figure li:not(.axis) .figures");
    expect(chart.map((text) => text.split(" ")[0])).toEqual(table);
    const first = await page.locator("section").first().innerText();
    const better = tasks[0]?.methods.some(({ verdict }) => verdict === "better");
    expect(first.includes("No way to suggest is better")).toBe(!better);
    await close();
  });

  it("shows how it waits, and what went wrong", async () => {
    const { page, close } = await visit(browser, "/e/now/partners");
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/api/v1/analysis/partners/**", async (route) => {
      await held;
      await route.fulfill({ status: 500, body: "{}" });
    });
    await page.locator("#asker").fill("Lumina Foundation");
    await page
      .locator('[role="option"]')
      .first()
      .filter({ hasText: "Lumina Foundation" })
      .waitFor();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".skeleton");
    release();
    await page.waitForSelector('[role="alert"]');
    await page.unroute("**/api/v1/analysis/partners/**");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForSelector("article h3");
    await close();
  });
});

describe("the first visit", () => {
  it("asks what brings one here, keeps it as the start page, and changes no link", async () => {
    const { page, faults, close } = await visit(browser, "/e/now");
    await tabTo(page, "#aim-fund");
    await page.keyboard.press("Enter");
    await tabTo(page, "#start-who");
    await pick(page, "Lumina Foundation");
    expect(path(page)).toBe(`/e/now/organizations/${FUNDER}`);
    await go(page, "/");
    await page.waitForURL(`**/organizations/${FUNDER}`);
    await go(page, "/e/now");
    expect(path(page)).toBe("/e/now");
    expect(await page.locator("#aim-fund").count()).toBe(0);
    await go(page, "/e/now/about");
    await page.locator("#aim-study").click();
    await go(page, "/");
    await page.waitForURL("**/data");
    await go(page, "/e/now/about");
    await page.locator("#start-again").click();
    await go(page, "/");
    await page.waitForSelector("#who");
    expect(faults).toEqual([]);
    await close();
  });

  it("can be passed over, for good", async () => {
    const { page, close } = await visit(browser, "/e/now");
    await page.locator("#aim-none").click();
    expect(path(page)).toBe("/e/now");
    await go(page, "/e/now");
    expect(await page.locator("#aim-none").count()).toBe(0);
    await close();
  });
});

it("says what is known of what, as the API does, each with its list", async () => {
  const { who, sources } = await answer<Summary>("/summary");
  const { known, of } = who.initiatives_with_funder;
  const { page, faults, close } = await visit(browser, "/e/now/about");
  expect(await page.locator("#sentence").innerText()).toContain(`${sources} sources`);
  await page.locator("#coverage ~ * td a").first().click();
  await settled(page);
  expect(path(page)).toBe("/e/now/initiatives?known=funder");
  expect(await page.locator("tbody tr").count()).toBe(known);
  const all = await answer<Part<unknown>>("/initiatives");
  expect(of).toBe(all.total);
  expect(faults).toEqual([]);
  await close();
});

describe.skipIf(EMPTY === undefined)("on an empty map", () => {
  it.each(["/e/now/partners", "/e/now/about"])("%s says what is missing", async (view) => {
    const { page, faults, close } = await visit(browser, view, {}, EMPTY);
    expect(await page.locator("main").innerText()).toMatch(/No .+ on the map yet/);
    expect(faults).toEqual([]);
    await close();
  });

  it("judges nothing where nothing can be held back", async () => {
    const { page, faults, close } = await visit(browser, "/e/now/report-card", {}, EMPTY);
    expect(await page.locator("#sentence").innerText()).toContain("Too little is known");
    expect(faults).toEqual([]);
    await close();
  });
});
