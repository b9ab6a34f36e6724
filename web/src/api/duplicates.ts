/** Things that may be one: finding them, making them one, and saying that they are not. */
import { apiAddress, client, data, reaching, type Scope, scoped } from "./client";
import type { Patient } from "./patient";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Duplicates = Schemas["Duplicates"];
export type DuplicatePair = Schemas["DuplicatePair"];
export type Merged = Schemas["Merged"];

/** So many pairs are asked for at most. */
const limit = 200;

export function duplicates(scope: Scope, signal: AbortSignal, long: Patient) {
  const params = { query: { ...scoped(scope), limit } };
  return data(client.GET("/api/v1/analysis/duplicates", { params, signal, fetch: reaching(long) }));
}

export function duplicatesAddress(scope: Scope): string {
  return apiAddress("/analysis/duplicates", scope, { limit });
}

/** Makes two things one; with `dryRun` only says what that would come to. */
export function mergeThings(keep: string, gone: string, dryRun: boolean) {
  const params = { query: dryRun ? { dry_run: true } : {} };
  return data(client.POST("/api/v1/merges", { params, body: { keep, gone } }));
}

/** Makes what a merge made one two things again. */
export function unmerge(position: number) {
  const params = { path: { position } };
  return data(client.POST("/api/v1/changes/{position}/unmerge", { params }));
}

/** Says that two things are not the same. */
export function distinguish(a: string, b: string) {
  return data(client.POST("/api/v1/distinctions", { body: { a, b } }));
}
