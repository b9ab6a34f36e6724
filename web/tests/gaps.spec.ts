/** Gaps: any two axes, what a cell holds, what would go with a funder. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Exit, Gaps, Requests } from "../src/api/types";
import { answer, launch, path, settled, tabTo, visit } from "./browser";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe("the heat map", () => {
  const ADDRESS = "/e/now/gaps?rows=goal&columns=lead-sort&show=";

  it("opens a cell by keyboard: who is there, inferred marked, and keeps it in the address", async () => {
    const gaps = await answer<Gaps>("/analysis/gaps?rows=goal&by=lead-sort&threshold=2");
    const row = gaps.rows.findIndex(({ cells }) => cells.some((cell) => cell.inferred > 0));
    const column = gaps.rows[row]?.cells.findIndex((cell) => cell.inferred > 0) ?? -1;
    const cell = gaps.rows[row]?.cells[column];
    const { page, close } = await visit(browser, `${ADDRESS}chart`);
    await tabTo(page, "[role=grid] [tabindex='0']");
    for (let step = 0; step < row; step += 1) await page.keyboard.press("ArrowDown");
    for (let step = 0; step < column; step += 1) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const list = page.locator("section:has(> h3:focus)");
    const names = await list.locator("ul").first().locator("li").allInnerTexts();
    expect(names).toEqual(
      cell?.initiatives.map(({ name, inferred }) => (inferred ? `${name} ≈ inferred` : name)),
    );
    const sel = `${gaps.rows[row]?.id},${gaps.columns[column]?.id}`;
    expect(new URL(page.url()).searchParams.get("sel")).toBe(sel);
    const words = await list.innerText();
    await page.reload();
    await settled(page);
    expect(await page.locator("section:has(> h3[tabindex='-1'])").innerText()).toBe(words);
    await close();
  });

  it("keeps the threshold in the address, from the field and from the slider", async () => {
    const { page, close } = await visit(browser, "/e/now/gaps?show=chart");
    await page.locator(".threshold [type=number]").fill("4");
    await page.keyboard.press("Tab");
    await settled(page);
    expect(path(page)).toContain("below=4");
    const gaps = await answer<Gaps>("/analysis/gaps?threshold=4");
    const few = gaps.rows.flatMap(({ cells }) => cells).filter((cell) => (cell.count ?? 0) < 4);
    expect(await page.locator("#sentence").innerText()).toContain(
      `${few.length} have fewer than 4 known initiatives`,
    );
    await page.locator(".threshold [type=range]").focus();
    await page.keyboard.press("ArrowLeft");
    await settled(page);
    expect(path(page)).toContain("below=3");
    await close();
  });

  it("says what was to be expected, on demand", async () => {
    const { page, close } = await visit(browser, "/e/now/gaps?show=chart");
    expect(await page.locator("td").first().innerText()).not.toContain("exp.");
    await page.locator("#gaps-measure").selectOption("expected");
    await settled(page);
    expect(path(page)).toContain("measure=expected");
    expect(await page.locator("td .extra", { hasText: "exp. 1.8" }).innerText()).toContain("+0.89");
    await close();
  });
});

describe("if a funder left", () => {
  it("says who loses all known support, as the API has it", async () => {
    const { funders } = await answer<Exit>("/analysis/exit");
    const first = funders[0];
    const exit = await answer<Exit>(`/analysis/exit?without=${first?.id}`);
    const { page, faults, close } = await visit(browser, "/e/now/gaps?show=chart");
    await tabTo(page, "#panel-exit");
    await page.keyboard.press("Enter");
    await page.locator("#exit-without").selectOption(first?.id ?? "");
    await settled(page);
    expect(new URL(page.url()).searchParams.get("without")).toBe(first?.id);
    const words = await page.locator("#panel-exit-body .lede").innerText();
    expect(words).toContain(`Without ${first?.name}, ${exit.initiatives.lost} initiatives`);
    const lost = await page
      .locator("#panel-exit-body tbody tr", { hasText: "all known support goes" })
      .count();
    expect(lost).toBe(exit.recipients.filter(({ fate }) => fate === "lost").length);
    expect(faults).toEqual([]);
    await close();
  });

  it("says what it means that nobody is known to ask", async () => {
    const { says } = await answer<Requests>("/analysis/requests");
    const { page, close } = await visit(browser, "/e/now/gaps?tab=requests");
    const panel = page.locator("section", { has: page.locator("#panel-requests") });
    expect(await panel.innerText()).toContain(says);
    expect(await panel.innerText()).toContain("not who asks");
    await close();
  });
});

describe("while it waits and when it fails", () => {
  it("shows a shape, then the answer; and says what went wrong and asks again", async () => {
    const { page, close } = await visit(browser, "/e/now/goals");
    await page.route("**/analysis/gaps*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.abort();
    });
    await page.locator("nav a", { hasText: "Gaps" }).click();
    await page.waitForSelector(".skeleton");
    await page.waitForSelector('[role="alert"]');
    await page.unroute("**/analysis/gaps*");
    await page.getByRole("button", { name: "Try again" }).first().click();
    await page.waitForSelector("[role=grid]");
    await close();
  });
});
