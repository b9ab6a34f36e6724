/** What the pages of a funder, an initiative and a goal ask, and who wants partners. */

import { client, data, type Scope, scoped, stateOf } from "./client";
import type { Patient } from "./patient";
import type { PartnerSort } from "./types";

export interface Wish {
  /** With whom; nothing asks for what suits. */
  wanted?: PartnerSort | undefined;
  /** What to rank by; nothing leaves each list its own. */
  sort?: string | undefined;
  limit: number;
}

export const people = {
  /** Who suits one thing, each with its reasons. */
  partners: (scope: Scope, id: string, wish: Wish, signal: AbortSignal, fetch: Patient) => {
    const { wanted, sort, limit } = wish;
    const words = { ...(wanted ? { for: wanted } : {}), ...(sort ? { sort } : {}), limit };
    const params = { path: { id }, query: { ...scoped(scope), ...words } };
    return data(client.GET("/api/v1/analysis/partners/{id}", { params, signal, fetch }));
  },
  /** How good such suggestions are. */
  reportCard: (scope: Scope, holdOut: HoldOut | undefined, signal: AbortSignal, fetch: Patient) => {
    const query = { ...scoped(scope), ...(holdOut ? { hold_out: holdOut } : {}) };
    return data(client.GET("/api/v1/analysis/report-card", { params: { query }, signal, fetch }));
  },
  /** What would be without support if a funder left. */
  exit: (edition: string, funder: string, signal: AbortSignal, fetch: Patient) => {
    const query = { ...stateOf(edition), without: funder };
    return data(client.GET("/api/v1/analysis/exit", { params: { query }, signal, fetch }));
  },
  /** Where two funders meet, with how concentrated each is. */
  pair: (edition: string, a: string, b: string, signal: AbortSignal, fetch: Patient) =>
    data(
      client.GET("/api/v1/analysis/overlap/{a}/{b}", {
        params: { path: { a, b }, query: stateOf(edition) },
        signal,
        fetch,
      }),
    ),
  /** The stages of a goal: where something is known to happen, nothing is, or nobody knows. */
  stages: (scope: Scope, signal: AbortSignal) => {
    const query = { ...scoped(scope), by: "stage" };
    return data(client.GET("/api/v1/analysis/gaps", { params: { query }, signal }));
  },
  /** All pairs of funders among what one of them, or a goal, has. */
  overlap: (scope: Scope, signal: AbortSignal, fetch: Patient) => {
    // What chance would make is not shown there, and takes long to draw.
    const query = { ...scoped(scope), limit: PAIRS, null: "none" };
    return data(client.GET("/api/v1/analysis/overlap", { params: { query }, signal, fetch }));
  },
};

export type HoldOut = "year" | "leave-one-out";

/** More pairs than these are no list to read. */
const PAIRS = 1000;
