/** The timeline: marks, stages and curve are the API's, by keyboard and by mouse. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Milestone, Pace, Page } from "../src/api/types";
import { answer, EMPTY, go, launch, path, settled, tabTo, visit } from "./browser";

let browser: Browser;
let all: Milestone[];
let pace: Pace;

beforeAll(async () => {
  browser = await launch();
  ({ items: all } = await answer<Page<Milestone>>("/milestones?limit=1000"));
  pace = await answer<Pace>("/analysis/pace");
});
afterAll(() => browser.close());

const dated = () => all.filter(({ done, due }) => done.length + due.length > 0);

describe("milestones on the axis", () => {
  it("are those of the API: every dated one is a mark, the others are listed and counted", async () => {
    const { page, faults, close } = await visit(browser, "/e/now/timeline");
    const marks = await page
      .locator('[role="gridcell"]')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("aria-label") ?? ""));
    for (const { title } of dated()) {
      expect(marks.some((mark) => mark.startsWith(title[0]?.value ?? ""))).toBe(true);
    }
    const undated = all.length - dated().length;
    expect(await page.locator("#undated").innerText()).toBe(`Without a date: ${undated}`);
    expect(await page.locator("#undated ~ ul > li").count()).toBe(undated);
    expect(await page.locator("#sentence").innerText()).toContain(
      `${pace.milestones.met} met and ${pace.milestones.missed} late`,
    );
    expect(faults).toEqual([]);
    await close();
  });

  it("stand in a table with the same number of rows, the unknown as unknown", async () => {
    const { page, close } = await visit(browser, "/e/now/timeline?show=table");
    const rows = await page.locator("tbody tr").allInnerTexts();
    expect(rows.length).toBe(all.length);
    expect(rows.filter((row) => row.includes("unknown")).length).toBe(all.length - dated().length);
    await close();
  });

  it("are walked with the arrow keys as one tab stop, opened with Enter, closed again", async () => {
    const { page, close } = await visit(browser, "/e/now/timeline");
    await tabTo(page, '[role="gridcell"]');
    const label = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    const first = await label();
    await page.keyboard.press("ArrowRight");
    const second = await label();
    expect(second).not.toBe(first);
    await page.keyboard.press("ArrowDown");
    expect(await label()).not.toBe(second);
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowRight");
    expect(await label()).toBe(first);
    await page.keyboard.press("Enter");
    await settled(page);
    const chosen = await page.locator("#chosen").innerText();
    expect(first?.startsWith(chosen)).toBe(true);
    expect(path(page)).toContain("sel=");
    await tabTo(page, 'section[aria-labelledby="chosen"] .cite');
    await page.keyboard.press("Enter");
    const note = page.locator('section[aria-labelledby="chosen"] .note:not([hidden])').first();
    expect((await note.innerText()).length).toBeGreaterThan(5);
    await close();
  });

  it("are grouped by funder and zoomed to quarters by buttons, kept in the address", async () => {
    const { page, close } = await visit(browser, "/e/now/timeline");
    await page.getByRole("button", { name: "funder" }).click();
    await page.getByRole("button", { name: "Quarters" }).click();
    await settled(page);
    expect(path(page)).toBe("/e/now/timeline?columns=quarter&group=funder");
    expect(await page.locator(".quarter").count()).toBeGreaterThan(8);
    const groups = await page.locator('[role="row"].group').allInnerTexts();
    expect(groups.some((group) => group.includes("Lumina Foundation"))).toBe(true);
    await page.locator('[role="gridcell"]').first().click();
    expect(await page.locator("#chosen").count()).toBe(1);
    await close();
  });
});

describe("stages", () => {
  it("are the API's readings by goal and year, forecasts told apart, walked by keys", async () => {
    const { page, close } = await visit(browser, "/e/now/timeline");
    await tabTo(page, "#tab-stages");
    await page.keyboard.press("Enter");
    await settled(page);
    const known = pace.stages.filter(({ years_known }) => years_known);
    const readings = known.flatMap((each) => each.readings);
    const forecast = readings.filter(({ nature }) => nature === "forecast").length;
    // What serves several goals stands under each of them.
    expect(await page.locator("[role=grid] .forecast").count()).toBeGreaterThanOrEqual(forecast);
    const sequences = pace.stages.length - known.length;
    expect(await page.locator(".sequences > li").count()).toBe(sequences);
    await tabTo(page, '[role="grid"] [data-at="0-0"]');
    await page.keyboard.press("ArrowRight");
    const cell = await page.evaluate(() => document.activeElement?.getAttribute("data-at"));
    expect(cell).toBe("0-1");
    await go(page, "/e/now/timeline?tab=stages&show=table");
    const rows = await page.locator("tbody tr").count();
    expect(rows).toBe(pace.stages.flatMap((each) => each.readings).length);
    await close();
  });
});

describe("pace", () => {
  it("says how long it takes and has the bounds of the API in its table", async () => {
    const { time_to_milestone: time } = pace;
    const { page, close } = await visit(browser, "/e/now/timeline?tab=pace&show=table");
    expect(await page.locator("#sentence").innerText()).toContain(
      `within ${time.median_least} to ${time.median_most} days`,
    );
    const table = page.locator("table").first().locator("tbody tr");
    const days = [...time.bounds, ...time.earliest.steps, ...time.latest.steps].map((b) => b.days);
    expect(await table.count()).toBe(new Set(days).size);
    const first = time.bounds[0];
    const cells = await table.first().innerText();
    expect(cells).toContain(`${(100 * (first?.low ?? 0)).toFixed(1)} %`);
    expect(cells).toContain(`${(100 * (first?.high ?? 0)).toFixed(1)} %`);
    await close();
  });

  it("is held against an earlier edition by choice", async () => {
    const { page, close } = await visit(browser, "/e/now/timeline?tab=pace");
    const options = await page
      .locator("#against option")
      .evaluateAll((each) =>
        each.map((option) => (option as HTMLOptionElement).value).filter((value) => value !== ""),
      );
    const [edition] = options;
    const held = await answer<Pace>(`/analysis/pace?against=${edition}`);
    await page.locator("#against").selectOption(edition ?? "");
    await settled(page);
    const planned = held.between?.milestones_shown.of ?? 0;
    expect(await page.locator("main").innerText()).toContain(
      planned === 0 ? "Then no milestone was planned" : `Then ${planned} milestone`,
    );
    await close();
  });
});

describe("the timeline", () => {
  it("says what went wrong and asks again", async () => {
    const { page, close } = await visit(browser, "/e/now/about");
    await page.route("**/api/v1/milestones*", (route) => route.abort());
    await go(page, "/e/now/timeline");
    expect(await page.locator('[role="alert"]').innerText()).toContain("does not answer");
    await page.unroute("**/api/v1/milestones*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForSelector('[role="gridcell"]');
    await close();
  });

  it.skipIf(!EMPTY)("of an empty map says that there is nothing yet", async () => {
    const { page, close } = await visit(browser, "/e/now/timeline", {}, EMPTY);
    expect(await page.locator("main").innerText()).toContain("No milestones on the map yet");
    await close();
  });
});
