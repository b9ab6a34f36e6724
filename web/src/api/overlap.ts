/** Questions about what portfolios have in common. */
import { apiAddress, client, data, reaching, type Scope, scoped } from "./client";
import type { Patient } from "./patient";

/** Whose portfolios are compared. */
export type Between = "funders" | "initiatives" | "organizations";

/** Whose portfolios, and what they consist of: the API's own words. */
export interface Portfolios {
  between: Between;
  by: string;
}

/** How chance is judged. */
export interface Chance {
  null?: string;
  seed?: number;
  samples?: number;
}

/** So many sets can be laid over one another in one question. */
export const MOST_SETS = 8;

/** As many as the API names in one list. */
const ALL_NAMED = 10_000;

export const overlapApi = {
  pairs: (
    scope: Scope,
    portfolios: Portfolios,
    chance: Chance,
    limit: number,
    signal: AbortSignal,
    long?: Patient,
  ) =>
    data(
      client.GET("/api/v1/analysis/overlap", {
        params: { query: { ...scoped(scope), ...portfolios, ...chance, limit } },
        signal,
        ...patiently(long),
      }),
    ),
  pair: (
    scope: Scope,
    { a, b }: { a: string; b: string },
    portfolios: Partial<Portfolios>,
    chance: Chance,
    signal: AbortSignal,
    long?: Patient,
  ) =>
    data(
      client.GET("/api/v1/analysis/overlap/{a}/{b}", {
        params: { path: { a, b }, query: { ...scoped(scope), ...portfolios, ...chance } },
        signal,
        ...patiently(long),
      }),
    ),
  /** Two to eight portfolios, with the name of everything they hold. */
  intersections: (
    scope: Scope,
    portfolios: Portfolios,
    of: readonly string[],
    signal: AbortSignal,
  ) =>
    data(
      client.GET("/api/v1/analysis/intersections", {
        params: {
          query: {
            ...scoped(scope),
            ...portfolios,
            ...(of.length > 0 ? { of: of.join(",") } : {}),
            limit: ALL_NAMED,
          },
        },
        signal,
      }),
    ),
  /** Where the answers are, for those who want to read them themselves. */
  intersectionsAddress: (scope: Scope, portfolios: Portfolios, of: readonly string[]) =>
    apiAddress("/analysis/intersections", scope, { ...portfolios, of: of.join(",") }),
  pairsAddress: (scope: Scope, portfolios: Portfolios, chance: Chance) =>
    apiAddress("/analysis/overlap", scope, { ...portfolios, ...chance }),
  pairAddress: (scope: Scope, { a, b }: { a: string; b: string }, portfolios: Portfolios) =>
    apiAddress(`/analysis/overlap/${a}/${b}`, scope, { ...portfolios }),
};

function patiently(long: Patient | undefined) {
  return long ? { fetch: reaching(long) } : {};
}
