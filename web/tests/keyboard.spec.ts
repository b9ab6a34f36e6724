import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  Coordination,
  Editions,
  EntityAnswer,
  InitiativeRow,
  OrganizationRow,
  Overlap,
  Page,
  Summary,
} from "../src/api/types";
import { answer, go, launch, path, settled, tabTo, visit } from "./browser";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe("the four questions, answered from the front page by keyboard", () => {
  it("who: from the number of funders to the list of them", async () => {
    const { who } = await answer<Summary>("/summary");
    const { page, faults, close } = await visit(browser, "/e/now");
    await tabTo(page, '#who ~ dl a[href*="role=funder"]');
    await page.keyboard.press("Enter");
    await settled(page);
    expect(path(page)).toBe("/e/now/organizations?role=funder");
    expect(await page.locator("tbody tr").count()).toBe(who.funders);
    expect(await page.locator("#sentence").innerText()).toContain(`${who.funders} organizations`);
    expect(faults).toEqual([]);
    await close();
  });

  it("what: from the inferred placements to the list that says which", async () => {
    const { what } = await answer<Summary>("/summary");
    const { page, close } = await visit(browser, "/e/now");
    await tabTo(page, '#what ~ dl a[href*="stated=no"]');
    await page.keyboard.press("Enter");
    await settled(page);
    expect(await page.locator("tbody tr").count()).toBe(what.placements_inferred);
    expect(await page.locator("tbody tr .inferred").count()).toBeGreaterThanOrEqual(
      what.placements_inferred,
    );
    await close();
  });

  it("how fast: from the milestones met to the list with its sources", async () => {
    const { how_fast } = await answer<Summary>("/summary");
    const { page, close } = await visit(browser, "/e/now");
    await tabTo(page, '#how-fast ~ dl a[href*="status=met"]');
    await page.keyboard.press("Enter");
    await settled(page);
    expect(await page.locator("tbody tr").count()).toBe(Math.min(how_fast.met, 200));
    await tabTo(page, "tbody .cite");
    await page.keyboard.press("Enter");
    expect(await page.locator("tbody .note:visible .title").count()).toBeGreaterThan(0);
    await close();
  });

  it("coordinating: from those without a known tie to their list", async () => {
    const { coordinated } = await answer<Summary>("/summary");
    const { isolates } = await answer<Coordination>("/analysis/coordination");
    const { known, of } = coordinated.initiatives_linked;
    const { page, close } = await visit(browser, "/e/now");
    await tabTo(page, '#coordinating ~ dl a[href*="unknown=link"]');
    await page.keyboard.press("Enter");
    await settled(page);
    const names = await page.locator("tbody th > span > a:first-of-type").allInnerTexts();
    expect(names.length).toBe(of - known);
    expect(names.sort()).toEqual(isolates.map(({ name }) => name).sort());
    await close();
  });

  it("coordinating: from the pairs of one goal that are tied to exactly these", async () => {
    const { coordinated } = await answer<Summary>("/summary");
    const { pairs } = await answer<Coordination>("/analysis/coordination");
    const alike = pairs.filter((pair) => pair.goals.length > 0 && !pair.one_umbrella);
    const { page, faults, close } = await visit(browser, "/e/now");
    await tabTo(page, '#coordinating ~ dl a[href*="pairs?known=same-goal"]');
    await page.keyboard.press("Enter");
    await settled(page);
    const ends = await page
      .locator("tbody tr")
      .evaluateAll((rows) =>
        rows.map((row) =>
          [...row.querySelectorAll("th a, td:nth-of-type(2) a")].map((each) => each.textContent),
        ),
      );
    expect(ends.length).toBe(coordinated.same_goal_pairs_tied.known);
    expect(ends.sort()).toEqual(alike.map(({ a, b }) => [a.name, b.name]).sort());
    expect(await page.locator("tbody .cite").count()).toBe(
      alike.flatMap(({ ties }) => ties).length,
    );
    await tabTo(page, "tbody .cite");
    await page.keyboard.press("Enter");
    expect(await page.locator("tbody .note:visible .title").count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    await close();
  });

  it("coordinating: from the bar of a goal to as many pairs as it says", async () => {
    const { goals } = await answer<Coordination>("/analysis/coordination");
    const { page, close } = await visit(browser, "/e/now");
    for (const { goal, pairs_tied } of goals) {
      await go(page, "/e/now");
      await page.locator(`a[href="/e/now/pairs?goal=${goal.id}&known=same-goal"]`).first().click();
      await settled(page);
      expect(await page.locator("tbody tr").count(), goal.name).toBe(pairs_tied.known);
    }
    await close();
  });

  it("says what a number counts and what is unknown, and closes with Escape", async () => {
    const { organizations } = await answer<Summary>("/summary");
    const { page, close } = await visit(browser, "/e/now");
    await tabTo(page, "#who ~ dl button");
    await page.keyboard.press("Enter");
    expect(await page.locator("#who ~ dl .note:visible").innerText()).toContain(
      `Of ${organizations} organizations`,
    );
    await page.keyboard.press("Escape");
    expect(await page.locator("#who ~ dl .note:visible").count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-expanded"))).toBe(
      "false",
    );
    await close();
  });
});

describe("a directory", () => {
  it("sorts by keyboard, says so, and keeps the sort in the address", async () => {
    const { page, close } = await visit(browser, "/e/now/initiatives");
    const { items } = await answer<Page<InitiativeRow>>("/initiatives?limit=1000");
    const most = Math.max(...items.map((row) => row.milestones));
    await tabTo(page, "#sort-milestones");
    await page.keyboard.press("Enter");
    expect(await page.locator('th[aria-sort="descending"]').innerText()).toContain("milestones");
    expect(path(page)).toBe("/e/now/initiatives?sort=-milestones");
    expect(await page.locator("tbody tr").first().innerText()).toContain(`of ${most} met`);
    await page.keyboard.press("Enter");
    expect(path(page)).toBe("/e/now/initiatives?sort=milestones");
    expect(await page.locator("tbody tr").last().innerText()).toContain("unknown");
    await close();
  });

  it("shows goal placements by inference as inferred", async () => {
    const { items } = await answer<Page<InitiativeRow>>("/initiatives?limit=1000");
    const inferred = items
      .flatMap((row) => row.goals)
      .filter((each) => each.confidence === "inferred");
    const { page, close } = await visit(browser, "/e/now/initiatives");
    expect(await page.locator("tbody .inferred").count()).toBe(inferred.length);
    await close();
  });

  it("narrows by a filter, says how many are left, and removes it by its chip", async () => {
    const { page, close } = await visit(browser, "/e/now/initiatives");
    const all = await page.locator("tbody tr").count();
    await tabTo(page, '#facets input[type="checkbox"]');
    await page.keyboard.press("Space");
    await settled(page);
    expect(path(page)).toContain("?goal=");
    const left = await page.locator("tbody tr").count();
    expect(left).toBeLessThan(all);
    expect(await page.locator('p.hidden-text[role="status"]').innerText()).toContain(
      `${left} initiatives as filtered`,
    );
    await page.locator(".chips a").first().focus();
    await page.keyboard.press("Enter");
    await settled(page);
    expect(path(page)).toBe("/e/now/initiatives");
    expect(await page.locator("tbody tr").count()).toBe(all);
    await close();
  });
});

describe("filters that leave nothing", () => {
  it("name the tightest, drop it by keyboard and show as many as it said", async () => {
    const { items } = await answer<Page<InitiativeRow>>("/initiatives?limit=1000");
    const { items: funders } = await answer<Page<OrganizationRow>>(
      "/organizations?role=funder&limit=1000",
    );
    const alone = items.find((row) => row.funders.length === 0 && row.goals.length > 0);
    const query = `goal=${alone?.goals[0]?.goal.id}&funder=${funders[0]?.id}&ids=${alone?.id}`;
    const { page, close } = await visit(browser, `/e/now/initiatives?${query}`);
    const words = await page.locator(".empty").innerText();
    expect(words).toContain("The filters leave no initiatives");
    const said = Number(words.match(/brings back (\d+)/)?.[1]);
    expect(said).toBeGreaterThan(0);
    await tabTo(page, "#drop-tightest");
    await page.keyboard.press("Enter");
    await settled(page);
    expect(await page.locator("tbody tr").count()).toBe(said);
    await close();
  });

  it("ask at most six questions and can all be cleared", async () => {
    const query = "goal=a&place=b&term=c/d&from=1900&to=1901&confidence=verified&q=zzz&known=lead";
    const { page, close } = await visit(browser, "/e/now/goals");
    let asked = 0;
    await page.route("**/api/v1/initiatives*", (route) => {
      asked += 1;
      return route.fulfill({ json: { version: {}, total: 0, items: [] } });
    });
    await go(page, `/e/now/initiatives?${query}`);
    expect(asked).toBeLessThanOrEqual(7);
    expect(await page.locator(".empty").innerText()).toContain("No single filter is the cause");
    await page.unroute("**/api/v1/initiatives*");
    await page.locator(".empty a", { hasText: "Clear all" }).click();
    await settled(page);
    expect(path(page)).toBe("/e/now/initiatives");
    expect(await page.locator("tbody tr").count()).toBeGreaterThan(0);
    await close();
  });
});

describe("a profile", () => {
  it("shows the source of a fact in one step", async () => {
    const { page, close } = await visit(browser, "/e/now/organizations/lumina-foundation");
    const { entity, sources } = await answer<EntityAnswer>("/entities/lumina-foundation");
    const source = sources[entity.description[0]?.provenance.source ?? ""];
    await tabTo(page, '.facts [aria-label^="Sources of the description"]');
    await page.keyboard.press("Enter");
    const note = page.locator(".facts .note:visible");
    expect(await note.innerText()).toContain(source?.title);
    expect(await note.locator("a").getAttribute("href")).toBe(source?.url);
    await page.keyboard.press("Escape");
    expect(await note.count()).toBe(0);
    await close();
  });

  it("that is not on the map says so and does not pretend", async () => {
    const { page, close } = await visit(browser, "/e/now/initiatives/no-such-thing");
    expect(await page.locator('[role="alert"]').innerText()).toContain("no-such-thing");
    await close();
  });
});

describe("search", () => {
  it("finds a name with a typo and goes there by keyboard", async () => {
    const { page, close } = await visit(browser, "/e/now");
    await page.keyboard.press("/");
    await page.keyboard.type("Credental Engine");
    await page.waitForSelector('#search-results [role="option"]');
    expect(await page.locator("#search").getAttribute("aria-activedescendant")).toBe(
      "search-hit-0",
    );
    expect(await page.locator("#search-hit-0").innerText()).toContain("Credential Engine");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("#search").getAttribute("aria-activedescendant")).toBe(
      "search-hit-1",
    );
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await settled(page);
    expect(await page.locator("h1").innerText()).toBe("Credential Engine");
    await close();
  });

  it("says when there is nothing, and Escape closes it", async () => {
    const { page, close } = await visit(browser, "/e/now");
    await page.keyboard.press("/");
    await page.keyboard.type("zzzzqqqq");
    await page.waitForSelector(".results p");
    expect(await page.locator(".results").innerText()).toContain("Nothing on the map");
    await page.keyboard.press("Escape");
    expect(await page.locator(".results").isVisible()).toBe(false);
    await close();
  });
});

describe("single keys", () => {
  it("go from view to view and turn a chart into its table", async () => {
    const { page, close } = await visit(browser, "/e/now");
    await page.keyboard.press("g");
    await page.keyboard.press("o");
    await page.waitForSelector("h1:text('Overlap')");
    expect(path(page)).toBe("/e/now/overlap");
    await settled(page);
    await page.keyboard.press("t");
    expect(path(page)).toBe("/e/now/overlap?show=table");
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    expect(path(page)).toBe("/e/now/gaps");
    await page.keyboard.press("g");
    await page.keyboard.press("n");
    expect(path(page)).toBe("/e/now/network");
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    expect(path(page)).toBe("/e/now");
    await close();
  });

  it("do nothing once they are turned off, and the choice is kept", async () => {
    const { page, close } = await visit(browser, "/e/now");
    await page.keyboard.press("?");
    await page.locator('dialog input[type="checkbox"]').focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await page.reload();
    await settled(page);
    await page.keyboard.press("/");
    expect(await page.evaluate(() => document.activeElement?.id)).not.toBe("search");
    await close();
  });
});

describe("editions", () => {
  it("are stepped through with [ and ], and only those on record can be chosen", async () => {
    const { editions } = await answer<Editions>("/editions");
    const open = editions.filter(({ position }) => typeof position === "number");
    const { page, close } = await visit(browser, "/e/now/goals");
    const disabled = page.locator("#edition option[disabled]");
    expect(await disabled.count()).toBe(editions.length - open.length);
    await page.keyboard.press("[");
    expect(path(page)).toBe(open[0] ? `/e/${open[0].id}/goals` : "/e/now/goals");
    await page.keyboard.press("]");
    expect(path(page)).toBe("/e/now/goals");
    await close();
  });

  it("are chosen for the reader who comes without one: the latest on record", async () => {
    const { editions } = await answer<Editions>("/editions");
    const latest = editions.find(({ position }) => typeof position === "number")?.id ?? "now";
    const { page, close } = await visit(browser, "/");
    expect(path(page)).toBe(`/e/${latest}`);
    await close();
  });
});

describe("the overlap", () => {
  it("opens two funders side by side with the ties behind it", async () => {
    const { pairs } = await answer<Overlap>("/analysis/overlap?limit=1");
    const pair = pairs[0];
    const { page, close } = await visit(browser, `/e/now/overlap?sel=${pair?.a},${pair?.b}`);
    await settled(page);
    const words = await page.locator("#pair").innerText();
    for (const shared of pair?.shared_with ?? []) expect(words).toContain(shared.name);
    await page.locator("#pair .cite").first().focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("#pair .note:visible").count()).toBe(1);
    await page.keyboard.press("Escape");
    expect(await page.locator("#pair").count()).toBe(1);
    await page.keyboard.press("Escape");
    expect(await page.locator("#pair").count()).toBe(0);
    await close();
  });
});

describe("moving about", () => {
  it("brings filters, scroll and focus again with Back and Forward", async () => {
    const { page, close } = await visit(browser, "/e/now/initiatives?sort=-milestones");
    await page.locator("tbody tr").nth(30).locator("th a").first().focus();
    await page.evaluate(() => scrollTo(0, 900));
    const href = await page.evaluate(() => document.activeElement?.getAttribute("href"));
    await page.keyboard.press("Enter");
    await settled(page);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await page.goBack();
    await settled(page);
    await page.waitForFunction(() => scrollY > 800);
    expect(path(page)).toBe("/e/now/initiatives?sort=-milestones");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe(href);
    await page.goForward();
    await settled(page);
    expect(path(page)).toBe(href);
    await close();
  });

  it("shows the same from a copied link", async () => {
    const link = "/e/now/initiatives?goal=nothing-like-it&known=funder&sort=-funders";
    const { page, close } = await visit(browser, link);
    const there = path(page);
    await close();
    const again = await visit(browser, there);
    expect(path(again.page)).toBe(link);
    await again.close();
  });

  it("skips to the content", async () => {
    const { page, close } = await visit(browser, "/e/now/goals");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await close();
  });

  it("keeps the theme that was chosen", async () => {
    const { page, close } = await visit(browser, "/e/now", { colorScheme: "light" });
    await tabTo(page, 'input[name="theme"]');
    await page.locator('input[value="dark"]').check();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    await go(page, "/e/now/goals");
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    await close();
  });
});
