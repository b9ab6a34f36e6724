/** Facts that need a person: the queue is the API's, a click confirms one, and undo takes it back. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Care } from "../src/api/care";
import type { Editions } from "../src/api/types";
import { answer, EMPTY, go, launch, settled, tabTo, visit } from "./browser";
import { keyboard, mouse } from "./hand";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const asked = (words = "") => answer<Care>(`/analysis/care?limit=1000${words}`);

/** The state of the map, without its position: what is undone leaves it as it was. */
async function state(): Promise<string> {
  const { version: _, ...rest } = await answer<Record<string, unknown>>("/exports/json");
  return JSON.stringify(rest);
}

describe("the queue", () => {
  it("is the API's, in its order, with what is stated and why", async () => {
    const { page, faults, close } = await visit(browser, "/e/now/care");
    const care = await asked();
    const words = await page.locator("#sentence").innerText();
    expect(words).toContain(`${care.needing} of ${care.facts.toLocaleString("en")} facts need`);
    const rows = page.locator("#queue > li");
    expect(await rows.count()).toBe(Math.min(50, care.items.length));
    for (const at of [0, 1, 2]) {
      const text = await rows.nth(at).innerText();
      expect(text).toContain(care.items[at]?.stated[0]?.value);
      expect(text).toContain(care.items[at]?.because);
    }
    await page.locator("#more-facts").click();
    expect(await rows.count()).toBe(Math.min(100, care.items.length));
    expect(faults).toEqual([]);
    await close();
  });

  it("of each reason has as many as the API counts, unknown dates apart", async () => {
    const { page, close } = await visit(browser, "/e/now/care");
    for (const { reason, count } of (await asked()).counts) {
      const chosen = page.locator(`#reason-${reason}`);
      expect(await chosen.innerText()).toContain(count.toLocaleString("en"));
      await chosen.click();
      await settled(page);
      expect(new URL(page.url()).search).toBe(`?reason=${reason}`);
      expect(await page.locator("#queue > li").count()).toBe(Math.min(50, count));
    }
    await page.locator("#months").selectOption("60");
    await settled(page);
    expect(new URL(page.url()).searchParams.get("months")).toBe("60");
    await close();
  });
});

describe("confirming", () => {
  it.each([
    ["mouse", mouse],
    ["keyboard", keyboard],
  ] as const)("takes one act by %s, and one to take it back", async (_, hand) => {
    const before = await state();
    const { page, faults, close } = await visit(browser, "/e/now/care?reason=inferred");
    const { items, needing } = await asked("&reason=inferred");
    const by = hand(page);
    const row = page.locator("#queue > li").first();
    await by.press(row.getByRole("button", { name: "Confirm" }));
    expect(by.acts).toBe(1);
    await row.locator(".undo").waitFor();
    await settled(page);
    expect(await row.innerText()).toContain(`Confirmed today: “${items[0]?.stated[0]?.value}”`);
    expect(await row.locator(".undo").evaluate((each) => each === document.activeElement)).toBe(
      true,
    );
    expect((await asked()).needing).toBe(needing - 1);
    expect(await page.locator("#sentence").innerText()).toContain(`${needing - 1} of`);
    await by.press(row.locator(".undo"));
    await row.getByRole("button", { name: "Confirm" }).waitFor();
    await settled(page);
    expect(await state()).toBe(before);
    expect(faults).toEqual([]);
    await close();
  });

  it("of one of two values in conflict prefers it", async () => {
    const before = await state();
    const { page, close } = await visit(browser, "/e/now/care?reason=conflict");
    const { items } = await asked("&reason=conflict");
    const row = page.locator("#queue > li").first();
    const other = items[0]?.stated[1]?.value ?? "";
    expect(await row.locator('input[type="checkbox"]').count(), "one has to choose").toBe(0);
    await row.getByRole("button", { name: `Confirm “${other}”` }).click();
    await row.locator(".undo").waitFor();
    const left = (await asked("&reason=conflict")).items;
    expect(left.map(({ id }) => id)).not.toContain(items[0]?.id);
    await row.locator(".undo").click();
    await row.getByRole("button", { name: `Confirm “${other}”` }).waitFor();
    expect(await state()).toBe(before);
    await close();
  });

  it("of several is one change, and one undo", async () => {
    const before = await state();
    const { page, close } = await visit(browser, "/e/now/care?reason=inferred");
    const { version, needing } = await asked();
    for (const at of [0, 1, 2]) {
      await tabTo(page, `#queue > li:nth-child(${at + 1}) input[type="checkbox"]`);
      await page.keyboard.press("Space");
    }
    await page.locator("#author").fill("Ada");
    await page.locator("#confirm-selected").click();
    await page.locator("#queue .undo").nth(2).waitFor();
    const after = await asked();
    expect(after.needing).toBe(needing - 3);
    expect(after.version.position).toBe(version.position + 1);
    const log = await answer<{ entries: { author: string }[] }>("/changes?limit=1");
    expect(log.entries[0]?.author).toBe("Ada");
    await page.getByRole("button", { name: "Undo all 3" }).first().click();
    await page.locator("#queue .undo").first().waitFor({ state: "detached" });
    expect(await state()).toBe(before);
    await close();
  });

  it("says where it was refused, and is not offered in an edition", async () => {
    const { page, close } = await visit(browser, "/e/now/care");
    const problem = { type: "/problems/read_only", title: "t", status: 403, code: "read_only" };
    await page.route("**/api/v1/confirmations", (route) =>
      route.fulfill({ status: 403, json: { ...problem, detail: "it only reads" } }),
    );
    await page.locator("#queue > li").first().getByRole("button", { name: "Confirm" }).click();
    await page.locator("#read-only").waitFor();
    expect(await page.locator('main [role="alert"]').innerText()).toContain("It only reads");
    expect(await page.locator("#queue button").count()).toBe(0);
    const { editions } = await answer<Editions>("/editions");
    const latest = editions.find(({ position }) => typeof position === "number");
    if (latest) {
      await go(page, `/e/${latest.id}/care`);
      await page.locator("#not-now").waitFor();
      expect(await page.locator("#queue button").count()).toBe(0);
    }
    await close();
  });

  it.runIf(EMPTY)("has nothing to say of an empty map but that it is empty", async () => {
    const { page, close } = await visit(browser, "/e/now/care", {}, EMPTY);
    expect(await page.locator("main").innerText()).toContain("on the map yet");
    await close();
  });
});
