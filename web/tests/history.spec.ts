/** The change log: what each change did, and taking it back, by keyboard and by mouse. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChangeHistory, EntityAnswer } from "../src/api/types";
import { answer, change, go, launch, settled, tabTo, visit } from "./browser";

const stated = { source: "this-map", confidence: "reported" };
const THING = "job-data-exchange-jdx";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function rename(name: string): Promise<() => Promise<void>> {
  const { entity } = await answer<EntityAnswer>(`/entities/${THING}`);
  const renamed = { ...entity, name: [{ value: name, provenance: stated }] };
  return change(`Called ${name}`, [{ op: "put_entity", entity: renamed }]);
}

describe("the change log", () => {
  it("is the API's, the newest first, with what a change did field by field", async () => {
    const undo = await rename("A name for a while");
    try {
      const { entries } = await answer<ChangeHistory>("/changes?limit=50");
      const { page, faults, close } = await visit(browser, "/e/now/history");
      const rows = page.locator('ol > li[id^="change-"]');
      expect(await rows.count()).toBe(entries.length);
      const newest = await rows.first().innerText();
      expect(newest).toContain("Called A name for a while");
      expect(newest).toContain(entries[0]?.author);
      await tabTo(page, `button[aria-label="What change ${entries[0]?.position} did"]`);
      await page.keyboard.press("Enter");
      await settled(page);
      const did = await rows.first().locator(".did").innerText();
      expect(did).toContain("1 initiative");
      expect(did).toContain("Job Data Exchange (JDX)");
      expect(did).toContain("A name for a while");
      expect(faults).toEqual([]);
      await close();
    } finally {
      await undo();
    }
  });

  it("of one thing has what touched it, and leads back to the whole", async () => {
    const undo = await rename("A name for a while");
    try {
      const { entries } = await answer<{ entries: { position: number }[] }>(
        `/entities/${THING}/history`,
      );
      const { page, close } = await visit(browser, `/e/now/history?id=${THING}`);
      expect(await page.locator('ol > li[id^="change-"]').count()).toBe(entries.length);
      await page.locator('ol > li[id^="change-"]').first().getByText("What it did").click();
      await settled(page);
      expect(await page.locator(".did").innerText()).toContain("A name for a while");
      await page.locator("#whole-log").click();
      await settled(page);
      expect(await page.locator('ol > li[id^="change-"]').count()).toBeGreaterThan(entries.length);
      await close();
    } finally {
      await undo();
    }
  });
});

describe("taking a change back", () => {
  it("asks first, does it, and says where it stands; the map is as it was", async () => {
    const before = await answer<EntityAnswer>(`/entities/${THING}`);
    await rename("A name for a while");
    const { page, close } = await visit(browser, "/e/now/history");
    const { entries } = await answer<ChangeHistory>("/changes?limit=1");
    const position = entries[0]?.position ?? 0;
    await tabTo(page, `button[aria-label="Undo change ${position}"]`);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".confirm");
    expect(await page.locator(".confirm").innerText()).toContain("Called A name for a while");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".done");
    await settled(page);
    expect(await page.locator(".done").innerText()).toContain(`change ${position + 1}`);
    const after = await answer<EntityAnswer>(`/entities/${THING}`);
    expect(after.entity).toEqual(before.entity);
    await close();
  });

  it("can be left, and is refused with its reason where a later change stands on it", async () => {
    const undoFirst = await rename("First");
    const { entries } = await answer<ChangeHistory>("/changes?limit=1");
    const position = entries[0]?.position ?? 0;
    const undoSecond = await rename("Second");
    try {
      const { page, close } = await visit(browser, "/e/now/history");
      await page.locator(`#change-${position} button[aria-label^="Undo"]`).click();
      const refused = page.locator(`#change-${position} [role="alert"]`);
      await refused.waitFor();
      expect(await refused.innerText()).toContain("A later change touched the same records");
      await page.locator(`#change-${position + 1} button[aria-label^="Undo"]`).click();
      await page.getByRole("button", { name: "Keep it" }).click();
      const now = await answer<ChangeHistory>("/changes?limit=1");
      expect(now.entries[0]?.position).toBe(position + 1);
      await close();
    } finally {
      await undoSecond();
      await undoFirst();
    }
  });

  it("is not offered in an edition, which does not change", async () => {
    const { page, close } = await visit(browser, "/e/2026-11/history");
    expect(await page.locator('button[aria-label^="Undo"]').count()).toBe(0);
    await page.route("**/api/v1/changes*", (route) => route.abort());
    await go(page, "/e/now/history");
    expect(await page.locator('[role="alert"]').innerText()).toContain("does not answer");
    await close();
  });
});
