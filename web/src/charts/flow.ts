/** Two columns of bars with bands between them: which goals which funders support, by initiatives. */

/** Of an initiative: the ids on either side; none is unknown. */
export interface FlowItem {
  from: readonly string[];
  to: readonly string[];
}

/** A bar; `id` is `null` for the unknown. */
export interface FlowBar {
  id: string | null;
  /** How many initiatives are in it: less than its bands together where they are in several. */
  count: number;
  /** How many are in its bands together. */
  weight: number;
  start: number;
  end: number;
}

export interface FlowBand {
  from: string | null;
  to: string | null;
  count: number;
  /** Where it leaves its bar on the left and meets its bar on the right. */
  left: { start: number; end: number };
  right: { start: number; end: number };
}

export interface Flow {
  left: FlowBar[];
  right: FlowBar[];
  bands: FlowBand[];
  height: number;
}

export interface FlowConfig {
  /** The height of one initiative in a band. */
  unit: number;
  /** Between bars. */
  gap: number;
  /** The least height of a bar, so that its name can be read. */
  least: number;
}

/** Lays out the bars, most first and the unknown last, and the bands between them. */
export function flow(items: readonly FlowItem[], config: FlowConfig): Flow {
  const cells = new Map<string, { from: string | null; to: string | null; count: number }>();
  for (const item of items)
    for (const from of known(item.from))
      for (const to of known(item.to)) {
        const key = `${from ?? ""} ${to ?? ""}`;
        const cell = cells.get(key) ?? { from, to, count: 0 };
        cells.set(key, { ...cell, count: cell.count + 1 });
      }
  const all = [...cells.values()];
  const left = bars(all, "from", (id) => within(items, "from", id), config);
  const right = bars(all, "to", (id) => within(items, "to", id), config);
  const height = Math.max(0, left.at(-1)?.end ?? 0, right.at(-1)?.end ?? 0);
  return { left, right, bands: bandsOf(all, left, right, config.unit), height };
}

function known(ids: readonly string[]): readonly (string | null)[] {
  return ids.length > 0 ? ids : [null];
}

function within(items: readonly FlowItem[], side: "from" | "to", id: string | null): number {
  return items.filter((item) => known(item[side]).includes(id)).length;
}

type Cell = Pick<FlowBand, "from" | "to" | "count">;

function bars(
  cells: readonly Cell[],
  side: "from" | "to",
  count: (id: string | null) => number,
  { unit, gap, least }: FlowConfig,
): FlowBar[] {
  const weights = new Map<string | null, number>();
  for (const cell of cells) weights.set(cell[side], (weights.get(cell[side]) ?? 0) + cell.count);
  let start = 0;
  return [...weights]
    .sort(
      ([a, x], [b, y]) =>
        Number(a === null) - Number(b === null) || y - x || `${a}`.localeCompare(`${b}`, "en"),
    )
    .map(([id, weight]) => {
      const end = start + Math.max(least, weight * unit);
      const bar = { id, count: count(id), weight, start, end };
      start = end + gap;
      return bar;
    });
}

/** Bands leave a bar in the order of the bars they lead to, so that they cross as little as can be. */
function bandsOf(
  cells: readonly Cell[],
  left: readonly FlowBar[],
  right: readonly FlowBar[],
  unit: number,
): FlowBand[] {
  const next = new Map<string, number>();
  const take = (side: string, bar: FlowBar | undefined, weight: number) => {
    const key = `${side} ${bar?.id ?? ""}`;
    const start = next.get(key) ?? middle(bar, unit);
    next.set(key, start + weight * unit);
    return { start, end: start + weight * unit };
  };
  return left.flatMap((from) =>
    right.flatMap((to) => {
      const cell = cells.find((each) => each.from === from.id && each.to === to.id);
      if (!cell) return [];
      return [
        { ...cell, left: take("left", from, cell.count), right: take("right", to, cell.count) },
      ];
    }),
  );
}

/** Where the bands of a bar begin: in its middle, where the bar is taller than they are. */
function middle(bar: FlowBar | undefined, unit: number): number {
  if (!bar) return 0;
  return bar.start + (bar.end - bar.start - bar.weight * unit) / 2;
}
