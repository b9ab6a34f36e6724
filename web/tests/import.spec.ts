import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { components } from "../src/api/schema";
import { answer, BASE, launch, settled, tabTo, violations, visit } from "./browser";

type Job = components["schemas"]["Job"];
type PairReport = components["schemas"]["PairReport"];
type Summary = components["schemas"]["Summary"];

const PATH = "/e/now/import";
/** Three grants of two funders to one recipient and more, and a row that cannot be read. */
const SHEET = {
  name: "imker.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    "Grantee,Donor,Amount,Currency,Year,Desk\n" +
      "Imkerbund Nord,Stiftung Wabe,500,EUR,2019,7\n" +
      "Imkerbund Nord,Stiftung Blüte,700,EUR,2020,8\n" +
      "Bienenhaus,Stiftung Blüte,viel,EUR,2020,8\n",
  ),
};
/** The same with words that nothing tells of. */
const STRANGE = {
  name: "liste.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    'Empfänger;Wer gibt;Betrag\nKinderhilfe Süd;Stiftung Linde;"1.500,50"\n' +
      "Bücherei Süd;Stiftung Linde;200\n",
  ),
};

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function choose(page: Page, ...files: (typeof SHEET)[]) {
  await page.setInputFiles("#files", files);
  await settled(page);
}

/** The report of the last trial or import, as the API gives it. */
async function reported(page: Page): Promise<NonNullable<Job["report"]>> {
  await page.click("#export");
  const address = await page.locator("a[href^='/api/v1/jobs/']").getAttribute("href");
  await page.keyboard.press("Escape");
  const job = (await (await fetch(BASE + address)).json()) as Job;
  if (!job.report) throw new Error(`${address} has no report`);
  return job.report;
}

async function undo(position: number) {
  const asked = await fetch(`${BASE}/api/v1/changes/${position}/undo`, { method: "POST" });
  expect(asked.status).toBe(200);
}

const withoutVersion = async () => {
  const { version: _, ...rest } = await answer<Summary>("/summary");
  return rest;
};

const counts = (page: Page) => page.locator(".counts strong").allTextContents();
const text = (page: Page) => page.locator("main").innerText();

it("leads from a spreadsheet to where funders overlap in five clicks", async () => {
  const { page, faults, close } = await visit(browser, "/e/now");
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await page.waitForSelector("#files", { state: "attached" });
  const dialog = page.waitForEvent("filechooser");
  await page.locator("label[for=files]").click();
  await (await dialog).setFiles([SHEET]);
  await page.waitForSelector("#import");
  await page.click("#import");
  await page.waitForSelector("#undo");
  const report = await reported(page);
  onTestFinished(() => undo(report.version.position));
  await page.getByRole("link", { name: "See where funders overlap" }).click();
  await settled(page);
  expect(new URL(page.url()).pathname).toBe("/e/now/overlap");
  const pair = await answer<PairReport>("/analysis/overlap/stiftung-blute/stiftung-wabe");
  expect(pair.both.map(({ name }) => name)).toEqual(["Imkerbund Nord"]);
  expect(faults).toEqual([]);
  await close();
});

it("shows what would happen as the API tells it, and writes nothing before it is asked to", async () => {
  const before = await answer<Summary>("/summary");
  const { page, close } = await visit(browser, PATH);
  await choose(page, SHEET);
  const report = await reported(page);
  expect(report.dry_run).toBe(true);
  const { created, changed, matched, refused } = report;
  expect(await counts(page)).toEqual([created, changed, matched, refused.length].map(String));
  expect(await text(page)).toContain("3 rows: 2 new and 1 refused.");
  expect(await text(page)).toContain("“viel” is not a number");

  const columns = await page.locator("tbody th[scope=row]").allTextContents();
  expect(columns).toEqual(report.files[0]?.columns.map(({ column }) => column));
  const desk = page.getByLabel("What “Desk” is read as");
  expect(await desk.inputValue()).toBe("");

  await page.click("#export");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Table" }).click();
  const rows = (await readFile(await (await download).path(), "utf8")).trim().split("\r\n");
  expect(rows).toHaveLength(1 + report.rows);
  expect(await answer<Summary>("/summary")).toEqual(before);
  await close();
});

it("is imported and undone by keyboard alone, and can be left and come back to", async () => {
  const before = await withoutVersion();
  const { page, close } = await visit(browser, PATH);
  await tabTo(page, "#files");
  const dialog = page.waitForEvent("filechooser");
  await page.keyboard.press("Space");
  await (await dialog).setFiles([SHEET]);
  await page.waitForSelector("#import");
  await settled(page);
  await tabTo(page, "#import");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#undo");
  expect(new URL(page.url()).search).toMatch(/^\?job=job-\d+$/);
  const told = await text(page);
  await page.reload();
  await page.waitForSelector("#undo");
  await settled(page);
  expect(await text(page)).toBe(told);
  await tabTo(page, "#undo");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".undone");
  expect(await withoutVersion()).toEqual(before);
  await page.reload();
  await page.waitForSelector("text=It cannot be undone as a whole");
  expect(await page.locator("#undo").count()).toBe(0);
  await close();
});

it("lets columns that nothing tells of be named, saved and used again", async () => {
  const { page, close } = await visit(browser, PATH);
  await choose(page, STRANGE);
  expect(await text(page)).toContain("Nothing tells which column names who receives");
  expect(await page.locator("#import").count()).toBe(0);
  await page.getByLabel("What “Empfänger” is read as").selectOption("recipient");
  await settled(page);
  await page.getByLabel("What “Wer gibt” is read as").selectOption("funder");
  await page.waitForSelector("#import");
  expect(await counts(page)).toEqual(["2", "0", "0", "0"]);
  expect(await text(page)).toContain("decimal comma");
  expect(await text(page)).toContain("a guess by what it looks like");

  await page.getByLabel("Which currency").fill("eur");
  await page.keyboard.press("Tab");
  await settled(page);
  const report = await reported(page);
  expect(report.questions).toEqual([]);
  const download = page.waitForEvent("download");
  await page.click("#save-mapping");
  const saved = await readFile(await (await download).path(), "utf8");
  expect(JSON.parse(saved)).toEqual(report.mapping);
  await close();

  const again = await visit(browser, PATH);
  await choose(again.page, STRANGE);
  await again.page.setInputFiles("#saved-mapping", {
    name: "mapping.json",
    mimeType: "application/json",
    buffer: Buffer.from(saved),
  });
  await again.page.waitForSelector("#import");
  await settled(again.page);
  expect((await reported(again.page)).mapping).toEqual(report.mapping);
  expect(await text(again.page)).toContain("you said so");
  await again.close();
});

it("asks who gives and in which currency only where the file does not tell", async () => {
  const { page, close } = await visit(browser, PATH);
  await choose(page, SHEET);
  expect(await page.locator("#questions").count()).toBe(0);
  const buffer = Buffer.from("Grantee,Amount\nImkerbund,$5\n");
  await choose(page, { name: "wabe_fund.csv", mimeType: "text/csv", buffer });
  expect(await text(page)).toContain("“Wabe Fund” is concluded from the name of the file");
  expect(await text(page)).toContain("“$” is taken for USD");
  await page.getByLabel("Who gives all these grants?").fill("Stiftung Wabe");
  await page.keyboard.press("Tab");
  await page.waitForSelector("text=is concluded from the name of the file", { state: "detached" });
  expect((await reported(page)).questions.map(({ asks }) => asks)).toEqual(["currency"]);
  await page.getByLabel("Which currency").fill("dollars");
  expect(await page.getByLabel("Which currency").inputValue()).toBe("dol");
  await close();
});

describe("when it goes wrong", () => {
  it("says in words what cannot be read, and takes another file", async () => {
    const { page, close } = await visit(browser, PATH);
    const buffer = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
    await choose(page, { name: "picture.png", mimeType: "image/png", buffer });
    expect(await page.locator("[role=alert]").innerText()).toContain("a PNG picture");
    await choose(page, SHEET);
    expect(await page.locator("[role=alert]").count()).toBe(0);
    await close();
  });

  it("says that the server failed, and tries again", async () => {
    const { page, close } = await visit(browser, PATH);
    await page.route("**/api/v1/imports?*", (route) => route.fulfill({ status: 500, body: "" }));
    await choose(page, SHEET);
    await page.waitForSelector("[role=alert]");
    await page.unroute("**/api/v1/imports?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForSelector("#import");
    await close();
  });

  it("tells of work that lasts and can be stopped", async () => {
    const { page, close } = await visit(browser, PATH);
    const running: Partial<Job> = { id: "job-x", state: "running", step: "reading imker.csv" };
    let stopped = false;
    await page.route("**/api/v1/jobs/*", (route) => {
      stopped ||= route.request().method() === "DELETE";
      return route.fulfill({ json: { ...running, progress: 0.4, title: "import" } });
    });
    await page.setInputFiles("#files", [SHEET]);
    await page.waitForSelector("text=reading imker.csv");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.waitForSelector("progress", { state: "detached" });
    await expect.poll(() => stopped).toBe(true);
    await close();
  });

  it("says that an import is no longer remembered, and that a server takes none", async () => {
    const { page, close } = await visit(browser, `${PATH}?job=job-987654`);
    expect(await text(page)).toContain("no longer remembered");
    await page.route("**/api/v1/imports/targets", (route) =>
      route.fulfill({ json: { writable: false, targets: [] } }),
    );
    await page.goto(BASE + PATH);
    await page.waitForSelector("text=This server is read-only");
    expect(await page.locator("#files").count()).toBe(0);
    await close();
  });
});

it.each(["light", "dark"] as const)(
  "keeps the contract while files are tried, in %s",
  async (colorScheme) => {
    for (const width of [1280, 320]) {
      const viewport = { width, height: 800 };
      const { page, faults, close } = await visit(browser, PATH, { colorScheme, viewport });
      await choose(page, SHEET, STRANGE);
      expect(await violations(page)).toEqual([]);
      await choose(page, SHEET);
      await page.locator(".counts .refused button").click();
      expect(await violations(page)).toEqual([]);
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(sideways).toBe(0);
      expect(faults).toEqual([]);
      await close();
    }
  },
);

describe("what may be the same", () => {
  /** A grant to a name that is nearly one of the map. */
  const NEARLY = {
    name: "nearly.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      "Grantee,Donor,Amount,Currency,Year\nImkerbund Nord,Lumina Fundation,500,EUR,2019\n",
    ),
  };

  it("is told with its evidence before and after the import, and joined by neither", async () => {
    const { page, faults, close } = await visit(browser, PATH);
    await choose(page, NEARLY);
    for (const dry of [true, false]) {
      await page.waitForSelector(dry ? "#import" : "#undo");
      const report = await reported(page);
      if (!dry) onTestFinished(() => undo(report.version.position));
      expect(report.dry_run).toBe(dry);
      const pairs = report.perhaps_same ?? [];
      expect(pairs.length).toBeGreaterThan(0);
      const told = page.locator("#perhaps-same");
      const { of } = report.perhaps_same_shown;
      expect(await told.innerText()).toContain(`${of} pair`);
      expect(await told.innerText()).toContain(dry ? "joins none" : "None of them was joined");
      expect(await told.locator("li").count()).toBe(Math.min(5, pairs.length));
      const first = told.locator("li").first();
      for (const name of [pairs[0]?.a.name, pairs[0]?.b.name, pairs[0]?.evidence[0]?.sentence])
        expect(await first.innerText()).toContain(name);
      // What is not on the map yet has no page.
      expect(await first.locator("a").count()).toBe(dry ? 0 : 2);
      expect(await violations(page)).toEqual([]);
      if (dry) await page.click("#import");
    }
    await page.click("#to-duplicates");
    await settled(page);
    expect(new URL(page.url()).pathname).toBe("/e/now/duplicates");
    expect(await text(page)).toContain("Lumina Fundation");
    expect(faults).toEqual([]);
    await close();
  });

  it("says in words where nothing looks like something else", async () => {
    const { page, close } = await visit(browser, PATH);
    await choose(page, SHEET);
    const report = await reported(page);
    const told = await page.locator("#perhaps-same").innerText();
    if (report.perhaps_same_shown.of === 0)
      expect(told).toContain("none looks like something else");
    else expect(told).toContain("may be one thing");
    await close();
  });
});
