/** Coordination: against chance, in groups, through whom, who is missed, how surely. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Centrality, Communities, Coordination, Missed, Sensitivity } from "../src/api/types";
import { answer, go, launch, path, settled, tabTo, visit } from "./browser";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe("goal by goal", () => {
  it("says in its sentence whether it is more than chance, and leads to the lists", async () => {
    const { any_goal, isolates } = await answer<Coordination>("/analysis/coordination");
    const { page, close } = await visit(browser, "/e/now/coordination");
    const words = await page.locator("#sentence").innerText();
    expect(any_goal.chance?.verdict).toBe("more");
    expect(words).toContain("so this is more than chance");
    await tabTo(page, '#sentence a[href*="unknown=link"]');
    await page.keyboard.press("Enter");
    await settled(page);
    expect(await page.locator("tbody tr").count()).toBe(isolates.length);
    await close();
  });
});

describe("groups", () => {
  it("lists each group, everybody without a tie, and each community", async () => {
    const { components, isolates } = await answer<Coordination>("/analysis/coordination");
    const { communities } = await answer<Communities>("/analysis/communities");
    const { page, close } = await visit(browser, "/e/now/coordination?tab=groups&show=chart");
    const links = (id: string) => page.locator(`section[aria-labelledby=${id}]`);
    expect(await links("components").locator("li").count()).toBe(components.length);
    expect(await links("isolates").locator(".names a").allInnerTexts()).toEqual(
      isolates.map(({ name }) => name),
    );
    expect(await links("communities").locator("li").count()).toBe(communities.length);
    await go(page, "/e/now/coordination?tab=groups&show=table");
    const { members } = await answer<Centrality>("/analysis/centrality");
    expect(await page.locator("tbody tr").count()).toBe(members.length);
    await close();
  });
});

describe("who stands between", () => {
  it("says in words what would no longer be connected", async () => {
    const { articulation_points: points, brokers } =
      await answer<Coordination>("/analysis/coordination");
    const { page, close } = await visit(browser, "/e/now/coordination?tab=between&show=chart");
    const words = await page.locator("section[aria-labelledby=points] li").allInnerTexts();
    expect(words.length).toBe(points.length);
    expect(words[0]).toMatch(
      new RegExp(`^If ${points[0]?.initiative.name} left, .* would no longer`),
    );
    expect(await page.locator("section[aria-labelledby=brokers] li").count()).toBe(brokers.length);
    await close();
  });
});

describe("missed coordination", () => {
  it("by keyboard from the front page: a pair, its reasons, and how to connect", async () => {
    const { pairs } = await answer<Missed>("/analysis/missed?limit=1");
    const first = pairs[0];
    const { page, faults, close } = await visit(browser, "/e/now");
    await tabTo(page, "#all-coordination");
    await page.keyboard.press("Enter");
    await settled(page);
    await tabTo(page, "#tab-missed");
    await page.keyboard.press("Enter");
    await settled(page);
    const item = page.locator("main ol > li").first();
    expect(await item.locator("h2 a").allInnerTexts()).toEqual([first?.a.name, first?.b.name]);
    expect(await item.locator("li:not(.unknown)").count()).toBe(first?.reasons.length);
    expect(await item.locator("li .inferred").count()).toBe(
      first?.reasons.filter(({ inferred }) => inferred).length,
    );
    await tabTo(page, 'main ol a[href*="/connect?"]');
    await page.keyboard.press("Enter");
    await settled(page);
    expect(path(page)).toBe(`/e/now/connect?a=${first?.a.id}&b=${first?.b.id}`);
    expect(faults).toEqual([]);
    await close();
  });

  it("shows as many in its table as it asked for", async () => {
    const { pairs } = await answer<Missed>("/analysis/missed?limit=200");
    const { page, close } = await visit(browser, "/e/now/coordination?tab=missed&show=table");
    expect(await page.locator("tbody tr").count()).toBe(pairs.length);
    await close();
  });
});

describe("if ties are missing", () => {
  it("asks again for another number of ties and keeps it in the address", async () => {
    const { page, close } = await visit(browser, "/e/now/coordination?tab=ties&show=table");
    await page.locator("#missing-ties").fill("2");
    await page.keyboard.press("Enter");
    await settled(page);
    expect(path(page)).toContain("missing=2");
    const { numbers } = await answer<Sensitivity>("/analysis/sensitivity?missing=2");
    const isolates = numbers.find(({ measure }) => measure === "isolates");
    const row = page.locator("tbody tr", { hasText: "without a known tie" });
    expect(await row.locator("td").allInnerTexts()).toEqual(
      [isolates?.value, isolates?.low, isolates?.high, isolates?.how].map(String),
    );
    await close();
  });
});

describe("while it waits and when it fails", () => {
  it("shows a shape, then what went wrong, and asks again", async () => {
    const { page, close } = await visit(browser, "/e/now/goals");
    await page.route("**/analysis/coordination*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.fulfill({ status: 500, body: "" });
    });
    await page.locator("nav a", { hasText: "Coordination" }).click();
    await page.waitForSelector(".skeleton");
    await page.waitForSelector('[role="alert"]');
    await page.unroute("**/analysis/coordination*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForSelector("figure");
    await close();
  });
});
