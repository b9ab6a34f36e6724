/** What changed: between two states, in one change, to one thing; and taking a change back. */
import { NOW, pinnedState } from "../state/place";
import { apiAddress, client, data, reaching, type Scope, scoped, stateOf } from "./client";
import type { Patient } from "./patient";
import type { ChangeHistory, Diff } from "./types";

/** So many entries of the log are shown at a time. */
export const ENTRIES = 50;

/** What differs between an earlier edition and a later state. */
export function diff(from: string, to: string, signal: AbortSignal, long: Patient): Promise<Diff> {
  // The API names the later state in the path, unless it is one between editions.
  const path = { a: from, b: pinnedState(to) ? NOW : to };
  const query = pinnedState(to) ? stateOf(to) : {};
  const params = { path, query };
  return data(
    client.GET("/api/v1/editions/{a}/diff/{b}", { params, signal, fetch: reaching(long) }),
  );
}

/** Where the answer of the API is. */
export function diffAddress(from: string, to: string): string {
  const [a, b] = [from, pinnedState(to) ? NOW : to].map(encodeURIComponent);
  return apiAddress(`/editions/${a}/diff/${b}`, pinnedState(to) ? to : NOW);
}

/** Where things stand in a part of a state. */
export function layout(scope: Scope, signal: AbortSignal, long: Patient) {
  const query = { ...scoped(scope), mode: "two" };
  return data(client.GET("/api/v1/layout", { params: { query }, signal, fetch: reaching(long) }));
}

/** A part of the change log, the newest first. */
export function changes(
  edition: string,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<ChangeHistory> {
  const query = { ...stateOf(edition), limit: ENTRIES, ...(cursor ? { cursor } : {}) };
  return data(client.GET("/api/v1/changes", { params: { query }, signal }));
}

/** Everything that a state of the map says. */
export function wholeMap(edition: string, signal: AbortSignal) {
  return data(client.GET("/api/v1/exports/json", { params: { query: stateOf(edition) }, signal }));
}

/** Takes the change at a position back; with `dryRun` it only says whether that can be done. */
export function undo(position: number, dryRun: boolean, signal?: AbortSignal) {
  const params = { path: { position }, query: { dry_run: dryRun } };
  const asked = signal ? { params, signal } : { params };
  return data(client.POST("/api/v1/changes/{position}/undo", asked));
}
