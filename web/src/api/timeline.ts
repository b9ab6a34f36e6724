/** How fast the work goes, also held against an earlier edition. */
import { client, data, reaching, type Scope, scoped } from "./client";
import type { Patient } from "./patient";
import type { Pace } from "./types";

export function pace(
  scope: Scope,
  against: string | undefined,
  signal: AbortSignal,
  long: Patient,
): Promise<Pace> {
  const query = { ...scoped(scope), ...(against ? { against } : {}) };
  return data(
    client.GET("/api/v1/analysis/pace", { params: { query }, signal, fetch: reaching(long) }),
  );
}
