/** Questions about what is missing: where nothing happens, what rests on whom, who asks. */
import { apiAddress, client, data, type Scope, scoped, word } from "./client";

/** Two axes against one another, and how few are too few. */
export interface Axes {
  rows: string;
  columns: string;
  year?: string | undefined;
  /** Cells with fewer initiatives are thin. */
  below: number;
}

/** What happens if funders leave and what is known to end lapses. */
export interface Leaving {
  without?: readonly string[] | undefined;
  /** A date (EDTF). */
  lapse?: string | undefined;
}

export const gapsApi = {
  gaps: (scope: Scope, axes: Axes, signal: AbortSignal) =>
    data(
      client.GET("/api/v1/analysis/gaps", { params: { query: gapsQuery(scope, axes) }, signal }),
    ),
  exit: (scope: Scope, leaving: Leaving, signal: AbortSignal) =>
    data(
      client.GET("/api/v1/analysis/exit", { params: { query: exitQuery(scope, leaving) }, signal }),
    ),
  requests: (scope: Scope, signal: AbortSignal) =>
    data(client.GET("/api/v1/analysis/requests", { params: { query: scoped(scope) }, signal })),
};

function gapsQuery(scope: Scope, { rows, columns, year, below }: Axes) {
  const at = year ? { year: Number(year) } : {};
  return { ...scoped(scope), rows, by: columns, ...at, threshold: below };
}

function exitQuery(scope: Scope, { without, lapse }: Leaving) {
  return { ...scoped(scope), ...word("without", without), ...(lapse ? { lapse } : {}) };
}

/** The address of the answer about gaps, for whoever wants it as it is. */
export function gapsAddress(scope: Scope, { rows, columns, year, below }: Axes): string {
  return apiAddress("/analysis/gaps", scope, { rows, by: columns, year, threshold: below });
}
