/** The network by keyboard and by mouse, and what it says held against the API. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nearestToward } from "../src/network/directions";
import { answer, LARGE, launch, path, settled, tabTo, visit } from "./browser";

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

interface Layout {
  ids: string[];
  names: string[];
  degrees: number[];
  x: number[];
  y: number[];
  community: (number | null)[];
}

const ARROWS = {
  up: "ArrowUp",
  down: "ArrowDown",
  left: "ArrowLeft",
  right: "ArrowRight",
} as const;

/** A walk by arrows over all things: always on to one of the nearest that was not yet come by. */
function walkOver(layout: Layout, start: number): { keys: string[]; node: number }[] {
  const seen = new Set([start]);
  const walk: { keys: string[]; node: number }[] = [];
  for (let here = start; seen.size < layout.ids.length; ) {
    const next = nearestUnseen(layout, here, seen);
    if (!next) throw new Error(`only ${seen.size} things are within reach of arrows`);
    walk.push(next);
    seen.add(next.node);
    here = next.node;
  }
  return walk;
}

function nearestUnseen(layout: Layout, from: number, seen: ReadonlySet<number>) {
  const known = new Set([from]);
  const open: { keys: string[]; node: number }[] = [{ keys: [], node: from }];
  for (const { keys, node } of open) {
    if (!seen.has(node)) return { keys, node };
    for (const way of ["up", "down", "left", "right"] as const) {
      const next = nearestToward(layout, node, way);
      if (next === undefined || known.has(next)) continue;
      known.add(next);
      open.push({ keys: [...keys, ARROWS[way]], node: next });
    }
  }
  return undefined;
}

describe("the whole map", () => {
  it("has every thing of the guide within reach of arrows", async () => {
    const { page, faults, close } = await visit(browser, "/e/now/network?show=chart");
    const layout = await answer<Layout>("/layout");
    await tabTo(page, ".picture [role=listbox]");
    await page.keyboard.press("Home");
    const start = layout.names.findIndex(
      (_, at) => layout.degrees[at] === Math.max(...layout.degrees),
    );
    expect(await spoken(page)).toContain(`${layout.names[start]}, `);
    for (const { keys, node } of walkOver(layout, start)) {
      for (const key of keys) await page.keyboard.press(key);
      expect(await spoken(page)).toContain(`${layout.names[node]}, `);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it("keeps how it is drawn in its address, which brings it again", async () => {
    const { page, close } = await visit(browser, "/e/now/network?show=chart");
    await page.getByLabel("Colour by").selectOption("community");
    await page.getByLabel("Size by").selectOption("lying between others");
    await settled(page);
    await page.getByRole("button", { name: /^Goal \d/ }).click();
    await page.getByRole("button", { name: "Hide the list" }).click();
    expect(path(page)).toBe(
      "/e/now/network?show=chart&colour=community&size=betweenness&hide=kind:goal&list=closed",
    );
    const seen = await picture(page);
    const again = await visit(browser, path(page));
    await again.page.waitForTimeout(300);
    expect(await picture(again.page)).toBe(seen);
    expect(
      await again.page.getByRole("button", { name: /^Goal \d/ }).getAttribute("aria-pressed"),
    ).toBe("false");
    await again.close();
    await close();
  });

  it("gives table and measure as the API has them", async () => {
    const { page, close } = await visit(browser, "/e/now/network?show=table&size=betweenness");
    interface Measured {
      members: { entity: { name: string }; betweenness: number }[];
    }
    const { members } = await answer<Measured>(
      "/analysis/centrality?network=all&sort=betweenness&limit=10000",
    );
    const layout = await answer<Layout>("/layout");
    const rows = await page.locator("table tbody tr").allTextContents();
    expect(rows).toHaveLength(layout.ids.length);
    const first = members[0];
    if (!first) throw new Error("nobody is measured");
    const row = rows.find((text) => text.includes(first.entity.name)) ?? "";
    const value = first.betweenness.toLocaleString("en", { maximumSignificantDigits: 3 });
    expect(row).toContain(value);
    await close();
  });

  it("is taken away as a picture with its legend", async () => {
    const { page, close } = await visit(browser, "/e/now/network?show=chart&labels=all");
    const svg = await page.evaluate(async () => {
      const saved = new Promise<string>((resolve) => {
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          (blob as Blob).text().then(resolve);
          return make.call(URL, blob as Blob);
        };
      });
      const press = (name: string) =>
        [...document.querySelectorAll<HTMLElement>("button, [role=menuitem]")]
          .find((each) => each.textContent?.trim().startsWith(name))
          ?.click();
      press("Export");
      await new Promise((done) => setTimeout(done, 300));
      const svg = [...document.querySelectorAll<HTMLElement>("button")].find((each) =>
        /SVG/.test(each.textContent ?? ""),
      );
      svg?.click();
      return saved;
    });
    for (const wanted of ["<svg", "Initiative (", "no known goal"]) expect(svg).toContain(wanted);
    await close();
  });

  it("does not leak when views are changed again and again", async () => {
    const { page, close } = await visit(browser, "/e/now/network?show=chart");
    const cdp = await page.context().newCDPSession(page);
    const heap = async () => {
      await cdp.send("HeapProfiler.collectGarbage");
      const { usedSize } = await cdp.send("Runtime.getHeapUsage");
      return usedSize / 2 ** 20;
    };
    const change = async (times: number) => {
      for (let time = 0; time < times; time += 1) {
        await page.getByRole("link", { name: "Goals", exact: true }).click();
        await page.locator("h1", { hasText: "Goals" }).waitFor();
        await page.getByRole("link", { name: "Network", exact: true }).click();
        await page.locator(".stage canvas").waitFor();
      }
    };
    await change(3);
    const before = await heap();
    await change(25);
    expect((await heap()) - before).toBeLessThan(10);
    await close();
  });
});

/** What the canvas shows. */
async function picture(page: Page): Promise<string> {
  await page.waitForTimeout(300);
  return page.evaluate(() => document.querySelector("canvas")?.toDataURL() ?? "");
}

describe.skipIf(!LARGE)("a map of thousands", () => {
  it("is drawn as communities from afar, as the API counts them, and by one press near", async () => {
    const { page, close } = await visit(browser, "/e/now/network?show=chart", {}, LARGE);
    for (let step = 0; step < 3; step += 1) {
      await page.getByRole("button", { name: "Zoom out" }).click();
      await page.waitForTimeout(300);
    }
    const layout = (await (await fetch(`${LARGE}/api/v1/layout`)).json()) as Layout;
    const counts = new Map<number, number>();
    for (const number of layout.community) {
      if (number !== null) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    const listed = await page.locator(".legend ol .count").allTextContents();
    const wanted = [...counts.values()].map((count) => count.toLocaleString("en"));
    expect(listed.sort()).toEqual(wanted.sort());
    await page.locator(".legend ol button").first().click();
    await page.locator(".shown", { hasText: "in the picture" }).waitFor();
    await close();
  });

  it("is moved with little of the work that drawing it takes", async () => {
    const { page, close } = await visit(browser, "/e/now/network?show=chart", {}, LARGE);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    const cpu = async () => {
      const { metrics } = await cdp.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
    };
    const box = await page.locator(".surface").boundingBox();
    if (!box) throw new Error("there is no map");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 6, y);
    const start = await cpu();
    for (let frame = 0; frame < 30; frame += 1) {
      await page.mouse.move(x + 7 + frame, y);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    }
    const frame = ((await cpu()) - start) / 30;
    await page.mouse.up();
    await page.waitForTimeout(500);
    const before = await cpu();
    await page.getByRole("button", { name: "Zoom in" }).click();
    await page.waitForTimeout(800);
    const redraw = (await cpu()) - before;
    expect(frame).toBeLessThan(redraw);
    await close();
  });
});
