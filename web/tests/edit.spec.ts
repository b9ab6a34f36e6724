import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer, change, go, launch, path, settled, tabTo, violations, visit } from "./browser";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

interface Entity {
  version: { position: number };
  entity: { id: string; name: Fact[]; description: Fact[]; website: Fact[] };
  ties: { id: string; kind: string; stated: { source: string }[] }[];
  milestones: { id: string }[];
}
interface Fact {
  value: string;
  provenance: { source: string; confidence: string };
}

const find = (id: string) => answer<Entity>(`/entities/${id}`);

async function state(): Promise<string> {
  const { version: _, ...rest } = await answer<Record<string, unknown>>("/exports/json");
  return JSON.stringify(rest);
}

/** Fills what every form asks for besides its fields. */
async function source(page: Page, title: string) {
  await page.locator("#source-title").fill(title);
}

async function undo(page: Page) {
  await page.locator("#undo").click();
  await page.getByRole("heading", { name: "Undone" }).waitFor();
}

describe("adding", () => {
  it("an initiative by keyboard alone: alike ones are offered, its source is asked for, undo takes it back", async () => {
    const before = await state();
    const { page, faults, close } = await visit(browser, "/e/now/edit");
    await tabTo(page, "#add-initiative");
    await page.keyboard.press("Enter");
    await page.locator("#field-name").waitFor();
    await tabTo(page, "#field-name");
    await page.keyboard.type("Credential Registry");
    await page.locator("#alike a", { hasText: "Credential Registry" }).first().waitFor();
    await page.keyboard.type(" for Apprentices");
    await tabTo(page, "#field-website");
    await page.keyboard.type("not an address");
    await tabTo(page, "#save");
    await page.keyboard.press("Enter");
    // Nothing is saved yet: the list of what is missing has the focus.
    const told = await page.locator(".faults").innerText();
    expect(told).toContain("Website: an address that begins with https:// or http://");
    expect(told).toContain("every fact on the map has its source");
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("faults");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("https://example.org/apprentices");
    await tabTo(page, "#source-title");
    await page.keyboard.type("A letter from the founders");
    await tabTo(page, "#author");
    await page.keyboard.type("Ada");
    await page.keyboard.press("Enter");
    await page.locator("#undo").waitFor();
    const made = await find("credential-registry-for-apprentices");
    expect(made.entity.name[0]).toMatchObject({
      value: "Credential Registry for Apprentices",
      provenance: { source: "a-letter-from-the-founders", confidence: "reported" },
    });
    expect(made.entity.description, "what was left empty is unknown").toEqual([]);
    await tabTo(page, "#undo");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Undone" }).waitFor();
    expect(await state()).toBe(before);
    // Whether an id is free is asked by looking for it.
    expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
    await close();
  });

  it("a tie with its amount, from the page of one of its ends", async () => {
    const before = await state();
    const { page, close } = await visit(browser, "/e/now/edit?kind=tie&a=lumina-foundation");
    await page.getByText("Lumina Foundation").first().waitFor();
    await page.locator("#end-to").fill("Credential Registry");
    await page.locator("[role=listbox] [role=option]").first().click();
    await page.locator("#field-funding-amount").fill("lots of money");
    await source(page, "Annual report");
    await page.locator("#save").click();
    expect(await page.locator(".faults").innerText()).toContain("such as 1250000 USD");
    await page.locator("#field-funding-amount").fill("1,250,000 usd");
    await page.locator("#save").click();
    await page.locator("#undo").waitFor();
    const { ties } = await answer<{ ties: { id: string; funding: unknown }[] }>(
      "/entities/lumina-foundation",
    );
    const made = ties.find(({ id }) =>
      id.startsWith("lumina-foundation--funds--credential-registry"),
    );
    expect(JSON.stringify(made?.funding)).toContain('"amount":"1250000","currency":"USD"');
    await undo(page);
    expect(await state()).toBe(before);
    await close();
  });

  it("a milestone", async () => {
    const before = await state();
    const { page, close } = await visit(
      browser,
      "/e/now/edit?kind=milestone&a=credential-registry",
    );
    await page.locator("#field-title").fill("A thousand credentials described");
    await page.locator("#field-due").fill("next spring");
    await source(page, "Minutes of the board");
    await page.locator("#save").click();
    // The server reads dates; its words stand in the form.
    await page.locator('[role="alert"]').first().waitFor();
    expect(await page.locator(".problem").innerText()).toContain("next spring");
    await page.locator("#field-due").fill("2027-03");
    await page.locator("#save").click();
    await page.locator("#undo").waitFor();
    const made = await find("credential-registry");
    const id = "credential-registry--a-thousand-credentials-described";
    expect(made.milestones.map((milestone) => milestone.id)).toContain(id);
    await undo(page);
    expect(await state()).toBe(before);
    await close();
  });
});

describe("correcting", () => {
  it("keeps what another source says, or replaces it, as one chooses", async () => {
    const before = await state();
    const { page, close } = await visit(browser, "/e/now/edit?id=credential-engine");
    const was = (await find("credential-engine")).entity.description;
    await page.locator("#field-description").fill("Runs the Registry");
    await source(page, "Its own website");
    await page.locator("#save").click();
    await page.locator("#undo").waitFor();
    const both = (await find("credential-engine")).entity.description;
    expect(both.map(({ value }) => value)).toEqual([
      "Runs the Registry",
      ...was.map((f) => f.value),
    ]);
    await undo(page);
    await go(page, "/e/now/edit?id=credential-engine");
    await page.locator("#field-description").fill("Runs the Registry");
    await page.getByRole("radio", { name: /is wrong/ }).check();
    await source(page, "Its own website");
    await page.locator("#save").click();
    await page.locator("#undo").waitFor();
    const one = (await find("credential-engine")).entity.description;
    expect(one.map(({ value }) => value)).toEqual(["Runs the Registry"]);
    await undo(page);
    expect(await state()).toBe(before);
    await close();
  });

  it("keeps from both what two people edit, and settles the same field one by one", async () => {
    const before = await state();
    const { page, close } = await visit(browser, "/e/now/edit?id=credential-engine");
    await page.locator("#field-description").fill("Mine");
    await page.locator("#field-aliases").fill("CE");
    await page.keyboard.press("Enter");
    await source(page, "Its own website");
    const { entity } = await find("credential-engine");
    const [first] = entity.description;
    const provenance = first?.provenance;
    const theirs = {
      ...entity,
      description: [{ value: "Theirs", provenance }],
      website: [{ value: "https://example.org/theirs", provenance }],
    };
    const undoTheirs = await change("somebody else", [{ op: "put_entity", entity: theirs }]);
    await page.locator("#save").click();
    await page.getByRole("heading", { name: "Somebody else changed the same" }).waitFor();
    expect(await violations(page)).toEqual([]);
    const told = await page.locator(".settle").innerText();
    expect(told).toContain("Theirs");
    expect(told).toContain("Mine");
    expect(told, "only they touched the website").not.toContain("example.org/theirs");
    await page.getByRole("radio", { name: /Keep what is there now/ }).check();
    await page.locator("#settle").click();
    await page.locator("#undo").waitFor();
    const saved = (await find("credential-engine")).entity as Entity["entity"] & {
      aliases: Fact[];
    };
    expect(saved.description.map(({ value }) => value)).toEqual(["Theirs"]);
    expect(saved.website.map(({ value }) => value)).toEqual(["https://example.org/theirs"]);
    expect(saved.aliases.map(({ value }) => value)).toContain("CE");
    await undo(page);
    await undoTheirs();
    expect(await state()).toBe(before);
    await close();
  });

  it("removes a thing only after saying what goes with it, and brings all back", async () => {
    const before = await state();
    const { page, close } = await visit(browser, "/e/now/edit?id=credential-registry");
    const { ties, milestones } = await find("credential-registry");
    await page.locator("#remove").click();
    const told = await page.locator(".ask").innerText();
    expect(told).toContain(`${ties.length + milestones.length} ties and milestones`);
    await page.locator("#remove-yes").click();
    await page.locator("#undo").waitFor();
    await undo(page);
    expect(await state()).toBe(before);
    await close();
  });

  it("says that an edition does not change, and leads to the map as it is now", async () => {
    const { page, close } = await visit(browser, "/e/2026-11/edit?id=credential-engine");
    await page.locator("#edit-now").click();
    await page.locator("#field-description").waitFor();
    expect(path(page)).toBe("/e/now/edit?id=credential-engine");
    await close();
  });

  it("says what is wrong where there is no such thing, and where the server takes no changes", async () => {
    const { page, close } = await visit(browser, "/e/now/edit?id=no-such-thing");
    expect(await page.locator('[role="alert"]').innerText()).toContain("no-such-thing");
    await go(page, "/e/now/edit?kind=source");
    const body = {
      type: "/problems/forbidden",
      title: "Not allowed",
      status: 403,
      code: "forbidden",
      detail: "this server is read-only",
    };
    await page.route("**/api/v1/changes*", (route) => route.fulfill({ status: 403, json: body }));
    await page.locator("#field-title").fill("A report");
    await page.locator("#save").click();
    await page.locator(".problem").waitFor();
    expect(await page.locator(".problem").innerText()).toContain("read-only");
    expect(await page.locator("#field-title").inputValue(), "nothing written is lost").toBe(
      "A report",
    );
    await close();
  });
});

describe("what others change", () => {
  it("is told without moving anything, and shown when asked for", async () => {
    const { page, close } = await visit(browser, "/e/now/organizations/lumina-foundation");
    await page.evaluate(() => scrollTo(0, 300));
    const { entity } = await find("lumina-foundation");
    const undoTheirs = await change("a better word", [
      {
        op: "put_entity",
        entity: {
          ...entity,
          description: [
            { value: "Words that came meanwhile", provenance: entity.name[0]?.provenance },
          ],
        },
      },
    ]);
    await page.locator("#show-news").waitFor();
    expect(await page.locator(".news").innerText()).toContain("a better word");
    expect(await page.locator("main").innerText()).not.toContain("Words that came meanwhile");
    expect(await page.evaluate(() => scrollY)).toBe(300);
    await page.locator("#show-news").click();
    await page.getByText("Words that came meanwhile").first().waitFor();
    await settled(page);
    expect(await page.locator(".news p").count()).toBe(0);
    await undoTheirs();
    await close();
  });
});
