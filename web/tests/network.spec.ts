/** The network by keyboard and by mouse, and what it says held against the API. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer, launch, path, settled, tabTo, visit } from "./browser";

interface Neighborhood {
  nodes: { id: string; name: string; distance: number }[];
}

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** What the picture says it has the focus on. */
async function spoken(page: Page): Promise<string> {
  return page.evaluate(() => {
    const id = document.activeElement?.getAttribute("aria-activedescendant") ?? "";
    return document.getElementById(id)?.textContent?.trim() ?? "";
  });
}

/** All that arrows reach from where the focus is, found by trying them all. */
async function walked(page: Page, most: number): Promise<Set<string>> {
  const seen = new Set<string>();
  const keys = ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"];
  const tried = new Map<string, number>();
  for (let step = 0; step < 40 * most && seen.size < most; step += 1) {
    const here = await spoken(page);
    seen.add(here);
    const next = tried.get(here) ?? 0;
    tried.set(here, next + 1);
    await page.keyboard.press(keys[next % keys.length] as string);
  }
  return seen;
}

describe("what is around one thing", () => {
  const AT = "/e/now/network?show=chart&ego=credential-registry";

  it("is the same in picture, list and API, and arrows reach all of it", async () => {
    const { page, faults, close } = await visit(browser, AT);
    const { nodes } = await answer<Neighborhood>(
      "/entities/credential-registry/neighborhood?depth=1&limit=300",
    );
    const names = nodes.slice(1).map(({ name }) => name);
    const listed = await page.locator("#around .aside a").allTextContents();
    expect(listed.sort()).toEqual(names.sort());
    expect(await page.locator("#around .stage > svg > path:not(.ring)").count()).toBe(nodes.length);
    await tabTo(page, "#around [role=listbox]");
    expect((await walked(page, nodes.length)).size).toBe(nodes.length);
    expect(faults).toEqual([]);
    await close();
  });

  it("is gone through, centred elsewhere and back by keyboard", async () => {
    const { page, close } = await visit(browser, AT);
    await tabTo(page, "#around [role=listbox]");
    await page.keyboard.press("End");
    const last = (await spoken(page)).split(",")[0] ?? "";
    await page.keyboard.press(".");
    await settled(page);
    expect(path(page)).not.toContain("credential-registry");
    expect(await page.locator("#sentence").textContent()).toContain(last);
    await page.keyboard.press("Backspace");
    await settled(page);
    expect(path(page)).toBe(AT);
    await page.keyboard.press("Backspace");
    await settled(page);
    expect(path(page)).toBe("/e/now/network?show=chart");
    await close();
  });

  it("is centred elsewhere, farther and back by mouse", async () => {
    const { page, close } = await visit(browser, AT);
    const mark = await page.locator("#around .stage > svg > path.goal").first().boundingBox();
    if (!mark) throw new Error("there is no goal in the picture");
    await page.mouse.click(mark.x + mark.width / 2, mark.y + mark.height / 2);
    await page.getByRole("button", { name: "Put it in the middle" }).click();
    await settled(page);
    await page.getByLabel("Show what is").selectOption("up to two steps away");
    await settled(page);
    expect(path(page)).toContain("steps=2");
    await page.getByRole("button", { name: "Back to what was in the middle" }).click();
    await settled(page);
    expect(path(page)).toContain("ego=credential-registry");
    await page.getByRole("button", { name: "Back to the whole map" }).click();
    await settled(page);
    expect(path(page)).toBe("/e/now/network?show=chart");
    await close();
  });
});
