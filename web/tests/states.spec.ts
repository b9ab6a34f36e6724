/** What each view shows while it waits, when the server fails, on an empty map and on a large one. */
import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY, LARGE, launch, PICTURES, settled, violations, visit } from "./browser";

/** Every view; `ask` is whether it asks the server for more than the shell does. */
const VIEWS = [
  { view: "", ask: true },
  { view: "/initiatives", ask: true },
  { view: "/organizations", ask: true },
  { view: "/goals", ask: true },
  { view: "/overlap", ask: true },
  { view: "/gaps", ask: true },
  { view: "/coordination", ask: true },
  { view: "/timeline", ask: true },
  { view: "/network", ask: true },
  { view: "/compare?a=lumina-foundation&b=ecmc-foundation", ask: true },
  { view: "/connect?a=lumina-foundation&b=ecmc-foundation", ask: true },
  { view: "/partners?id=credential-registry", ask: true },
  { view: "/report-card", ask: true },
  { view: "/diff", ask: true },
  { view: "/milestones", ask: true },
  { view: "/ties", ask: true },
  { view: "/pairs", ask: true },
  { view: "/sources", ask: true },
  { view: "/data", ask: true },
  { view: "/history", ask: true },
  { view: "/care", ask: true },
  { view: "/duplicates", ask: true },
  { view: "/about", ask: true },
  { view: "/import", ask: false },
  { view: "/edit", ask: false },
  { view: "/initiatives/credential-registry", ask: true },
];

/** Words that no reader should ever meet. */
const NONSENSE = /\bNaN\b|\bundefined\b|\bnull\b|\[object |\bInfinity\b/;

/** Longer than the page waits before it says that it waits. */
const SLOW = 1_500;

let browser: Browser;

beforeAll(async () => {
  mkdirSync(`${PICTURES}/states`, { recursive: true });
  browser = await launch();
});
afterAll(() => browser.close());

function picture(page: Page, state: string, view: string) {
  const name = view.replaceAll(/[^a-z-]+/g, "-").replaceAll(/^-|-$/g, "") || "field";
  return page.screenshot({ path: `${PICTURES}/states/${state}-${name}.png` });
}

describe("while it waits", () => {
  it.each(VIEWS.filter(({ ask }) => ask))("`$view` says so in its own shape", async ({ view }) => {
    const { page, faults, close } = await visit(browser, "/e/now/edit");
    await page.route("**/api/v1/**", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, SLOW));
      await route.continue().catch(() => {});
    });
    await page.goto(new URL(`/e/now${view}`, page.url()).href, { waitUntil: "commit" });
    await page.waitForSelector("main [aria-busy=true]");
    expect(await page.locator("main h1").innerText()).not.toBe("");
    await picture(page, "loading", view);
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await settled(page);
    expect(await page.locator("main").innerText()).not.toMatch(NONSENSE);
    expect(faults).toEqual([]);
    await close();
  });
});

describe("when the server fails", () => {
  it.each(VIEWS.filter(({ ask }) => ask))(
    "`$view` says what happened and asks again",
    async ({ view }) => {
      const { page, close } = await visit(browser, "/e/now/edit");
      const problem = {
        type: "/problems/internal",
        title: "Something failed within the server",
        status: 500,
        code: "internal",
        detail: "the disk is on fire",
        request_id: "r-4711",
      };
      await page.route("**/api/v1/**", (route) =>
        route.fulfill({
          status: 500,
          contentType: "application/problem+json",
          body: JSON.stringify(problem),
        }),
      );
      await page.goto(new URL(`/e/now${view}`, page.url()).href);
      const alert = page.locator('main [role="alert"]').first();
      await alert.waitFor();
      const told = await alert.innerText();
      expect(told).toContain("The disk is on fire");
      expect(told, "to report it by").toContain("r-4711");
      expect(await violations(page)).toEqual([]);
      await picture(page, "failed", view);
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await page.getByRole("button", { name: "Try again" }).first().click();
      await settled(page);
      await close();
    },
  );

  it("says that the server does not answer where there is no connection", async () => {
    const { page, close } = await visit(browser, "/e/now/goals");
    await page.route("**/api/v1/**", (route) => route.abort());
    await page.locator("nav a", { hasText: "Gaps" }).click();
    await page.locator('main [role="alert"]').first().waitFor();
    expect(await page.locator('main [role="alert"]').first().innerText()).toContain(
      "does not answer",
    );
    await picture(page, "offline", "/gaps");
    await close();
  });

  it("loads itself once again where a part of it is gone, and then says so", async () => {
    const { page, close } = await visit(browser, "/e/now/goals");
    let loads = 0;
    page.on("load", () => {
      loads += 1;
    });
    await page.route("**/assets/overlap*.js", (route) => route.abort());
    await page.locator("nav a", { hasText: "Overlap" }).click();
    await page.locator('main [role="alert"]').waitFor();
    expect(loads).toBe(1);
    expect(new URL(page.url()).pathname).toBe("/e/now/overlap");
    await picture(page, "part-missing", "/overlap");
    await close();
  });
});

describe("long work", () => {
  it("says how far it is, and is stopped by whoever asked", async () => {
    const { page, close } = await visit(browser, "/e/now/goals");
    const job = {
      id: "job-7",
      title: "t",
      state: "running",
      step: "drawing 300 of 1,000",
      progress: 0.3,
    };
    let stopped = false;
    await page.route("**/api/v1/**", async (route) => {
      const request = route.request();
      if (request.method() === "DELETE") stopped = true;
      const asksForJob = (await request.allHeaders()).prefer === "respond-async";
      const aboutJob = request.url().includes("/jobs/");
      if (asksForJob || aboutJob) {
        await route.fulfill({ status: asksForJob ? 202 : 200, json: job });
      } else await route.continue();
    });
    await page.locator("nav a", { hasText: "Coordination" }).click();
    const work = page.locator("main .work").first();
    await work.waitFor();
    expect(await work.innerText()).toContain("drawing 300 of 1,000");
    expect(await work.locator("progress").getAttribute("value")).toBe("0.3");
    expect(await violations(page)).toEqual([]);
    await picture(page, "long", "/coordination");
    await work.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Nothing was worked out").first().waitFor();
    expect(stopped, "the server is told").toBe(true);
    await close();
  });
});

describe.runIf(EMPTY)("on an empty map", () => {
  it.each(VIEWS)(
    "`$view` says what is not there and what to do, and nothing false",
    async ({ view }) => {
      const { page, close } = await visit(browser, `/e/now${view}`, {}, EMPTY);
      const text = await page.locator("main").innerText();
      expect(text).not.toMatch(NONSENSE);
      expect(text.length, "it is not mute").toBeGreaterThan(60);
      expect(await violations(page)).toEqual([]);
      await picture(page, "empty", view);
      await close();
    },
  );
});

describe.runIf(LARGE)("on a map of 5,000 initiatives", () => {
  it.each(
    VIEWS.filter(({ view }) => !view.includes("credential-registry") && !view.includes("lumina")),
  )("`$view` comes whole, or says how far it is and can be stopped", async ({ view }) => {
    const { page, faults, close } = await visit(browser, "/e/now/edit", {}, LARGE);
    await page.goto(`${LARGE}/e/now${view}`);
    await page.waitForSelector("main h1");
    const come = page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
    const told = page.locator("main .work button").first().waitFor();
    await Promise.any([come, told]);
    expect(await page.locator("main").innerText()).not.toMatch(NONSENSE);
    expect(await page.locator('main [role="alert"]').count()).toBe(0);
    expect(faults).toEqual([]);
    await picture(page, "large", view);
    await close();
  });
});
