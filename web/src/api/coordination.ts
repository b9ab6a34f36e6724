/** Questions about who is tied to whom, who stands between, and who might be. All may take long. */
import { apiAddress, client, data, type Scope, scoped } from "./client";
import type { Patient } from "./patient";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type GoalCoordination = Schemas["GoalCoordination"];
export type TiedByChance = Schemas["TiedByChance"];
export type ExternalInternal = Schemas["ExternalInternal"];
export type Community = Schemas["Community"];
export type Broker = Coordination["brokers"][number];
export type Bridge = Coordination["bridges"][number];
export type ArticulationPoint = Coordination["articulation_points"][number];
export type GroupPart = ArticulationPoint["parts"][number];
type Coordination = Schemas["Coordination"];

/** So many missed pairs are asked for; nobody reads more, and the answer says how many there are. */
const PAIRS = 200;

export const coordinationApi = {
  coordination: (scope: Scope, signal: AbortSignal, long?: Patient) =>
    data(
      client.GET("/api/v1/analysis/coordination", {
        params: { query: scoped(scope) },
        signal,
        ...asked(long),
      }),
    ),
  centrality: (scope: Scope, signal: AbortSignal, long?: Patient) =>
    data(
      client.GET("/api/v1/analysis/centrality", {
        params: { query: scoped(scope) },
        signal,
        ...asked(long),
      }),
    ),
  communities: (scope: Scope, signal: AbortSignal, long?: Patient) =>
    data(
      client.GET("/api/v1/analysis/communities", {
        params: { query: scoped(scope) },
        signal,
        ...asked(long),
      }),
    ),
  missed: (scope: Scope, signal: AbortSignal, long?: Patient) =>
    data(
      client.GET("/api/v1/analysis/missed", {
        params: { query: { ...scoped(scope), limit: PAIRS } },
        signal,
        ...asked(long),
      }),
    ),
  sensitivity: (scope: Scope, missing: number, signal: AbortSignal, long?: Patient) =>
    data(
      client.GET("/api/v1/analysis/sensitivity", {
        params: { query: { ...scoped(scope), missing } },
        signal,
        ...asked(long),
      }),
    ),
};

function asked(long: Patient | undefined) {
  return long ? { fetch: long } : {};
}

/** The address of an answer, for whoever wants it as it is. */
export function analysisAddress(
  name: keyof typeof coordinationApi,
  scope: Scope,
  missing: number,
): string {
  const words = name === "missed" ? { limit: PAIRS } : name === "sensitivity" ? { missing } : {};
  return apiAddress(`/analysis/${name}`, scope, words);
}
