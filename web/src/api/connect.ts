/** How two things are connected, and who could bring them together. */
import { client, data, reaching, stateOf } from "./client";
import type { Patient } from "./patient";
import type { EntityRef, PartnerIntroduction, Paths } from "./types";

/** So many ways are shown. */
export const WAYS = 5;

/** Enough to find one among all suggestions. */
const ALL = 1000;

export function paths(
  edition: string,
  start: string,
  end: string,
  signal: AbortSignal,
): Promise<Paths> {
  const query = { ...stateOf(edition), start, end, limit: WAYS };
  return data(client.GET("/api/v1/paths", { params: { query }, signal }));
}

/** What something is called: it stands in the middle of its own neighbourhood. */
export async function named(edition: string, id: string, signal: AbortSignal): Promise<EntityRef> {
  const params = { path: { id }, query: { ...stateOf(edition), depth: 1, limit: 1 } };
  const { nodes } = await data(
    client.GET("/api/v1/entities/{id}/neighborhood", { params, signal }),
  );
  const [middle] = nodes;
  return middle ?? { id, kind: "initiative", name: id };
}

/**
 * Who could introduce `a` to `b`, the shortest way first. `null` where the question has no answer:
 * `b` is tied to `a` already, or is nobody whom `a` would be introduced to.
 */
export async function introductions(
  edition: string,
  a: string,
  b: string,
  signal: AbortSignal,
  long: Patient,
): Promise<PartnerIntroduction[] | null> {
  const params = { path: { id: a }, query: { ...stateOf(edition), limit: ALL } };
  const { lists } = await data(
    client.GET("/api/v1/analysis/partners/{id}", { params, signal, fetch: reaching(long) }),
  );
  const suggestions = lists.flatMap((list) => list.suggestions);
  return suggestions.find(({ partner }) => partner.id === b)?.introductions ?? null;
}
