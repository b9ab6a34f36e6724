/** Taking away what is on the page: tables, pictures, links, citations, and the map as a file. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Browser, Download, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Citation, Formats, Pack, Preview } from "../src/api/export";
import type { Editions } from "../src/api/types";
import {
  answer,
  BASE,
  change,
  EMPTY,
  go,
  launch,
  settled,
  tabTo,
  violations,
  visit,
} from "./browser";

let browser: Browser;
let edition: string;

beforeAll(async () => {
  browser = await launch();
  const { editions } = await answer<Editions>("/editions");
  const latest = editions.find(({ position }) => typeof position === "number");
  if (!latest) throw new Error("these tests need a server with a published edition");
  edition = latest.id;
});
afterAll(() => browser.close());

describe("the table of a view", () => {
  it("is offered by every view, beside the API's answer about the same state", async () => {
    const { page, close } = await visit(browser, `/e/${edition}`);
    const failed: string[] = [];
    for (const view of OFFERING) {
      await go(page, `/e/${edition}${view}`);
      const offered = await page.locator("#export").count();
      if (offered === 0) {
        failed.push(`${view}: offers nothing`);
        continue;
      }
      await page.locator("#export").click();
      const address = (await page.locator("#api-answer").getAttribute("href")) ?? "";
      const response = await fetch(BASE + address);
      if (!address.includes(edition) || response.status !== 200) {
        failed.push(`${view}: ${address} answers ${response.status}`);
      }
      const { rows } = await table(page, true);
      if (rows.length === 0) failed.push(`${view}: an empty table`);
    }
    expect(failed).toEqual([]);
    await close();
  });

  it("has its menus open without fault", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, close } = await visit(browser, `/e/${edition}/gaps?show=chart`, {
        colorScheme,
      });
      for (const menu of ["#export", "#cite"]) {
        await page.locator(menu).click();
        await settled(page);
        expect(await violations(page), `${menu} in ${colorScheme}`).toEqual([]);
        await page.keyboard.press("Escape");
      }
      await close();
    }
  });
});

describe("a picture", () => {
  it("stands alone as SVG: no script, nothing from elsewhere, and it says where it is from", async () => {
    const { page, faults, close } = await visit(browser, `/e/${edition}/gaps?show=chart`);
    const svg = await text(await saved(page, "#save-svg"));
    expect(await text(await saved(page, "#save-svg")), "the same again").toBe(svg);
    const cited = await answer<Citation>(
      `/citation?edition=${edition}&path=${encodeURIComponent(`/e/${edition}/gaps?show=chart`)}`,
    );
    const read = await page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, "image/svg+xml");
      const all = [...parsed.querySelectorAll("*")];
      return {
        broken: parsed.querySelector("parsererror")?.textContent ?? null,
        names: [...new Set(all.map((each) => each.localName))],
        links: all.flatMap((each) =>
          [...each.attributes]
            .filter(({ name, value }) => /^on|href$/.test(name) && !value.startsWith("#"))
            .map(({ name, value }) => `${name}=${value}`),
        ),
        title: parsed.querySelector("title")?.textContent,
        desc: parsed.querySelector("desc")?.textContent,
        facts: parsed.querySelector("metadata")?.textContent,
        words: [...parsed.querySelectorAll("text")].map((each) => each.textContent ?? ""),
      };
    }, svg);
    expect(read.broken).toBeNull();
    expect(read.links).toEqual([]);
    for (const name of ["script", "image", "foreignObject", "style", "a"]) {
      expect(read.names).not.toContain(name);
    }
    expect(svg).not.toMatch(/url\((?!#)/);
    expect(read.title).toBe(await page.locator("h1").innerText());
    expect(read.desc).toBe(await page.locator("#sentence").innerText());
    const address = `${BASE}/e/${edition}/gaps?show=chart`;
    expect(read.facts).toContain(address);
    expect(read.facts).toContain(cited.apa);
    expect(read.words.join("")).toContain(address);
    const counts = await page.locator("[role=grid] .count").allInnerTexts();
    for (const count of new Set(counts)) {
      const drawn = read.words.filter((word) => word === count).length;
      expect(drawn, count).toBeGreaterThanOrEqual(counts.filter((each) => each === count).length);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it("is drawn as PNG at one, two and four times the size", async () => {
    const { page, close } = await visit(browser, `/e/${edition}/gaps?show=chart`);
    const svg = await text(await saved(page, "#save-svg"));
    const [, width, height] = svg.match(/<svg[^>]* width="(\d+)" height="(\d+)"/) ?? [];
    for (const times of [1, 2, 4]) {
      const png = await bytes(await saved(page, `#save-png-${times}`));
      expect(png.subarray(1, 4).toString()).toBe("PNG");
      expect(png.readUInt32BE(16)).toBe(times * Number(width));
      expect(png.readUInt32BE(20)).toBe(times * Number(height));
    }
    await close();
  });
});

describe("a link", () => {
  it.each([
    "gaps?show=chart",
    "overlap?show=chart",
    "coordination?show=chart",
    "timeline?show=chart",
    "network?show=chart",
  ])(
    "of an edition, %s, gives the same bytes after another edition of another map",
    async (view) => {
      const take = async () => {
        const { page, close } = await visit(browser, `/e/${edition}/${view}`);
        const svg = await text(await saved(page, "#save-svg"));
        const api = await page.locator("#api-answer").getAttribute("href");
        const body = await (await fetch(BASE + api)).text();
        const words = await shows(page);
        await page.locator("#cite").click();
        const citation = await page.locator(".citation").innerText();
        await close();
        return { svg, body, words, citation };
      };
      const before = await take();
      const undo = await change("A newcomer", [put("come-since", "Come since")]);
      try {
        const withdraw = await publish(`next-${Date.now()}`, "The next edition");
        try {
          expect(await take()).toEqual(before);
        } finally {
          await withdraw();
        }
      } finally {
        await undo();
      }
    },
  );
});

describe("a citation", () => {
  it("is two clicks away, in four styles, as the API writes it", async () => {
    const path = `/e/${edition}/goals`;
    const { page, faults, close } = await visit(browser, path, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const cited = await answer<Citation>(
      `/citation?edition=${edition}&path=${encodeURIComponent(path)}`,
    );
    await page.locator("#cite").click();
    await page.locator("#menu-copy-apa").click();
    await page.locator("#menu-copy-apa", { hasText: "✓" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(cited.apa);
    expect(cited.apa).toContain(path);
    for (const [style, extension, expected] of [
      ["apa", "txt", cited.apa],
      ["bibtex", "bib", cited.bibtex],
      ["ris", "ris", cited.ris],
    ] as const) {
      const file = await saved(page, `#menu-download-${style}`, "");
      expect(file.suggestedFilename()).toBe(`waymark-goals-${edition}.${extension}`);
      expect(await text(file)).toBe(expected);
    }
    const csl = JSON.parse(await text(await saved(page, "#menu-download-csl", "")));
    expect(csl).toEqual([cited.csl].flat());
    expect(faults).toEqual([]);
    await close();
  });

  it("is reached by the keyboard alone", async () => {
    const { page, close } = await visit(browser, `/e/${edition}/goals`, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await tabTo(page, "#cite");
    await page.keyboard.press("Enter");
    await page.locator(".citation").waitFor();
    await tabTo(page, "#menu-copy-bibtex");
    await page.keyboard.press("Enter");
    await page.locator("#menu-copy-bibtex", { hasText: "✓" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^@\w+\{/);
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("cite");
    await close();
  });
});

describe("the map as a file", () => {
  it("is reached by the keyboard alone, with its choices", async () => {
    const { page, close } = await visit(browser, `/e/${edition}/goals`);
    await tabTo(page, "#export");
    await page.keyboard.press("Enter");
    await tabTo(page, "#export-graphml");
    await page.keyboard.press("Enter");
    await settled(page);
    await tabTo(page, "#mode");
    await page.keyboard.press("ArrowDown");
    await page.waitForURL(/mode=one/);
    await settled(page);
    const preview = await answer<Preview>(`/exports/graphml/preview?edition=${edition}&mode=one`);
    expect(await page.locator("#file-counts").innerText()).toContain(
      `${preview.counts.nodes} node`,
    );
    await tabTo(page, "#download");
    const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    await isAsShown(page, file);
    await close();
  });

  it("of every format has the bytes, the checksum and the beginning that are shown", async () => {
    const { formats } = await answer<Formats>("/exports");
    const { page, faults, close } = await visit(browser, `/e/${edition}/data`);
    expect(await page.locator("input[name=format]").count()).toBe(formats.length);
    for (const { id } of formats) {
      await page.locator(`#format-${id}`).check();
      await settled(page);
      const file = await saved(page, "#download", "");
      await isAsShown(page, file);
      const preview = await answer<Preview>(`/exports/${id}/preview?edition=${edition}`);
      expect(file.suggestedFilename(), id).toBe(preview.file_name);
      if (preview.rows) {
        expect(await page.locator("#preview tbody tr").count(), id).toBe(preview.rows.length);
      } else if (preview.lines) {
        expect(await page.locator("#preview").innerText(), id).toContain(preview.lines[0] ?? "");
      }
      for (const { what } of preview.lost) {
        expect(await page.locator(".file").innerText(), id).toContain(what);
      }
    }
    expect(faults).toEqual([]);
    await close();
  });

  it("says that it waits, what failed, and that an empty map is empty", async () => {
    const { page, close } = await visit(browser, `/e/${edition}/goals`);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/api/v1/exports?*", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${BASE}/e/${edition}/data`);
    await page.locator(".skeleton").first().waitFor();
    release();
    await settled(page);
    await page.locator("#download").waitFor();
    await page.route("**/api/v1/exports/gexf/preview*", (route) => route.abort());
    await page.locator("#format-gexf").check();
    const alert = page.locator('[aria-labelledby="file-title"] [role="alert"]');
    expect(await alert.innerText()).toContain("does not answer");
    expect(await page.locator("#download").count()).toBe(0);
    await page.unroute("**/api/v1/exports/gexf/preview*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator("#download").waitFor();
    await close();
    if (!EMPTY) return;
    const empty = await visit(browser, "/e/now/data?format=initiatives", {}, EMPTY);
    expect(await empty.page.locator("#file-counts").innerText()).toContain("0 rows");
    expect(await empty.page.locator(".file").innerText()).toContain("Nothing of the map");
    expect(empty.faults).toEqual([]);
    await empty.close();
  });
});

describe("a view within another page", () => {
  it("has no header, no filters to set, and one link to the whole", async () => {
    const { page, faults, close } = await visit(browser, `/embed/e/${edition}/gaps?show=table`);
    for (const left of ["header", "nav", "#facets", "#export", "#cite"]) {
      expect(await page.locator(left).count(), left).toBe(0);
    }
    expect(await page.locator("#view-whole").getAttribute("href")).toBe(
      `/e/${edition}/gaps?show=table`,
    );
    const whole = await visit(browser, `/e/${edition}/gaps?show=table`);
    const rows = (at: Page) => at.locator("tbody tr").allInnerTexts();
    expect(await rows(page)).toEqual(await rows(whole.page));
    const opened = page.context().waitForEvent("page");
    await page.locator("tbody a").first().click();
    expect(new URL((await opened).url()).pathname).toMatch(/^\/e\//);
    expect(new URL(page.url()).pathname).toBe(`/embed/e/${edition}/gaps`);
    expect(faults).toEqual([]);
    await whole.close();
    await close();
  });

  it("tells the page around it how tall it is", async () => {
    const { page, close } = await visit(browser, `/e/${edition}/goals`);
    // The server's own policy is another test's; here the frame is let in.
    await page.route("**/embed/**", async (route) => {
      const response = await route.fetch();
      const { "content-security-policy": _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await page.route("**/around", (route) =>
      route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Around</title>" }),
    );
    await page.goto(`${BASE}/around`);
    const height = await page.evaluate(
      (src) =>
        new Promise<number>((resolve) => {
          addEventListener("message", ({ data }) => {
            if (data?.type === "waymark:height" && data.height > 300) resolve(data.height);
          });
          const frame = document.createElement("iframe");
          Object.assign(frame, { src, width: "900", height: "200" });
          document.body.append(frame);
        }),
      `/embed/e/${edition}/gaps?show=table`,
    );
    const inner = page.frames().find((frame) => frame.url().includes("/embed/"));
    const box = await inner?.locator(".embedded").boundingBox();
    expect(height).toBeGreaterThan(300);
    expect(Math.ceil(box?.height ?? 0)).toBeGreaterThanOrEqual(height);
    await close();
  });

  it("gives the markup where the server lets somebody in, and says how where it lets nobody", async () => {
    const { page, close } = await visit(browser, `/e/${edition}/gaps`);
    const policy = (await fetch(`${BASE}/embed/e/${edition}/gaps`)).headers.get(
      "content-security-policy",
    );
    await page.locator("#export").click();
    await page.locator("#embed").click();
    const dialog = page.locator("dialog[open]");
    await dialog.locator("pre").waitFor();
    const told = await dialog.innerText();
    if (policy?.includes("frame-ancestors 'none'")) expect(told).toContain("--embed-origin");
    else expect(told).toContain(`src="${BASE}/embed/e/${edition}/gaps"`);
    await page.keyboard.press("Escape");
    await close();
  });
});

describe("a printed page", () => {
  it("is white, has the table below the chart, and says where it is from", async () => {
    const path = `/e/${edition}/gaps?show=chart`;
    const { page, close } = await visit(browser, path, { colorScheme: "dark" });
    const cited = await answer<Citation>(
      `/citation?edition=${edition}&path=${encodeURIComponent(path)}`,
    );
    await page.emulateMedia({ media: "print" });
    await page.locator(".on-paper").waitFor();
    const foot = await page.locator(".on-paper").innerText();
    expect(foot).toContain(cited.apa);
    expect(foot).toContain(BASE + path);
    expect(foot).toContain(edition);
    for (const left of ["header", ".rail", ".tools", ".skip"]) {
      expect(await page.locator(left).first().isVisible(), left).toBe(false);
    }
    const chart = await page.locator("[role=grid]").boundingBox();
    const table = await page.locator(".printed table").boundingBox();
    expect(table?.y).toBeGreaterThan((chart?.y ?? 0) + (chart?.height ?? 0) - 1);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe("rgb(255, 255, 255)");
    await page.emulateMedia({ media: "screen" });
    await page.locator(".printed").waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    const pdf = (await page.pdf()).toString("latin1");
    expect(pdf.startsWith("%PDF-")).toBe(true);
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(1);
    await close();
  });
});

/** Views that show something of the guide whatever is asked. */
describe("the research pack", () => {
  it("is made when asked for, and is what its manifest says", async () => {
    const { page, faults, close } = await visit(browser, "/e/now/data");
    const made: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/exports/pack")) made.push(request.url());
    });
    expect(await page.locator("#download-pack").count()).toBe(0);
    await tabTo(page, "#ask-pack");
    expect(made, "nothing is made unasked").toEqual([]);
    await page.keyboard.press("Enter");
    await page.locator("#download-pack").waitFor();
    await settled(page);
    const pack = await answer<Pack>("/exports/pack/manifest");
    expect(await page.locator("#pack-sha256").innerText()).toBe(pack.sha256);
    expect(await page.locator("#pack-size").innerText()).toContain(
      `${pack.bytes.toLocaleString("en")} bytes`,
    );
    expect(await page.locator("#pack-command").innerText()).toBe(pack.command);
    expect(await page.locator("#pack-holds").innerText()).toContain(`${pack.files.length} files`);
    await page.locator("summary").click();
    expect(await page.locator("#pack-files > li").count()).toBe(pack.files.length);
    expect(await violations(page)).toEqual([]);
    const file = await saved(page, "#download-pack", "");
    const hash = createHash("sha256")
      .update(await bytes(file))
      .digest("hex");
    expect(hash).toBe(pack.sha256);
    expect(file.suggestedFilename()).toBe(pack.file_name);
    expect(faults).toEqual([]);
    await close();
  });
});

const OFFERING = [
  "",
  "/initiatives",
  "/organizations",
  "/goals",
  "/milestones",
  "/ties",
  "/pairs",
  "/sources",
  "/overlap",
  "/gaps",
  "/network",
  "/coordination",
  "/compare?a=lumina-foundation&b=walmart-walmart-foundation",
  "/connect?a=lumina-foundation&b=credential-engine",
  "/partners?id=credential-engine",
  "/initiatives/credential-registry",
  "/organizations/lumina-foundation",
  "/data?format=initiatives",
];

/** Saves what a control of the export menu gives. */
async function saved(page: Page, control: string, menu = "#export"): Promise<Download> {
  if (menu && !(await page.locator(control).isVisible())) await page.locator(menu).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(control).click()]);
  return file;
}

async function bytes(file: Download): Promise<Buffer> {
  return readFile(await file.path());
}

async function text(file: Download): Promise<string> {
  return (await bytes(file)).toString("utf8");
}

/** The table that is saved, read as CSV. */
async function table(page: Page, open = false): Promise<{ columns: string[]; rows: string[][] }> {
  const csv = await text(await saved(page, "#save-table", open ? "" : "#export"));
  const [columns = [], ...rows] = csv
    .split("\r\n")
    .filter((line) => line !== "")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
      ),
    );
  for (const row of rows) expect(row).toHaveLength(columns.length);
  return { columns, rows };
}

/** Size and checksum of a file are those that the page shows. */
async function isAsShown(page: Page, file: Download): Promise<void> {
  const got = await bytes(file);
  const hash = createHash("sha256").update(got).digest("hex");
  const name = file.suggestedFilename();
  expect(await page.locator("#sha256").innerText(), name).toBe(hash);
  const size = `${got.length.toLocaleString("en")} byte`;
  expect(await page.locator("#file-size").innerText(), name).toContain(size);
}

/** What a reader sees of a view: its words and its table. */
async function shows(page: Page): Promise<{ words: string; rows: string[] }> {
  const words = await page.locator("main .head .words").innerText();
  return { words, rows: await page.locator("main tbody tr").allInnerTexts() };
}

function put(id: string, name: string): object {
  const provenance = { source: "this-map", confidence: "reported" };
  const entity = { kind: "initiative", id, name: [{ value: name, provenance }] };
  return { op: "put_entity", entity };
}

/** Publishes the map under test as an edition; returns how to undo it. */
async function publish(id: string, name: string): Promise<() => Promise<void>> {
  const position = await post("/editions", { author: "test", id, name });
  return async () => {
    await post(`/changes/${position}/undo`, { author: "test", message: `Undo: ${name}` });
  };
}

async function post(path: string, body: object): Promise<number> {
  const response = await fetch(`${BASE}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`\`${path}\` answers ${await response.text()}`);
  const { version } = (await response.json()) as { version: { position: number } };
  return version.position;
}
