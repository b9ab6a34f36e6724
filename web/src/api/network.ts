/** What the pictures of the network ask. */
import type { Filters } from "../state/place";
import { api, client, data, reaching, type Scope, scoped, stateOf } from "./client";
import type { Patient } from "./patient";
import type { Centrality, Layout, LayoutGroups, NodeMeasures } from "./types";

/** More things than this around one are no picture any more. */
export const MOST_AROUND = 300;

/** A map of more things is not sent whole: its communities are, or what filters leave of it. */
export const MOST_DRAWN = 50_000;

/** More members than this the API lists of no network. */
const MOST_MEASURED = 10_000;

/** What there is to draw. */
export type Drawing =
  | { of: "things"; layout: Layout /** Whether filters chose what was drawn. */; part: boolean }
  | { of: "communities"; groups: LayoutGroups };

export type Mode = "one" | "two";

export const networkApi = {
  /** Where the answer below can be had. */
  neighborhoodAddress: (edition: string, id: string, depth: number): string =>
    address(`/entities/${encodeURIComponent(id)}/neighborhood`, {
      ...stateOf(edition),
      depth: String(depth),
      limit: String(MOST_AROUND),
    }),
  neighborhood: (edition: string, id: string, depth: number, signal: AbortSignal) =>
    data(
      client.GET("/api/v1/entities/{id}/neighborhood", {
        params: { path: { id }, query: { ...stateOf(edition), depth, limit: MOST_AROUND } },
        signal,
      }),
    ),
  /** How many things a part of the map has. */
  size: async (scope: Scope, signal: AbortSignal): Promise<number> => {
    const { organizations, initiatives, goals, publications } = await api.summary(scope, signal);
    return organizations + initiatives + goals + publications;
  },
  /** The whole map in its places. */
  whole: async (
    edition: string,
    mode: Mode,
    signal: AbortSignal,
    long: Patient,
  ): Promise<Drawing> => {
    const scope = { edition, filters: {} };
    return { of: "things", layout: await layout(scope, mode, signal, long), part: false };
  },
  /** Of a map that is too large its communities, or what filters leave if that can be drawn. */
  part: async (scope: Scope, mode: Mode, signal: AbortSignal, long: Patient): Promise<Drawing> => {
    const filtered = Object.keys(scope.filters).length > 0;
    if (filtered && (await networkApi.size(scope, signal)) <= MOST_DRAWN) {
      return { of: "things", layout: await layout(scope, mode, signal, long), part: true };
    }
    const query = { ...scoped(scope), mode };
    const asked = client.GET("/api/v1/layout/groups", {
      params: { query },
      signal,
      fetch: reaching(long),
    });
    return { of: "communities", groups: await data(asked) };
  },
  drawingAddress: (edition: string, mode: Mode, filters: Filters, of: Drawing["of"]): string =>
    address(of === "things" ? "/layout" : "/layout/groups", {
      ...scoped({ edition, filters }),
      mode,
    }),
  /** The members of a network with their measures, those with the most of one first. */
  measures: async (
    edition: string,
    mode: Mode,
    sort: string,
    signal: AbortSignal,
    long: Patient,
  ): Promise<Centrality> => {
    const network = mode === "one" ? "initiatives" : "all";
    const query = { ...stateOf(edition), network, sort, limit: MOST_MEASURED };
    return data(
      client.GET("/api/v1/analysis/centrality", {
        params: { query },
        signal,
        fetch: reaching(long),
      }),
    );
  },
};

/** A measure by id. */
export function measured(
  { members }: Centrality,
  measure: "betweenness" | "closeness" | "page_rank" | "core",
): Map<string, number> {
  const known = members.flatMap((member: NodeMeasures): [string, number][] => {
    const value = member[measure];
    return value === null || value === undefined ? [] : [[member.entity.id, value]];
  });
  return new Map(known);
}

function layout(scope: Scope, mode: Mode, signal: AbortSignal, long: Patient): Promise<Layout> {
  const query = { ...scoped(scope), mode };
  return data(client.GET("/api/v1/layout", { params: { query }, signal, fetch: reaching(long) }));
}

function address(path: string, words: Record<string, string>): string {
  const query = new URLSearchParams(words).toString();
  return `/api/v1${path}${query ? `?${query}` : ""}`;
}
