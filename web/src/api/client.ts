/** Asking the API: same origin, problems as values, pages of a list put together. */

import createClient from "openapi-fetch";
import { type Filters, type FilterWord, filterPairs, NOW, pinnedState } from "../state/place";
import type { paths } from "./schema";
import type { EntityKind, Page, Problem } from "./types";

/** What went wrong, as the API tells it or as this page makes it out. */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** A list with all its parts, or as many as one page can hold. */
export interface Whole<T> extends Page<T> {
  /** Whether `items` is shorter than the list. */
  cut: boolean;
}

const PART = 1000;
const MOST_PARTS = 10;

/** `no-cache` asks the server each time and is answered 304 when nothing changed. */
export const client = createClient<paths>({
  cache: "no-cache",
  headers: { accept: "application/json, application/problem+json" },
  fetch: reach,
});

/** The state of the map and the part of it that a question is about. */
export interface Scope {
  edition: string;
  filters: Filters;
}

type Words = Partial<Record<FilterWord | "edition" | "as_of" | "today", string>>;

/** Words as the API takes them: alternatives with commas between. */
export function scoped({ edition, filters }: Scope): Words {
  const words: Words = stateOf(edition);
  for (const [word, value] of filterPairs(filters)) {
    words[word] = words[word] === undefined ? value : `${words[word]},${value}`;
  }
  return words;
}

export function stateOf(edition: string): Words {
  if (edition === NOW) return {};
  const pinned = pinnedState(edition);
  if (!pinned) return { edition };
  return { as_of: `${pinned.position}`, ...(pinned.today ? { today: pinned.today } : {}) };
}

/** The address of an answer of the API, for those who want it as it is. */
export function apiAddress(
  path: string,
  scope: Scope | string,
  words: Record<string, string | number | undefined> = {},
): string {
  const state: Words = typeof scope === "string" ? stateOf(scope) : scoped(scope);
  const given = Object.entries({ ...state, ...words }).filter(([, value]) => value !== undefined);
  const query = given.map(([word, value]) => `${word}=${encodeURIComponent(`${value}`)}`).join("&");
  return `/api/v1${path}${query ? `?${query}` : ""}`;
}

/** An optional word with its alternatives; nothing when there is none. */
export function word<W extends string>(name: W, values: readonly string[] | undefined) {
  const given = values && values.length > 0 ? { [name]: values.join(",") } : {};
  return given as Partial<Record<W, string>>;
}

/** The questions this page asks. */
export const api = {
  summary: (scope: Scope, signal: AbortSignal) =>
    data(client.GET("/api/v1/summary", { params: { query: scoped(scope) }, signal })),
  initiatives: (scope: Scope, signal: AbortSignal) =>
    whole((part) =>
      client.GET("/api/v1/initiatives", {
        params: { query: { ...scoped(scope), ...part } },
        signal,
      }),
    ),
  organizations: (scope: Scope, role: string | undefined, signal: AbortSignal) =>
    whole((part) => {
      const query = { ...scoped(scope), ...word("role", role ? [role] : []), ...part };
      return client.GET("/api/v1/organizations", { params: { query }, signal });
    }),
  goals: (scope: Scope, signal: AbortSignal) =>
    whole((part) =>
      client.GET("/api/v1/goals", { params: { query: { ...scoped(scope), ...part } }, signal }),
    ),
  ties: (scope: Scope, kinds: readonly string[] | undefined, signal: AbortSignal) =>
    whole((part) => {
      const query = { ...scoped(scope), ...word("kind", kinds), ...part };
      return client.GET("/api/v1/ties", { params: { query }, signal });
    }),
  milestones: (scope: Scope, subjects: readonly string[] | undefined, signal: AbortSignal) =>
    whole((part) => {
      const query = { ...scoped(scope), ...word("subject", subjects), ...part };
      return client.GET("/api/v1/milestones", { params: { query }, signal });
    }),
  sources: (edition: string, signal: AbortSignal) =>
    whole((part) =>
      client.GET("/api/v1/sources", {
        params: { query: { ...stateOf(edition), ...part } },
        signal,
      }),
    ),
  facets: (edition: string, signal: AbortSignal) =>
    whole((part) =>
      client.GET("/api/v1/facets", { params: { query: { ...stateOf(edition), ...part } }, signal }),
    ),
  entity: (edition: string, id: string, signal: AbortSignal) =>
    data(
      client.GET("/api/v1/entities/{id}", {
        params: { path: { id }, query: stateOf(edition) },
        signal,
      }),
    ),
  history: (edition: string, id: string, signal: AbortSignal) =>
    data(
      client.GET("/api/v1/entities/{id}/history", {
        params: { path: { id }, query: stateOf(edition) },
        signal,
      }),
    ),
  pace: (scope: Scope, signal: AbortSignal) =>
    data(client.GET("/api/v1/analysis/pace", { params: { query: scoped(scope) }, signal })),
  layout: (edition: string, mode: string, signal: AbortSignal) =>
    data(
      client.GET("/api/v1/layout", { params: { query: { ...stateOf(edition), mode } }, signal }),
    ),
  graph: (scope: Scope, signal: AbortSignal) =>
    data(client.GET("/api/v1/graph", { params: { query: scoped(scope) }, signal })),
  editions: (signal: AbortSignal) => data(client.GET("/api/v1/editions", { signal })),
  search: (edition: string, q: string, signal: AbortSignal, kind?: EntityKind) =>
    data(
      client.GET("/api/v1/search", {
        params: { query: { ...stateOf(edition), q, limit: HITS, ...(kind ? { kind } : {}) } },
        signal,
      }),
    ),
};

/** How many results of a search are offered. */
const HITS = 8;

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export async function data<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok && data !== undefined) return data;
  throw new ApiProblem(asProblem(error, response));
}

/** A whole list, part by part. */
export async function whole<T>(
  ask: (part: { limit: number; cursor?: string }) => Promise<Answer<Page<T>>>,
): Promise<Whole<T>> {
  let page = await data(ask({ limit: PART }));
  const items = [...page.items];
  for (let part = 1; page.next && part < MOST_PARTS; part += 1) {
    page = await data(ask({ limit: PART, cursor: page.next }));
    items.push(...page.items);
  }
  return { ...page, items, cut: Boolean(page.next) };
}

function reach(request: Request): Promise<Response> {
  return reached(request, fetch);
}

/** A way of asking that tells a server that does not answer from a fault of this page. */
export function reaching(ask: Ask): Ask {
  return (request) => reached(request, ask);
}

type Ask = (request: Request) => Promise<Response>;

async function reached(request: Request, ask: Ask): Promise<Response> {
  try {
    return await ask(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new ApiProblem(made("unreachable", 0));
  }
}

/** The server's own problem, or one made of the status where a proxy answered in its place. */
function asProblem(body: unknown, response: Response): Problem {
  if (typeof body === "object" && body !== null && "code" in body && "detail" in body) {
    return { ...made("unexpected_answer", response.status), ...(body as Partial<Problem>) };
  }
  return made("unexpected_answer", response.status);
}

function made(code: string, status: number): Problem {
  return { type: `/problems/${code}`, title: code, status, code, detail: "" };
}
