/**
 * What people come for, from the front page: by mouse and by keys alone, within so many clicks, and
 * the answer is the API's. On the guide, on a map with nothing on it, and on one of 5,000 initiatives.
 */
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Citation, Preview } from "../src/api/export";
import type {
  Diff,
  Editions,
  EntityAnswer,
  EntityRef,
  Exit,
  InitiativeRow,
  Page as List,
  Overlap,
  PairReport,
  Partners,
  Paths,
  Summary,
} from "../src/api/types";
import { answer, BASE, change, EMPTY, LARGE, launch, settled, visit } from "./browser";
import { type Hand, keyboard, mouse } from "./hand";

/** A map, a page on it, and a hand. */
interface Ground {
  base: string;
  page: Page;
  hand: Hand;
}

interface Task {
  task: string;
  /** At most so many clicks. */
  clicks: number;
  run: (ground: Ground) => Promise<void>;
}

const HANDS = { mouse, keyboard };
const LAST = 20_000;

/** Numbered as the goals of a map are, funders by what they support: whoever is first is asked about. */
const summaryOf = (base: string) => answer<Summary>("/summary", base);

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** What is read on the page, until it is what it must be. */
function shows(read: () => Promise<unknown>, what = "on the page") {
  return expect.poll(read, { timeout: LAST, message: what });
}

const texts = (page: Page, of: string) => async () =>
  (await page.locator(of).allInnerTexts()).map((text) => text.trim());

/** The funder known to support most, its name among those of the front page. */
async function topFunder(base: string): Promise<EntityRef> {
  const { who } = await summaryOf(base);
  const [first] = who.top_funders;
  if (!first) throw new Error("nobody is known to fund anything");
  return first.entity;
}

/** The initiative with most ties to others, of those whose name is nobody else's. */
async function busiest(base: string): Promise<InitiativeRow> {
  const { items } = await answer<List<InitiativeRow>>("/initiatives?limit=1000", base);
  const alone = items.filter(({ name }) => items.filter((each) => each.name === name).length === 1);
  const [first] = alone.sort((a, b) => b.linked_initiatives - a.linked_initiatives);
  if (!first) throw new Error("no initiative has a name of its own");
  return first;
}

function toFunder({ page, hand }: Ground, { id }: EntityRef): Promise<void> {
  return hand.press(page.locator(`main a[href="/e/now/organizations/${id}"]`).first());
}

async function fromMore({ page, hand }: Ground, view: string): Promise<void> {
  await hand.press(page.locator("#more"));
  await hand.press(page.locator(`nav a[href="/e/now/${view}"]`));
}

async function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

const TASKS: Task[] = [
  {
    task: "a funder: where do we overlap with another?",
    clicks: 4,
    async run(ground) {
      const { base, page, hand } = ground;
      const we = await topFunder(base);
      const { pairs } = await answer<Overlap>("/analysis/overlap?null=none&limit=1000", base);
      const pair = pairs.find(({ a, b }) => a === we.id || b === we.id);
      const other = pair?.a === we.id ? pair.b : pair?.a;
      const report = await answer<PairReport>(`/analysis/overlap/${we.id}/${other}`, base);
      await toFunder(ground, we);
      await hand.press(page.locator("#compare-with"));
      await hand.press(page.locator(`.compare a[href*="b=${other}"]`));
      for (const part of ["only_a", "both", "only_b"] as const) {
        await shows(texts(page, `[data-part=${part}] li`), part).toEqual(
          report[part].map(({ name }) => name),
        );
      }
      const all = report.only_a.length + report.both.length + report.only_b.length;
      const said = await page.locator("#sentence").innerText();
      expect(said).toContain(`${report.both.length} of the ${all}`);
      const circles = await page.locator('svg[aria-label^="Only"]').getAttribute("aria-label");
      expect(circles).toContain(`: ${report.only_a.length}. Both: ${report.both.length}.`);
      const chance = await page.locator("#pair-chance ~ p").first().innerText();
      expect(chance).toContain(report.says ?? "not judged");
      expect(chance).toContain(report.expected?.toFixed(2) ?? "");
    },
  },
  {
    task: "a funder: what is under-funded?",
    clicks: 2,
    async run({ base, page, hand }) {
      const { goals } = await answer<Exit>("/analysis/exit", base);
      const share = (goal: Exit["goals"][number]) => goal.supported_before / goal.initiatives;
      const [least] = goals
        .filter(({ initiatives }) => initiatives > 0)
        .sort((a, b) => share(a) - share(b) || b.initiatives - a.initiatives);
      if (!least) throw new Error("no goal has an initiative");
      const none = least.initiatives - least.supported_before;
      await hand.press(page.locator("#gap-card-support"));
      await shows(() => page.evaluate(() => document.activeElement?.id)).toBe("panel-support");
      await shows(() =>
        page.locator("section", { has: page.locator("#panel-support") }).innerText(),
      ).toContain(`for ${none} of ${least.initiatives} initiatives no funder is known`);
      const list = `#panel-support-body a[href*="goal=${least.goal.id}"][href*="unknown=funder"]`;
      await hand.press(page.locator(list).first());
      const { items } = await answer<List<InitiativeRow>>(
        `/initiatives?limit=1000&goal=${least.goal.id}`,
        base,
      );
      const without = items.filter(({ funders }) => funders.length === 0).map(({ name }) => name);
      await shows(() => page.locator("h1").innerText()).toBe("Initiatives");
      await shows(() => page.locator("#sentence").innerText()).toContain(`${without.length} init`);
      const names = await texts(page, "tbody th > span > a:first-of-type")();
      expect(names).toHaveLength(Math.min(without.length, 200));
      expect(names.filter((name) => !without.includes(name))).toEqual([]);
    },
  },
  {
    task: "a funder: with whom could we fund?",
    clicks: 3,
    async run({ base, page, hand }) {
      const { what } = await summaryOf(base);
      const [most] = [...what.by_goal].sort((a, b) => b.stated - a.stated);
      const id = most?.goal.id ?? "?";
      const overlap = await answer<Overlap>(
        `/analysis/overlap?goal=${id}&null=none&limit=1000`,
        base,
      );
      const shared = (funder: string) =>
        Math.max(
          0,
          ...overlap.pairs.filter(({ a, b }) => a === funder || b === funder).map((p) => p.shared),
        );
      const wanted = overlap.funders
        .map(({ funder, supports }) => ({ ...funder, supports, shared: shared(funder.id) }))
        .sort((a, b) => b.shared - a.shared || b.supports - a.supports);
      await hand.press(page.locator('nav a[href="/e/now/goals"]'));
      await hand.press(page.locator(`tbody a[href$="/goals/${id}"]`));
      await hand.press(page.locator('a[href="#funders-here"]'));
      await shows(texts(page, "#funders-here ~ * .name a")).toEqual(
        wanted.slice(0, 10).map(({ name }) => name),
      );
      const best = overlap.pairs.filter(({ a, b }) => [a, b].includes(wanted[0]?.id ?? "?"));
      const reasons = await page.locator("#funders-here ~ * .reasons").first().innerText();
      const things = best.flatMap(({ shared_with }) => shared_with.map(({ name }) => name));
      for (const thing of new Set(things)) expect(reasons).toContain(thing);
    },
  },
  {
    task: "a funder: what changed in our portfolio since the last edition?",
    clicks: 2,
    async run(ground) {
      const { base, page, hand } = ground;
      const { editions } = await answer<Editions>("/editions", base);
      const [before] = editions.filter(({ position }) => typeof position === "number");
      if (!before) {
        await fromMore(ground, "diff");
        await shows(() => page.locator("main").innerText()).toContain(
          "no earlier edition on record",
        );
        return;
      }
      const we = await topFunder(base);
      const undo = await change("Two newcomers", [
        newcomer("ours", "Ours since"),
        newcomer("others", "Of others since"),
        {
          op: "put_tie",
          tie: { id: "funds-ours", kind: "funds", from: we.id, to: "ours", stated: [STATED] },
        },
      ]);
      try {
        await toFunder(ground, we);
        await hand.press(page.locator("#changes"));
        const diff = await answer<Diff>(`/editions/${before.id}/diff/now`, base);
        const ours = diff.added.filter(({ name }) => name.includes("Ours since"));
        expect(ours).toHaveLength(2);
        const added = 'section[aria-labelledby="added"]';
        await shows(() => page.locator(`${added} > ul > li`).count()).toBe(ours.length);
        const said = await page.locator(added).innerText();
        for (const { name } of ours) expect(said).toContain(name);
        expect(await page.locator("main").innerText()).not.toContain("Of others since");
      } finally {
        await undo();
      }
    },
  },
  {
    task: "an initiative: who should we work with?",
    clicks: 3,
    run: (ground) => suggested(ground).then(() => {}),
  },
  {
    task: "an initiative: who can introduce us? (after whom to work with)",
    clicks: 5,
    async run(ground) {
      const { base, page, hand } = ground;
      const { own, partner } = await suggested(ground);
      const { paths } = await answer<Paths>(`/paths?start=${own.id}&end=${partner.id}`, base);
      await hand.press(
        page.locator(`article a[href*="/connect?"][href$="b=${partner.id}"]`).first(),
      );
      await shows(() => page.locator("ol.ways > li").count()).toBe(paths.length);
      for (const [at, { steps }] of paths.entries()) {
        const way = await page.locator("ol.ways > li").nth(at).locator(".chips").innerText();
        for (const { to } of steps) expect(way).toContain(to.name);
      }
    },
  },
  {
    task: "an initiative: is our entry right?",
    clicks: 3,
    async run({ base, page, hand }) {
      const own = await busiest(base);
      const { entity, sources } = await answer<EntityAnswer>(`/entities/${own.id}`, base);
      const source = sources[entity.name[0]?.provenance.source ?? ""];
      await hand.find(own.name, "Initiative");
      await hand.press(page.locator(".facts .cite").first());
      await shows(() => page.locator(".facts .note:visible").innerText()).toContain(source?.title);
      await hand.press(page.locator("#suggest-correction"));
      await shows(async () => new URL(page.url()).search).toBe(`?id=${own.id}`);
      await shows(() =>
        page
          .locator("main input")
          .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value)),
      ).toContain(entity.name[0]?.value);
    },
  },
  {
    task: "a researcher: the two-mode network with its attributes, filtered",
    clicks: 4,
    async run({ base, page, hand }) {
      const { what } = await summaryOf(base);
      const [most] = [...what.by_goal].sort((a, b) => b.stated - a.stated);
      const id = most?.goal.id ?? "?";
      const preview = await answer<Preview>(`/exports/graphml/preview?goal=${id}&mode=two`, base);
      await hand.press(page.locator(`main a[href="/e/now/initiatives?goal=${id}"]`).first());
      await hand.press(page.locator("#export"));
      await hand.press(page.locator("#export-graphml"));
      const coming = page.waitForEvent("download");
      await hand.press(page.locator("#download"));
      const xml = await readFile(await (await coming).path(), "utf8");
      expect(xml.match(/<node\b/g)).toHaveLength(preview.counts.nodes ?? -1);
      expect(xml.match(/<edge\b/g)).toHaveLength(preview.counts.edges ?? -1);
      const attributes = [...xml.matchAll(/<key [^>]*for="node"[^>]*attr.name="([^"]+)"/g)];
      expect(attributes.map(([, name]) => name)).toEqual(expect.arrayContaining(["kind"]));
      expect(await page.locator("#file-counts").innerText()).toContain(`${preview.counts.nodes} n`);
    },
  },
  {
    task: "a researcher: how is this cited?",
    clicks: 2,
    async run({ base, page, hand }) {
      await hand.press(page.locator("#cite"));
      await hand.press(page.locator("#menu-copy-apa"));
      await shows(() => clipboard(page)).toMatch(/Retrieved|http/);
      const { version } = await answer<Editions>("/editions", base);
      const copied = await clipboard(page);
      expect(copied).toContain(`/e/@${version.position}~`);
      const pinned = copied.match(/\/e\/(@[^/\s]+)/)?.[1] ?? "?";
      const [position, today] = pinned.slice(1).split("~");
      const query = `as_of=${position}&today=${today}&path=${encodeURIComponent(`/e/${pinned}`)}`;
      expect(copied).toBe((await answer<Citation>(`/citation?${query}`, base)).apa);
    },
  },
  {
    task: "a researcher: the link to this",
    clicks: 2,
    async run(ground) {
      const link = await copiedLink(ground);
      const { version } = await answer<Editions>("/editions", ground.base);
      expect(link).toMatch(
        new RegExp(`^${ground.base}/e/@${version.position}~\\d{4}-\\d\\d-\\d\\d$`),
      );
    },
  },
];

async function copiedLink({ page, hand }: Ground): Promise<string> {
  await hand.press(page.locator("#cite"));
  await hand.press(page.locator("#copy-link"));
  await page.locator("#copy-link", { hasText: "✓" }).waitFor();
  return clipboard(page);
}

/** From the front page to one's own page, and whom it suggests. */
async function suggested({ base, page, hand }: Ground) {
  const own = await busiest(base);
  const { lists } = await answer<Partners>(`/analysis/partners/${own.id}?limit=3`, base);
  const suggestions = lists.flatMap((list) => list.suggestions);
  const [first] = suggestions;
  if (!first) throw new Error(`nobody suits \`${own.id}\``);
  await hand.find(own.name, "Initiative");
  await hand.press(page.locator('a[href="#suggested"]'));
  await shows(texts(page, "#suggested ~ * article h4 a")).toEqual(
    suggestions.map(({ partner }) => partner.name),
  );
  const reason = first.reasons[0]?.sentence ?? "?";
  expect(await page.locator("#suggested ~ * article").first().innerText()).toContain(reason);
  return { own, partner: first.partner };
}

const STATED = { source: "this-map", confidence: "reported" };

function newcomer(id: string, name: string) {
  const entity = { kind: "initiative", id, name: [{ value: name, provenance: STATED }] };
  return { op: "put_entity", entity };
}

async function start(base: string, hand: keyof typeof HANDS, path = "/e/now") {
  const permissions = ["clipboard-read", "clipboard-write"];
  const { page, faults, close } = await visit(browser, "/e/now/about", { permissions }, base);
  await page.goto(base + path);
  await page.locator("main h1").waitFor();
  return { ground: { base, page, hand: HANDS[hand](page) }, faults, close };
}

const MAPS = [
  { map: "the guide", base: BASE },
  ...(LARGE ? [{ map: "5,000 initiatives", base: LARGE }] : []),
];

describe.each(MAPS)("on $map", ({ base }) => {
  describe.each(["mouse", "keyboard"] as const)("by %s", (hand) => {
    it.each(TASKS)("$task", async ({ clicks, run }) => {
      const { ground, faults, close } = await start(base, hand);
      await run(ground);
      expect(ground.hand.acts).toBeLessThanOrEqual(clicks);
      expect(faults).toEqual([]);
      await close();
    });
  });

  it("a researcher: a cited figure, a year on, from its link alone", async () => {
    const path = "/e/now/gaps?rows=goal&columns=lead-sort&show=chart";
    const { ground, close } = await start(base, "mouse", path);
    const link = await copiedLink(ground);
    await close();
    const figure = async () => {
      const there = await visit(browser, link.slice(base.length), {}, base);
      const words = await there.page.locator("main").innerText();
      const counts = await texts(there.page, "td .count")();
      const picture = await there.page.locator("[role=grid]").screenshot();
      await there.close();
      return { words, counts, picture: picture.toString("base64") };
    };
    const before = await figure();
    expect(before.counts.length).toBeGreaterThan(0);
    if (base === BASE) {
      const undo = await change("A newcomer", [newcomer("come-since", "Come since")]);
      try {
        expect(await figure()).toEqual(before);
      } finally {
        await undo();
      }
    } else expect(await figure()).toEqual(before);
  });
});

/** Where each task leads while nothing is on the map. */
const NOTHING_YET: (Omit<Task, "run"> & { go: (ground: Ground) => Promise<void> })[] = [
  { task: "where do we overlap?", clicks: 2, go: (ground) => fromMore(ground, "compare") },
  { task: "what is under-funded?", clicks: 1, go: (ground) => toView(ground, "gaps") },
  { task: "with whom could we fund?", clicks: 1, go: (ground) => toView(ground, "goals") },
  { task: "who should we work with?", clicks: 2, go: (ground) => fromMore(ground, "partners") },
  { task: "who can introduce us?", clicks: 2, go: (ground) => fromMore(ground, "connect") },
  { task: "the network as a file", clicks: 2, go: (ground) => fromMore(ground, "data") },
  { task: "the front page itself", clicks: 0, go: async () => {} },
];

function toView({ page, hand }: Ground, view: string): Promise<void> {
  return hand.press(page.locator(`nav a[href="/e/now/${view}"]`));
}

describe.skipIf(EMPTY === undefined)("on an empty map", () => {
  const base = EMPTY ?? "";

  describe.each(["mouse", "keyboard"] as const)("by %s", (hand) => {
    it.each(NOTHING_YET)("$task", async ({ clicks, go }) => {
      const { ground, faults, close } = await start(base, hand);
      const { page } = ground;
      await go(ground);
      await shows(() => page.locator("main .empty").innerText()).toMatch(/No .+ on the map yet/);
      expect(ground.hand.acts).toBeLessThanOrEqual(clicks);
      expect(await page.locator("main .empty").innerText()).not.toMatch(/(^|\D)0(\D|$)/);
      await ground.hand.press(page.locator("#empty-import"));
      await shows(() => page.locator("h1").innerText()).toBe("Import");
      expect(faults).toEqual([]);
      await close();
    });

    it("what changed?", async () => {
      const { ground, faults, close } = await start(base, hand);
      const { page } = ground;
      await fromMore(ground, "diff");
      await shows(() => page.locator("main").innerText()).toContain("waymark edition");
      await ground.hand.press(page.locator("#to-history"));
      await shows(() => page.locator("h1").innerText()).toBe("History");
      expect(faults).toEqual([]);
      await close();
    });

    it("is our entry right? It is not there, and can be made", async () => {
      const { ground, faults, close } = await start(base, hand);
      const { page } = ground;
      await ground.hand.press(page.locator("#empty-add"));
      await shows(() => page.locator("h1").innerText()).toBe("Add and edit");
      await ground.hand.press(page.locator("main a", { hasText: "An initiative" }));
      await shows(() => page.locator("main form").count()).toBe(1);
      expect(ground.hand.acts).toBeLessThanOrEqual(3);
      expect(faults).toEqual([]);
      await close();
    });

    it("how is this cited? As the map it is, and the link keeps it", async () => {
      const { ground, faults, close } = await start(base, hand);
      const link = await copiedLink(ground);
      expect(ground.hand.acts).toBeLessThanOrEqual(2);
      expect(link).toContain("/e/@0~");
      await ground.page.goto(link);
      await settled(ground.page);
      expect(await ground.page.locator("main").innerText()).toMatch(/No .+ on the map yet/);
      expect(faults).toEqual([]);
      await close();
    });
  });
});
