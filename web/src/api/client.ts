/** Asking the API: same origin, problems as values, pages of a list put together. */
import { type Filters, filterPairs, NOW } from "../state/place";
import type {
  Coordination,
  Editions,
  EntityAnswer,
  EntityHistory,
  FacetRow,
  Gaps,
  GoalRow,
  Graph,
  InitiativeRow,
  Layout,
  Milestone,
  OrganizationRow,
  Overlap,
  Pace,
  Page,
  PairReport,
  Problem,
  SearchAnswer,
  SourceRow,
  Summary,
  Tie,
} from "./types";

/** What went wrong, as the API tells it or as this page makes it out. */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

export type Query = Record<string, string | number | readonly string[] | undefined>;

/** A list with all its parts, or as many as one page can hold. */
export interface Whole<T> extends Page<T> {
  /** Whether `items` is shorter than the list. */
  cut: boolean;
}

const ROOT = "/api/v1";
const PART = 1000;
const MOST_PARTS = 10;

/** One question. `no-cache` asks the server each time and is answered 304 when nothing changed. */
export async function ask<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const response = await reach(`${ROOT}${path}${formatQuery(query)}`, signal);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && body !== null) return body as T;
  throw new ApiProblem(asProblem(body, response));
}

/** A whole list, part by part. */
export async function askAll<T>(
  path: string,
  query: Query,
  signal?: AbortSignal,
): Promise<Whole<T>> {
  let page = await ask<Page<T>>(path, { ...query, limit: PART }, signal);
  const items = [...page.items];
  for (let part = 1; page.next && part < MOST_PARTS; part += 1) {
    page = await ask<Page<T>>(path, { ...query, limit: PART, cursor: page.next }, signal);
    items.push(...page.items);
  }
  return { ...page, items, cut: Boolean(page.next) };
}

/** The state of the map and the part of it that a question is about. */
export interface Scope {
  edition: string;
  filters: Filters;
}

function scoped({ edition, filters }: Scope, more: Query = {}): Query {
  const query: Record<string, string[]> = {};
  for (const [word, value] of filterPairs(filters)) query[word] = [...(query[word] ?? []), value];
  return { ...stateOf(edition), ...query, ...more };
}

function stateOf(edition: string): Query {
  return edition === NOW ? {} : { edition };
}

/** The questions this page asks. */
export const api = {
  summary: (scope: Scope, signal?: AbortSignal) => ask<Summary>("/summary", scoped(scope), signal),
  initiatives: (scope: Scope, signal?: AbortSignal) =>
    askAll<InitiativeRow>("/initiatives", scoped(scope), signal),
  organizations: (scope: Scope, role: string | undefined, signal?: AbortSignal) =>
    askAll<OrganizationRow>("/organizations", scoped(scope, { role }), signal),
  goals: (scope: Scope, signal?: AbortSignal) => askAll<GoalRow>("/goals", scoped(scope), signal),
  ties: (scope: Scope, kinds: readonly string[] | undefined, signal?: AbortSignal) =>
    askAll<Tie>("/ties", scoped(scope, { kind: kinds }), signal),
  milestones: (scope: Scope, subjects: readonly string[] | undefined, signal?: AbortSignal) =>
    askAll<Milestone>("/milestones", scoped(scope, { subject: subjects }), signal),
  sources: (edition: string, signal?: AbortSignal) =>
    askAll<SourceRow>("/sources", stateOf(edition), signal),
  facets: (edition: string, signal?: AbortSignal) =>
    askAll<FacetRow>("/facets", stateOf(edition), signal),
  entity: (edition: string, id: string, signal?: AbortSignal) =>
    ask<EntityAnswer>(`/entities/${encodeURIComponent(id)}`, stateOf(edition), signal),
  history: (edition: string, id: string, signal?: AbortSignal) =>
    ask<EntityHistory>(`/entities/${encodeURIComponent(id)}/history`, stateOf(edition), signal),
  overlap: (scope: Scope, limit: number, signal?: AbortSignal) =>
    ask<Overlap>("/analysis/overlap", scoped(scope, { limit }), signal),
  pair: (edition: string, a: string, b: string, signal?: AbortSignal) =>
    ask<PairReport>(
      `/analysis/overlap/${encodeURIComponent(a)}/${encodeURIComponent(b)}`,
      stateOf(edition),
      signal,
    ),
  gaps: (scope: Scope, by: string, year: string | undefined, signal?: AbortSignal) =>
    ask<Gaps>("/analysis/gaps", scoped(scope, { by, year }), signal),
  coordination: (scope: Scope, signal?: AbortSignal) =>
    ask<Coordination>("/analysis/coordination", scoped(scope), signal),
  pace: (scope: Scope, signal?: AbortSignal) => ask<Pace>("/analysis/pace", scoped(scope), signal),
  layout: (edition: string, mode: string, signal?: AbortSignal) =>
    ask<Layout>("/layout", { ...stateOf(edition), mode }, signal),
  graph: (scope: Scope, signal?: AbortSignal) => ask<Graph>("/graph", scoped(scope), signal),
  editions: (signal?: AbortSignal) => ask<Editions>("/editions", {}, signal),
  search: (edition: string, q: string, signal?: AbortSignal) =>
    ask<SearchAnswer>("/search", { ...stateOf(edition), q, limit: 8 }, signal),
};

async function reach(address: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, {
      headers: { accept: "application/json, application/problem+json" },
      cache: "no-cache",
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
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

function formatQuery(query: Query): string {
  const words = new URLSearchParams();
  for (const [word, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const each of Array.isArray(value) ? value : [value]) words.append(word, `${each}`);
  }
  const text = words.toString();
  return text === "" ? "" : `?${text}`;
}
