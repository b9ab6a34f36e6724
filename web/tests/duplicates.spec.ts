/** Things that may be one: the evidence is the API's, a person decides, and every decision goes back. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Duplicates } from "../src/api/duplicates";
import type { EntityAnswer } from "../src/api/types";
import { answer, change, EMPTY, go, launch, settled, violations, visit } from "./browser";
import { keyboard, mouse } from "./hand";

const TWIN = "lumina-foundation-inc";

let browser: Browser;
let undo: () => Promise<void>;

beforeAll(async () => {
  browser = await launch();
  const { entity } = await answer<EntityAnswer>("/entities/lumina-foundation");
  const provenance = entity.name[0]?.provenance;
  const name = [{ value: "Lumina Foundation, Inc.", provenance }];
  const twin = { kind: "organization", id: TWIN, name, website: entity.website };
  undo = await change("The same foundation again", [{ op: "put_entity", entity: twin }]);
});
afterAll(async () => {
  await undo();
  await browser.close();
});

const asked = () => answer<Duplicates>("/analysis/duplicates?limit=200");

/** The state of the map, without its position. */
async function state(): Promise<string> {
  const { version: _, ...rest } = await answer<Record<string, unknown>>("/exports/json");
  return JSON.stringify(rest);
}

describe("things that may be one", () => {
  it("are the API's pairs, with the evidence that adds up", async () => {
    const { page, faults, close } = await visit(browser, "/e/now/duplicates");
    const { pairs, things } = await asked();
    expect(pairs.length).toBeGreaterThan(0);
    const rows = page.locator("#pairs > li");
    expect(await rows.count()).toBe(pairs.length);
    const text = await rows.first().innerText();
    for (const { sentence } of pairs[0]?.evidence ?? []) expect(text).toContain(sentence);
    expect(text).toContain(`${pairs[0]?.weight.toFixed(1)} bits`);
    expect(await page.locator("#sentence").innerText()).toContain(`Of ${things} things`);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect(await violations(page)).toEqual([]);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it.each([
    ["mouse", mouse],
    ["keyboard", keyboard],
  ] as const)(
    "are made one by %s after a look at what would happen, and two again",
    async (_, hand) => {
      const before = await state();
      const { page, close } = await visit(browser, "/e/now/duplicates");
      const by = hand(page);
      const row = page.locator("#pairs > li").filter({ hasText: "Lumina Foundation, Inc." });
      await by.press(row.locator(".merge"));
      await row.locator(".would").waitFor();
      expect(await row.locator(".would").innerText()).toContain(
        "also known as Lumina Foundation, Inc.",
      );
      expect(await state(), "looking changes nothing").toBe(before);
      await by.press(row.locator(".go"));
      await row.locator(".undo").waitFor();
      await settled(page);
      expect(by.acts).toBe(2);
      const { pairs } = await asked();
      expect(pairs.some(({ a, b }) => a.id === TWIN || b.id === TWIN)).toBe(false);
      const gone = await visit(browser, `/e/now/organizations/${TWIN}`);
      await gone.page.locator("#became a").click();
      await settled(gone.page);
      expect(new URL(gone.page.url()).pathname).toBe("/e/now/organizations/lumina-foundation");
      await gone.close();
      await by.press(row.locator(".undo"));
      await row.locator(".merge").waitFor();
      expect(await state()).toBe(before);
      await close();
    },
  );

  it("are said to be two, which is taken back in the same place", async () => {
    const before = await state();
    const { page, close } = await visit(browser, "/e/now/duplicates");
    const row = page.locator("#pairs > li").filter({ hasText: "Lumina Foundation, Inc." });
    const { settled: decided } = await asked();
    await row.locator(".distinct").click();
    await row.locator(".undo").waitFor();
    expect((await asked()).settled).toBe(decided + 1);
    await row.locator(".undo").click();
    await row.locator(".distinct").waitFor();
    expect(await state()).toBe(before);
    await close();
  });

  it("are only shown in an edition, and an empty map has none", async () => {
    const { version } = await asked();
    const { page, close } = await visit(browser, `/e/@${version.position}/duplicates`);
    await page.locator("#not-now").waitFor();
    expect(await page.locator("#pairs button").count()).toBe(0);
    await page.route("**/analysis/duplicates*", (route) => route.abort());
    await go(page, "/e/now/duplicates");
    expect(await page.locator('main [role="alert"]').innerText()).toContain("does not answer");
    await close();
    if (!EMPTY) return;
    const empty = await visit(browser, "/e/now/duplicates", {}, EMPTY);
    expect(await empty.page.locator("main").innerText()).toContain("on the map yet");
    await empty.close();
  });
});
