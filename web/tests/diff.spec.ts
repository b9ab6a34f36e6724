/** What changed between two states: lists, values old and new, the picture, and the funder's part. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Diff, Editions, EntityAnswer } from "../src/api/types";
import { answer, change, go, launch, path, settled, tabTo, visit } from "./browser";

const stated = { source: "this-map", confidence: "reported" };
const RENAMED = "job-data-exchange-jdx";
const FUNDER = "lumina-foundation";

let browser: Browser;
let edition: string;
let editions: Editions["editions"];
let undo: () => Promise<void>;

beforeAll(async () => {
  browser = await launch();
  ({ editions } = await answer<Editions>("/editions"));
  const latest = editions.find(({ position }) => typeof position === "number");
  if (!latest) throw new Error("these tests need a server with a published edition");
  edition = latest.id;
  const { entity } = await answer<EntityAnswer>(`/entities/${RENAMED}`);
  const newcomer = { kind: "initiative", id: "come-since", name: [fact("Come since")] };
  const tie = {
    id: `${FUNDER}--funds--come-since`,
    kind: "funds",
    from: FUNDER,
    to: "come-since",
    stated: [stated],
  };
  undo = await change("A newcomer, its funder, and another name", [
    { op: "put_entity", entity: newcomer },
    { op: "put_tie", tie },
    { op: "put_entity", entity: { ...entity, name: [fact("A new name")] } },
    { op: "remove_entity", id: "chicago-opportunity-exchange", cascade: true },
  ]);
});
afterAll(async () => {
  await undo?.();
  await browser.close();
});

const fact = (value: string) => ({ value, provenance: stated });

function difference(): Promise<Diff> {
  return answer<Diff>(`/editions/${edition}/diff/now`);
}

describe("what changed since an edition", () => {
  it("is the API's lists, with the old and the new value and their sources", async () => {
    const diff = await difference();
    const { page, faults, close } = await visit(browser, "/e/now/diff");
    for (const [id, records] of Object.entries({
      added: diff.added,
      removed: diff.removed,
      changed: diff.changed,
    })) {
      const listed = page.locator(`section[aria-labelledby="${id}"] > ul > li`);
      expect(await listed.count(), id).toBe(records.length);
      const said = await page.locator(`section[aria-labelledby="${id}"]`).innerText();
      for (const { name } of records) expect(said).toContain(name);
    }
    const row = page.locator('section[aria-labelledby="changed"] li', { hasText: "A new name" });
    const before = await answer<EntityAnswer>(`/entities/${RENAMED}?edition=${edition}`);
    const old = before.entity.name[0];
    const words = await row.innerText();
    expect(words).toContain(old?.value);
    expect(words).toContain(before.sources[old?.provenance.source ?? ""]?.title);
    expect(words).toContain("This map");
    expect(faults).toEqual([]);
    await close();
  });

  it("is drawn with a plus, a dashed minus and a ring, each leading to its thing", async () => {
    const diff = await difference();
    const kinds = ["initiative", "organization", "goal"];
    const { page, close } = await visit(browser, "/e/now/diff");
    const drawn = page.locator('svg[role="group"] a');
    const all = [...diff.added, ...diff.removed, ...diff.changed];
    expect(await drawn.count()).toBe(all.filter(({ record }) => kinds.includes(record)).length);
    const removed = page.locator('svg[role="group"] a[aria-label^="removed"]').first();
    expect(await removed.getAttribute("href")).toContain(`/e/${edition}/initiatives/`);
    await close();
  });

  it("is the same as a table, with the same counts", async () => {
    const diff = await difference();
    const { page, close } = await visit(browser, "/e/now/diff?show=table");
    const rows = await page.locator("table").nth(1).locator("tbody tr").count();
    expect(rows).toBe(diff.added.length + diff.removed.length + diff.changed.length);
    const counts = await page.locator("table").first().locator("tbody td").allInnerTexts();
    expect(counts.map(Number).reduce((sum, each) => sum + each, 0)).toBe(rows);
    await close();
  });

  it("mirrors when the two change places", async () => {
    const diff = await difference();
    const { page, close } = await visit(browser, `/e/${edition}/diff?since=now`);
    const of = (id: string) => page.locator(`section[aria-labelledby="${id}"] > ul > li`).count();
    expect(await of("added")).toBe(diff.removed.length);
    expect(await of("removed")).toBe(diff.added.length);
    await close();
  });
});

describe("what changed in a funder's portfolio", () => {
  it("has what it supports, and says what the filter leaves out", async () => {
    const { page, close } = await visit(browser, `/e/now/diff?since=${edition}&funder=${FUNDER}`);
    const added = await page.locator('section[aria-labelledby="added"]').innerText();
    expect(added).toContain("Come since");
    expect(added).toContain("Lumina Foundation funds Come since");
    const main = await page.locator("main").innerText();
    expect(main).not.toContain("JPMorgan Chase support announced");
    expect(main).toContain("In what Lumina Foundation supports");
    expect(main).toContain("filters select things, ties and milestones");
    await close();
  });
});

describe("by keyboard alone", () => {
  it("one goes from the front page to what changed, and opens what an added tie says", async () => {
    const { page, close } = await visit(browser, "/e/now");
    await tabTo(page, "#what-changed a");
    expect(await page.locator("#what-changed").innerText()).toMatch(/initiatives: \+1 new/);
    await page.keyboard.press("Enter");
    await settled(page);
    expect(path(page)).toBe(`/e/now/diff?since=${edition}`);
    await tabTo(page, 'section[aria-labelledby="added"] button[aria-label*="funds Come since"]');
    await page.keyboard.press("Enter");
    await settled(page);
    const tie = page.locator('section[aria-labelledby="added"] li', {
      hasText: "funds Come since",
    });
    expect(await tie.innerText()).toContain("stated by");
    await close();
  });
});

describe("what cannot be told", () => {
  it("is said: two states that are the same, and a printed edition", async () => {
    const { page, close } = await visit(browser, `/e/${edition}/diff?since=${edition}`);
    expect(await page.locator("main").innerText()).toContain("Both states are the same");
    const printed = editions.find(({ position }) => typeof position !== "number");
    await go(page, `/e/now/diff?since=${printed?.id}`);
    expect(await page.locator("main").innerText()).toContain("is not on record");
    await page.locator("#since").selectOption(edition);
    await settled(page);
    expect(await page.locator('section[aria-labelledby="added"]').count()).toBe(1);
    await close();
  });

  it("is said when the server does not answer", async () => {
    const { page, close } = await visit(browser, "/e/now/about");
    await page.route("**/diff/**", (route) => route.abort());
    await go(page, "/e/now/diff");
    expect(await page.locator('[role="alert"]').innerText()).toContain("does not answer");
    await close();
  });
});
