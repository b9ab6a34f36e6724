/** A published edition: what it shows, how it is gone through, and what has come or gone since. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Editions, InitiativeRow, Page } from "../src/api/types";
import { answer, change, go, launch, path, settled, tabTo, visit } from "./browser";

let browser: Browser;
let edition: { id: string; name: string };

beforeAll(async () => {
  browser = await launch();
  const { editions } = await answer<Editions>("/editions");
  const latest = editions.find(({ position }) => typeof position === "number");
  if (!latest) throw new Error("these tests need a server with a published edition");
  edition = latest;
});
afterAll(() => browser.close());

const stated = { source: "this-map", confidence: "reported" };

describe("an edition", () => {
  it("is the one the picker shows, and every link stays in it", async () => {
    const { page, faults, close } = await visit(browser, `/e/${edition.id}/initiatives`);
    const chosen = page.locator("#edition option:checked");
    expect(await page.locator("#edition").inputValue()).toBe(edition.id);
    expect(await chosen.innerText()).toContain(edition.name);
    for (const at of ["", "/goals", "/overlap?show=table", "/pairs", "/network?show=table"]) {
      await go(page, `/e/${edition.id}${at}`);
      const links = await page
        .locator('a[href^="/e/"]')
        .evaluateAll((all) => all.map((each) => each.getAttribute("href") ?? ""));
      expect(links.length).toBeGreaterThan(0);
      expect(links.filter((href) => !/^\/e\/[^/?]+/.test(href))).toEqual([]);
      expect(links.filter((href) => href.split(/[/?]/)[2] !== edition.id)).toEqual([]);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it("asks the server for nothing but itself", async () => {
    const { page, close } = await visit(browser, "/e/now/goals");
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/api/v1/")) asked.push(request.url());
    });
    await go(page, `/e/${edition.id}/initiatives`);
    const others = asked.filter((url) => !url.endsWith("/editions"));
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter((url) => !url.includes(`edition=${edition.id}`))).toEqual([]);
    await close();
  });

  it("is left and found again with [ and ], on the same view with the same filters", async () => {
    const { page, close } = await visit(browser, "/e/now/ties?kind=serves&stated=no");
    await page.keyboard.press("[");
    expect(path(page)).toBe(`/e/${edition.id}/ties?kind=serves&stated=no`);
    expect(await page.locator("#edition").inputValue()).toBe(edition.id);
    await page.keyboard.press("]");
    expect(path(page)).toBe("/e/now/ties?kind=serves&stated=no");
    await page.keyboard.press("]");
    expect(path(page)).toBe("/e/now/ties?kind=serves&stated=no");
    await close();
  });

  it("does not change when the map does", async () => {
    const before = await answer<Page<InitiativeRow>>(`/initiatives?edition=${edition.id}`);
    const undo = await change("A newcomer", [put("come-since", "Come since")]);
    try {
      const { page, close } = await visit(browser, `/e/${edition.id}/initiatives`);
      expect(await page.locator("#sentence").innerText()).toContain(`${before.total} initiatives`);
      expect(await page.locator("tbody").innerText()).not.toContain("Come since");
      await go(page, "/e/now/initiatives");
      expect(await page.locator("tbody").innerText()).toContain("Come since");
      await close();
    } finally {
      await undo();
    }
  });
});

describe("a thing that is not here", () => {
  it("but has come since the edition is one link away", async () => {
    const undo = await change("A newcomer", [put("come-since", "Come since")]);
    try {
      const { page, close } = await visit(browser, `/e/${edition.id}/initiatives/come-since`);
      expect(await page.locator('[role="alert"]').innerText()).toContain("come-since");
      await tabTo(page, "#in-now");
      await page.keyboard.press("Enter");
      await settled(page);
      expect(path(page)).toBe("/e/now/initiatives/come-since");
      expect(await page.locator("h1").innerText()).toBe("Come since");
      await close();
    } finally {
      await undo();
    }
  });

  it("but was in an edition is one link away", async () => {
    const { items } = await answer<Page<InitiativeRow>>("/initiatives?limit=1000");
    const row = items.find((each) => each.linked_initiatives === 0);
    const undo = await change("Gone", [{ op: "remove_entity", id: row?.id, cascade: true }]);
    try {
      const { page, close } = await visit(browser, `/e/now/initiatives/${row?.id}`);
      expect(await page.locator('[role="alert"]').innerText()).toContain("not in this edition");
      await tabTo(page, '[role="alert"] a');
      await page.keyboard.press("Enter");
      await settled(page);
      expect(path(page)).toBe(`/e/${edition.id}/initiatives/${row?.id}`);
      expect(await page.locator("h1").innerText()).toBe(row?.name);
      await close();
    } finally {
      await undo();
    }
  });
});

function put(id: string, name: string): object {
  const entity = { kind: "initiative", id, name: [{ value: name, provenance: stated }] };
  return { op: "put_entity", entity };
}
