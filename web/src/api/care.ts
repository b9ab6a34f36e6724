/** Facts that need a person, and saying that they were checked. */
import { apiAddress, client, data, reaching, type Scope, scoped } from "./client";
import type { Patient } from "./patient";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Care = Schemas["Care"];
export type CareItem = Schemas["CareItem"];
export type CareReason = Schemas["CareReason"];
type ConfirmedFact = Schemas["ConfirmedFact"];

/** So many facts are asked for at most. */
const MOST = 1000;

/** What is chosen of the queue. */
export interface CareChoice {
  reason: CareReason | undefined;
  /** After so many months without confirmation a fact is stale. */
  months: number;
}

export function care(scope: Scope, choice: CareChoice, signal: AbortSignal, long: Patient) {
  const query = { ...scoped(scope), ...asked(choice) };
  const params = { query };
  return data(client.GET("/api/v1/analysis/care", { params, signal, fetch: reaching(long) }));
}

export function careAddress(scope: Scope, choice: CareChoice): string {
  return apiAddress("/analysis/care", scope, asked(choice));
}

/** Says that values were checked, all of them in one change. */
export function confirmFacts(facts: ConfirmedFact[], author: string) {
  const body = { facts, author: author || null };
  return data(client.POST("/api/v1/confirmations", { body }));
}

/** A value of a fact, as it is confirmed. */
export function confirmed({ record, id, field }: CareItem, value: string): ConfirmedFact {
  return { record, id, field, value };
}

function asked({ reason, months }: CareChoice) {
  return { ...(reason ? { reason } : {}), stale_after: months, limit: MOST };
}
