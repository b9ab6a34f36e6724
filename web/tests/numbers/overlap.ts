/** Overlap, gaps and what is compared. */
import { expect } from "vitest";
import type { GapCell, Gaps, InitiativeRow, Overlap, OverlapPair, Tie } from "../../src/api/types";
import { type Any, type Ask, count, says, texts, view } from "./view";

interface Combination {
  of: string[];
  exactly: string[];
  atLeast: number;
}

interface Band {
  goal: string | null;
  funder: string | null;
  initiatives: number;
}

interface Cell extends GapCell {
  row: string;
  column: string;
}

/** How many sets the page shows unless it is asked for others. */
const SETS = 12;

/** What the funders with the largest portfolios support, combined from the ties themselves. */
async function combinations(ask: Ask): Promise<Combination[]> {
  const { funders } = await ask<Overlap>("/analysis/overlap?null=none&limit=1");
  const sets = funders.slice(0, SETS).map(({ funder }) => funder);
  const funded = await ask.all<Tie>("/ties?kind=funds");
  const holders = new Map<string, { name: string; ids: Set<string> }>();
  for (const { from, to } of funded) {
    const { name, ids } = holders.get(to.id) ?? { name: to.name, ids: new Set<string>() };
    holders.set(to.id, { name, ids: ids.add(from.id) });
  }
  const columns = new Map<string, Combination>();
  const things = [...holders.values()].sort((a, b) => a.name.localeCompare(b.name, "en"));
  const within = things.map(({ name, ids }) => ({
    name,
    of: sets.filter(({ id }) => ids.has(id)),
  }));
  for (const { name, of } of within) {
    if (of.length === 0) continue;
    const key = of.map(({ id }) => id).join(" ");
    const column = columns.get(key) ?? { of: of.map((set) => set.name), exactly: [], atLeast: 0 };
    columns.set(key, { ...column, exactly: [...column.exactly, name] });
  }
  return [...columns.values()].map((column) => {
    const others = within.filter(({ of }) => {
      const names = new Set(of.map((set) => set.name));
      return column.of.every((name) => names.has(name));
    });
    return { ...column, atLeast: others.length };
  });
}

/** Goals and funders of every initiative, each pair a band; the unknown is a band too. */
async function bands(ask: Ask): Promise<Band[]> {
  const found = new Map<string, Band>();
  for (const { goals, funders } of await ask.all<InitiativeRow>("/initiatives")) {
    for (const goal of goals.length > 0 ? goals.map((each) => each.goal.name) : [null]) {
      for (const funder of funders.length > 0 ? funders.map(({ name }) => name) : [null]) {
        const key = JSON.stringify([goal, funder]);
        const initiatives = (found.get(key)?.initiatives ?? 0) + 1;
        found.set(key, { goal, funder, initiatives });
      }
    }
  }
  return [...found.values()];
}

async function cells(ask: Ask, words: string): Promise<Cell[]> {
  const { rows, columns } = await ask<Gaps>(`/analysis/gaps?${words}`);
  return rows.flatMap((row) =>
    row.cells.map((cell, at) => ({ ...cell, row: row.name, column: columns[at]?.name ?? "?" })),
  );
}

/** A number only where it is known: none known to be there is no zero. */
function counted({ state, count }: GapCell): number | null {
  if (state === "known_empty") return 0;
  return state === "covered" ? (count ?? null) : null;
}

const SIGNS = { known_empty: "0", unknown: "?", impossible: "–" } as const;

function gaps(name: string, options: string, words: string): Any {
  return view<Cell>({
    name: `gaps by ${name}`,
    address: `gaps?${options}`,
    rows: (ask) => cells(ask, words),
    columns: [
      { name: "Goal", of: ({ row }) => row },
      { name: "Known to be here", of: counted },
      { name: "More may be here", of: ({ undetermined }) => undetermined },
      { name: "Of them inferred", of: ({ inferred }) => inferred },
      { name: "Expected", of: ({ expected }) => expected ?? null },
      { name: "Residual", of: ({ residual }) => residual ?? null },
      { name: "Known funders", of: ({ funders }) => funders },
    ],
    chart: async (page, rows) => {
      const signs = rows.map((cell) =>
        cell.state === "covered" ? `${cell.count}` : SIGNS[cell.state],
      );
      expect(await texts("[role=grid] td .count")(page)).toEqual(signs);
      expect(await page.locator("[role=grid] td .fragile").count()).toBe(
        rows.filter(({ fragility }) => (fragility?.reasons.length ?? 0) > 0).length,
      );
    },
  });
}

export const OVERLAP: Any[] = [
  view<Combination>({
    name: "combinations",
    address: "overlap",
    rows: combinations,
    anyOrder: true,
    columns: [
      {
        name: "Combination",
        of: ({ of }) => of.join("; "),
        said: ({ of }) => of.join(", "),
      },
      { name: "Sets", of: ({ of }) => of.length },
      { name: "In exactly these", of: ({ exactly }) => exactly.length },
      { name: "In at least these", of: ({ atLeast }) => atLeast },
    ],
    chart: async (page, rows) => {
      const said = rows.map(
        ({ of, exactly }) => `${of.join(", ")}: ${count(exactly.length, "thing", "things")}`,
      );
      const drawn = await texts("tr.bars td .said")(page);
      expect(drawn.filter((mark) => !said.includes(mark))).toEqual([]);
      const sizes = rows.map(({ exactly }) => exactly.length).sort((a, b) => b - a);
      // The largest are drawn, and that there are more is said.
      const shown = drawn.map((mark) =>
        Number(mark.match(/([\d,]+) things?$/)?.[1]?.replace(",", "")),
      );
      expect(shown).toEqual(sizes.slice(0, drawn.length));
      if (drawn.length < rows.length) {
        expect(await page.locator("main figure").first().innerText()).toContain(
          `${drawn.length} of ${rows.length}`,
        );
      }
    },
  }),
  view<OverlapPair>({
    name: "pairs against chance",
    address: "overlap?tab=matrix",
    rows: async (ask) => (await ask<Overlap>("/analysis/overlap?limit=1000")).pairs,
    columns: [
      { name: "One", of: ({ a_name }) => a_name },
      { name: "Other", of: ({ b_name }) => b_name },
      { name: "Both have", of: ({ shared }) => shared },
      { name: "Jaccard index", of: ({ jaccard }) => jaccard },
      { name: "Overlap coefficient", of: ({ overlap_coefficient: share }) => share },
      { name: "Newman weight", of: ({ newman }) => newman },
      { name: "Expected by chance", of: ({ expected }) => expected ?? null },
      { name: "p", of: ({ p_more }) => p_more ?? null },
      { name: "q", of: ({ q }) => q ?? null },
      { name: "Smallest p possible", of: ({ smallest_p }) => smallest_p ?? null },
    ],
    chart: async (page, rows) => {
      const grid = await page.locator("[role=grid] tbody tr").evaluateAll((all) =>
        all.map((row) => ({
          name: row.querySelector("th a")?.textContent ?? "",
          cells: [...row.querySelectorAll("td")].map((cell) => cell.innerText.trim()),
        })),
      );
      expect(grid.length).toBeGreaterThan(1);
      for (const [at, { name, cells }] of grid.entries()) {
        for (const [column, text] of cells.entries()) {
          const other = grid[column]?.name;
          if (column === at) continue;
          const pair = rows.find(
            ({ a_name: a, b_name: b }) =>
              (a === name && b === other) || (a === other && b === name),
          );
          const what = `${name} and ${other}`;
          // Counts stand below the diagonal, shares above it.
          if (pair) expect(says(text, column < at ? pair.shared : pair.jaccard), what).toBe(true);
          else expect(text, what).toMatch(/^(none known|not listed.*|.*…)$/s);
        }
      }
    },
  }),
  view<Band>({
    name: "flow",
    address: "overlap?tab=flow",
    rows: bands,
    anyOrder: true,
    columns: [
      { name: "Goal", of: ({ goal }) => goal },
      { name: "Funder", of: ({ funder }) => funder },
      { name: "Initiatives", of: ({ initiatives }) => initiatives },
    ],
    chart: async (page, rows) => {
      const marks = await page
        .locator("main figure svg[role=group] a:has(path)")
        .evaluateAll((all) => all.map((each) => each.getAttribute("aria-label") ?? ""));
      const said = rows.map(({ goal, funder, initiatives }) => {
        const ends = [goal ?? "goal unknown", funder ?? "funder unknown"];
        return JSON.stringify([...ends, initiatives]);
      });
      expect(marks.length).toBe(said.length);
      const numbers = marks.map((mark) =>
        Number(mark.match(/([\d,]+) initiatives?$/)?.[1]?.replace(",", "")),
      );
      expect(numbers.sort()).toEqual(rows.map(({ initiatives }) => initiatives).sort());
    },
  }),
  gaps("stage", "rows=goal&columns=stage", "rows=goal&by=stage&threshold=2"),
  gaps("the sort of lead", "rows=goal&columns=lead-sort", "rows=goal&by=lead-sort&threshold=2"),
];
