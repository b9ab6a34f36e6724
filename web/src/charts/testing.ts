/** Small answers of the API for tests. */

import type { CellState, EntityRef, GapCell, Gaps, Overlap, OverlapPair } from "../api/types";

const run = { parameters: {}, nodes: {} };
const version = { position: 1, hash: "0" };

/** A thing whose name is its id. */
export function thing(id: string, kind: EntityRef["kind"] = "initiative"): EntityRef {
  return { id, kind, name: id };
}

/** Pairs as `["a", "b", shared]`; every funder supports ten things. */
export function overlapOf(
  funders: readonly string[],
  pairs: readonly (readonly [string, string, number])[],
  listed = pairs.length,
): Overlap {
  return {
    ...run,
    version,
    filter: {},
    funders: funders.map((id) => ({ funder: thing(id, "organization"), supports: 10 })),
    supported: 30,
    initiatives_with_funder: { known: 10, of: 30 },
    holders: { known: funders.length, of: funders.length },
    time: { any_time: false, dated: { known: 0, of: 0 }, ended: { known: 0, of: 0 }, apart: 0 },
    pairs: pairs.map(([a, b, shared]) => pairOf(a, b, shared)),
    pairs_shown: { known: pairs.length, of: listed },
  };
}

function pairOf(a: string, b: string, shared: number): OverlapPair {
  return {
    a,
    b,
    a_name: a,
    b_name: b,
    shared,
    jaccard: shared / (20 - shared),
    overlap_coefficient: shared / 10,
    newman: shared,
    shared_any_time: shared,
    shared_inferred: 0,
    shared_terms: [],
    kin: false,
    a_supports: 10,
    b_supports: 10,
    shared_with: Array.from({ length: shared }, (_, at) => thing(`${a}-${b}-${at}`)),
  };
}

/** A cell with so many known and so many more that may be there. */
export function cellOf(state: CellState, count: number | null = null, undetermined = 0): GapCell {
  return {
    state,
    count,
    undetermined,
    unplaced: 0,
    inferred: 0,
    initiatives: Array.from({ length: count ?? 0 }, (_, at) => ({
      ...thing(`${state}-${at}`),
      inferred: false,
    })),
    possible: [],
    activity: { active: 0, ended: 0, ahead: 0, unknown: count ?? 0 },
    funders: 0,
    supported_by: [],
    funded: { known: 0, of: count ?? 0 },
    money: { sums: [], amounts: { known: 0, of: 0 } },
    milestones_met: 0,
    with_milestones: { known: 0, of: count ?? 0 },
    thin: false,
  };
}

/** Organizations near a cell, as `["a", density]`. */
export function nearOf(
  ...organizations: (readonly [string, number])[]
): NonNullable<GapCell["nearest"]> {
  return {
    organizations_by: "row",
    organizations: organizations.map(([id, density]) => ({
      ...thing(id, "organization"),
      density,
      because: [],
      perhaps_here: false,
    })),
    initiatives_by: null,
    initiatives: [],
  };
}

/** Goals `goal 1`, `goal 2`… against stages 1, 2…, row by row. */
export function gapsOf(rows: readonly (readonly GapCell[])[], by = "stage"): Gaps {
  return {
    ...run,
    version,
    filter: {},
    rows_by: "goal",
    by,
    year: 2019,
    rows: rows.map((cells, at) => ({
      id: `goal ${at + 1}`,
      name: `goal ${at + 1}`,
      goal: thing(`goal ${at + 1}`, "goal"),
      initiatives: 5,
      inferred: 0,
      possible: 0,
      placed: { known: 4, of: 5 },
      cells: [...cells],
    })),
    columns: (rows[0] ?? []).map((_, at) => ({
      id: String(at + 1),
      name: `stage ${at + 1}`,
      initiatives: 1,
      possible: 0,
      placed: { known: 1, of: 1 },
    })),
    initiatives_with_goal: { known: 5, of: 6 },
    initiatives_with_row: { known: 5, of: 6 },
    initiatives_with_column: { known: 4, of: 6 },
    threshold: 2,
    placements: 5,
    has_impossible: false,
    nearest_cut: false,
  };
}
