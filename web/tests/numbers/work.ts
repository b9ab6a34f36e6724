/** Coordination, the timeline, the network, and how good suggestions are. */
import { expect } from "vitest";
import type {
  Centrality,
  Coordination,
  Layout,
  Milestone,
  Missed,
  MissedPair,
  NodeMeasures,
  Pace,
  PathStep,
  Paths,
  ReportCard,
  ReportCardMethod,
  SensitiveNumber,
  Sensitivity,
} from "../../src/api/types";
import { type Any, type Ask, texts, view } from "./view";

type Goal = Coordination["goals"][number];
type Line = Pick<Goal, "pairs_tied" | "ratio" | "chance"> & { name: string };
type Year = Pace["by_year"][number];
type Reading = Pace["stages"][number]["readings"][number] & { name: string };
type Share = { name: string; known: number; of: number };
type Step = PathStep & { way: number; step: number };

async function lines(ask: Ask): Promise<Line[]> {
  const { any_goal, goals } = await ask<Coordination>("/analysis/coordination");
  return [
    { name: "Any goal", ...any_goal },
    ...goals.map((each) => ({ name: each.goal.name, ...each })),
  ];
}

async function readings(ask: Ask): Promise<Reading[]> {
  const { stages } = await ask<Pace>("/analysis/pace");
  return stages.flatMap(({ initiative, readings }) =>
    readings.map((reading) => ({ name: initiative.name, ...reading })),
  );
}

const COORDINATION: Any[] = [
  view<Line>({
    name: "coordination by goal",
    address: "coordination",
    rows: lines,
    columns: [
      { name: "Goal", of: ({ name }) => name },
      { name: "Tied pairs", of: ({ pairs_tied }) => pairs_tied.known },
      { name: "Pairs", of: ({ pairs_tied }) => pairs_tied.of },
      { name: "Share tied", of: ({ ratio }) => ratio ?? null },
      { name: "By chance", of: ({ chance }) => chance?.expected ?? null },
      { name: "Chance from", of: ({ chance }) => chance?.low ?? null },
      { name: "Chance to", of: ({ chance }) => chance?.high ?? null },
      { name: "p (as many or more)", of: ({ chance }) => chance?.p_more ?? null },
      { name: "q", of: ({ chance }) => chance?.q ?? null },
    ],
    chart: async (page, rows) => {
      const marks = await texts("main figure:first-of-type li .words")(page);
      const said = rows.map(({ pairs_tied: { known, of } }) =>
        of === 0 ? null : [known.toLocaleString("en"), of.toLocaleString("en")],
      );
      expect(
        marks.slice(0, rows.length).map((mark) => {
          const [, known, of] = mark.match(/^([\d,]+) of ([\d,]+) pairs tied/) ?? [];
          return known && of ? [known, of] : null;
        }),
      ).toEqual(said);
    },
  }),
  view<Share>({
    name: "how far it hangs together",
    address: "coordination",
    at: 1,
    save: "#save-table-shares",
    rows: async (ask) => {
      const found = await ask<Coordination>("/analysis/coordination");
      return [
        { name: "Initiatives tied to another", ...found.initiatives_tied },
        { name: "Pairs of strangers that are tied (density)", ...found.strangers_tied },
        { name: "Declared ties that both sides declare", ...found.confirmed },
      ].filter(({ of }) => of > 0);
    },
    columns: [
      { name: "Part", of: ({ name }) => name },
      { name: "tied", of: ({ known }) => known },
      { name: "not known to be", of: ({ known, of }) => of - known },
      { name: "All", of: ({ of }) => of },
    ],
  }),
  view<Coordination["external_internal"][number]>({
    name: "ties out of groups",
    address: "coordination",
    at: 2,
    save: "#save-table-groups",
    rows: async (ask) => (await ask<Coordination>("/analysis/coordination")).external_internal,
    columns: [
      { name: "Ties that lead out", of: ({ external }) => external },
      { name: "Ties that stay within", of: ({ internal }) => internal },
      { name: "E–I index", of: ({ index }) => index ?? null },
      { name: "By lot", of: ({ expected }) => expected ?? null },
      { name: "Initiatives whose group is known", of: ({ initiatives }) => initiatives.known },
    ],
  }),
  view<NodeMeasures>({
    name: "groups",
    address: "coordination?tab=groups",
    rows: async (ask) => (await ask<Centrality>("/analysis/centrality?limit=1000")).members,
    columns: [
      { name: "Initiative", of: ({ entity }) => entity.name },
      {
        name: "Community",
        of: ({ community }) => (typeof community === "number" ? community + 1 : null),
      },
      { name: "Core", of: ({ core }) => core },
      { name: "Tied to", of: ({ degree }) => degree },
    ],
    chart: async (page, _, ask) => {
      const { components, isolates } = await ask<Coordination>("/analysis/coordination");
      const sizes = await texts("[aria-labelledby=components] li strong")(page);
      expect(sizes.map((size) => Number(size.match(/[\d,]+/)?.[0].replace(",", "")))).toEqual(
        components.map((group) => group.length),
      );
      const alone = await page.locator("[aria-labelledby=isolates] .names a").count();
      const said = await page.locator("[aria-labelledby=isolates]").innerText();
      expect(said).toContain(isolates.length.toLocaleString("en"));
      if (alone < isolates.length) {
        expect(said).toContain(`(${(isolates.length - alone).toLocaleString("en")} more)`);
      }
    },
  }),
  view<NodeMeasures>({
    name: "who stands between",
    address: "coordination?tab=between",
    rows: async (ask) => (await ask<Centrality>("/analysis/centrality?limit=1000")).members,
    columns: [
      { name: "Initiative", of: ({ entity }) => entity.name },
      { name: "Tied to", of: ({ degree }) => degree },
      { name: "Betweenness", of: ({ betweenness }) => betweenness },
      { name: "Effective size", of: ({ effective_size: size }) => size ?? null },
      { name: "Constraint", of: ({ constraint }) => constraint ?? null },
      { name: "Closeness", of: ({ closeness }) => closeness ?? null },
      { name: "Core", of: ({ core }) => core },
    ],
    chart: async (page, _, ask) => {
      const found = await ask<Coordination>("/analysis/coordination");
      const of = (id: string) => page.locator(`[aria-labelledby=${id}] li`).count();
      expect(await of("brokers")).toBe(found.brokers.length);
      expect(await of("points")).toBe(found.articulation_points.length);
      expect(await of("bridges")).toBe(found.bridges.length);
      const { known, of: all } = found.bridges_shown;
      if (known < all) {
        expect(await page.locator("[aria-labelledby=bridges]").innerText()).toContain(
          `The first ${known} of ${all.toLocaleString("en")}.`,
        );
      }
    },
  }),
  view<MissedPair>({
    name: "missed pairs",
    address: "coordination?tab=missed",
    rows: async (ask) => (await ask<Missed>("/analysis/missed?limit=200")).pairs,
    columns: [
      { name: "One", of: ({ a }) => a.name },
      { name: "The other", of: ({ b }) => b.name },
      { name: "Score", of: ({ score }) => score },
      { name: "Score without what is inferred", of: ({ score_stated }) => score_stated },
    ],
    chart: async (page, rows) => {
      const pairs = await texts("main ol > li h2")(page);
      expect(pairs.length).toBeGreaterThan(0);
      expect(pairs).toEqual(
        rows.slice(0, pairs.length).map(({ a, b }, at) => `${at + 1} ${a.name} and ${b.name}`),
      );
      const scores = await texts("main ol > li .side p")(page);
      expect(scores.map((text) => Number(text.match(/Score ([\d.]+)/)?.[1]))).toEqual(
        rows.slice(0, pairs.length).map(({ score }) => Number(score.toFixed(2))),
      );
    },
  }),
  view<SensitiveNumber>({
    name: "if ties are missing",
    address: "coordination?tab=ties",
    rows: async (ask) =>
      (await ask<Sensitivity>("/analysis/sensitivity?missing=5")).numbers.filter(
        ({ missing }) => missing === "links",
      ),
    columns: [
      { name: "Known now", of: ({ value }) => value ?? null },
      { name: "Least", of: ({ low }) => low ?? null },
      { name: "Greatest", of: ({ high }) => high ?? null },
      { name: "How", of: ({ how }) => how },
    ],
    chart: async (page, rows) => {
      expect(await page.locator("main figure li .words").count()).toBe(rows.length);
    },
  }),
];

/** The last day of the year, month or day that a plain date means. */
function dateOf({ done, due }: Milestone): string | null {
  return done[0]?.value ?? due[0]?.value ?? null;
}

const TIMELINE: Any[] = [
  view<Milestone>({
    name: "milestones on the axis",
    address: "timeline",
    rows: (ask) => ask.all("/milestones"),
    columns: [
      { name: "Of", of: ({ subject }) => subject.name },
      { name: "Milestone", of: ({ title, id }) => title[0]?.value ?? id },
      { name: "Done or due", of: dateOf, head: null },
    ],
    chart: async (page, rows) => {
      const marks = await page
        .locator("[role=gridcell]")
        .evaluateAll((all) => all.map((each) => each.getAttribute("aria-label") ?? ""));
      const undated = rows.filter((row) => dateOf(row) === null).length;
      const title = ({ title, id }: Milestone) => title[0]?.value ?? id;
      const named = new Set(marks.map((mark) => mark.replace(/, (done|due) [^,]*, [^,]*$/, "")));
      expect(rows.filter((row) => dateOf(row) && !named.has(title(row))).map(title)).toEqual([]);
      if (undated > 0) {
        expect(await page.locator("#undated").innerText()).toContain(undated.toLocaleString("en"));
      }
    },
  }),
  view<Reading>({
    name: "stages",
    address: "timeline?tab=stages",
    guide: true,
    rows: readings,
    columns: [
      { name: "Initiative", of: ({ name }) => name },
      {
        name: "Year",
        of: ({ year, before }) => year ?? (before == null ? null : `before ${before}`),
      },
      { name: "Stage", of: ({ low, high }) => (low === high ? `${low}` : `${low}–${high}`) },
    ],
    chart: async (page, rows) => {
      const forecast = rows.filter(({ nature }) => nature === "forecast").length;
      expect(await page.locator("[role=grid] .forecast").count()).toBe(forecast);
      const steps = rows.filter(({ step }) => step != null).length;
      expect(await page.locator(".sequences .chip").count()).toBe(steps);
    },
  }),
  view<Pace["time_to_milestone"]["bounds"][number]>({
    name: "pace",
    address: "timeline?tab=pace",
    rows: async (ask) => {
      const { bounds, earliest, latest } = (await ask<Pace>("/analysis/pace")).time_to_milestone;
      const days = [...bounds, ...earliest.steps, ...latest.steps].map((each) => each.days);
      return [...new Set(days)]
        .sort((a, b) => a - b)
        .map((day) => {
          const { low, high } = bounds.findLast((each) => each.days <= day) ?? { low: 1, high: 1 };
          return { days: day, low, high };
        });
    },
    columns: [
      { name: "Days since the start", of: ({ days }) => days },
      { name: "Not yet met, at least", of: ({ low }) => low },
      { name: "Not yet met, at most", of: ({ high }) => high },
    ],
  }),
  view<Year>({
    name: "milestones by year",
    address: "timeline?tab=pace",
    at: 2,
    save: "#save-table-years",
    rows: async (ask) => (await ask<Pace>("/analysis/pace")).by_year,
    columns: [
      { name: "Year", of: ({ year }) => `${year}` },
      { name: "met", of: ({ met }) => met },
      { name: "due", of: ({ due }) => due },
      { name: "missed or overdue", of: ({ missed }) => missed },
      { name: "dropped or unknown", of: ({ other }) => other },
      { name: "All", of: ({ met, due, missed, other }) => met + due + missed + other },
    ],
    chart: async (page, rows) => {
      const marks = await page
        .locator("main figure svg[role=group] a")
        .evaluateAll((all) => all.map((each) => each.getAttribute("aria-label") ?? ""));
      const met = rows.map(({ year, met }) => `${year}: ${met.toLocaleString("en")} met`);
      for (const [at, row] of rows.entries()) {
        const mark = marks.find((each) => each.startsWith(`${row.year}:`)) ?? "";
        if (row.met > 0) expect(mark).toContain(met[at]);
      }
    },
  }),
];

interface Thing {
  name: string;
  links: number;
  community: number | null;
  goal: boolean;
}

const OTHERS: Any[] = [
  view<Thing>({
    name: "the network",
    address: "network",
    rows: async (ask) => {
      const { names, degrees, community, goal } = await ask<Layout>("/layout?mode=two");
      return names.map((name, at) => {
        const number = community[at];
        const links = degrees[at] ?? 0;
        const placed = goal[at] !== null && goal[at] !== undefined;
        return {
          name,
          links,
          community: typeof number === "number" ? number + 1 : null,
          goal: placed,
        };
      });
    },
    list: true,
    columns: [
      { name: "Name", of: ({ name }) => name },
      { name: "Links", of: ({ links }) => links },
      { name: "Community", of: ({ community }) => community },
    ],
    chart: async (page, rows) => {
      const option = page.locator("[role=listbox] [role=option]").first();
      expect(await option.getAttribute("aria-setsize")).toBe(`${rows.length}`);
    },
  }),
  view<ReportCardMethod & { question: string }>({
    name: "the report card",
    address: "report-card",
    rows: async (ask) =>
      (await ask<ReportCard>("/analysis/report-card")).tasks.flatMap(({ methods, question }) =>
        methods.map((method) => ({ ...method, question })),
      ),
    table: false,
    columns: [
      { name: "Question", of: ({ question }) => question },
      { name: "Method", of: ({ name }) => name },
      { name: "Right among the first ten", of: ({ precision }) => precision.value },
      { name: "How early the right ones come", of: ({ pr_auc }) => pr_auc.value },
      { name: "Right before wrong", of: ({ auc }) => auc.value },
    ],
    chart: async (page, rows) => {
      const labels = await texts("main figure li .label")(page);
      expect(labels.length).toBe(3 * rows.length);
      const figures = await texts("main figure li .figures")(page);
      const told = figures.map((text) => Number(text.split(" ")[0]));
      const values = ["precision", "pr_auc", "auc"] as const;
      const questions = [...new Set(rows.map(({ question }) => question))];
      const wanted = questions.flatMap((question) =>
        values.flatMap((metric) =>
          rows.filter((row) => row.question === question).map((row) => row[metric].value),
        ),
      );
      expect(told.map((value, at) => Math.abs(value - (wanted[at] ?? 9)) < 0.00051)).toEqual(
        wanted.map(() => true),
      );
    },
  }),
  view<Step>({
    name: "ways between two",
    address: "connect?a=lumina-foundation&b=credential-engine",
    guide: true,
    rows: async (ask) => {
      const { paths } = await ask<Paths>(
        "/paths?start=lumina-foundation&end=credential-engine&limit=5",
      );
      return paths.flatMap(({ steps }, way) =>
        steps.map((each, step) => ({ ...each, way: way + 1, step: step + 1 })),
      );
    },
    columns: [
      { name: "Way", of: ({ way }) => way },
      { name: "Step", of: ({ step }) => step },
      { name: "From", of: ({ from }) => from.name },
      { name: "To", of: ({ to }) => to.name },
      { name: "Sources", of: ({ tie }) => tie.stated.length },
    ],
    chart: async (page, rows) => {
      const ways = await texts("ol.ways > li .chips")(page);
      for (const { way, to } of rows) expect(ways[way - 1]).toContain(to.name);
    },
  }),
];

export const WORK: Any[] = [...COORDINATION, ...TIMELINE, ...OTHERS];
