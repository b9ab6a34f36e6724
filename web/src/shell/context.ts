/** What the whole page knows of an edition: names for filters, and what can be filtered by. */
import type { FacetRow, GoalRow, OrganizationRow } from "../api/types";

export interface Known {
  goals: GoalRow[];
  funders: OrganizationRow[];
  facets: FacetRow[];
}

export const NOTHING: Known = { goals: [], funders: [], facets: [] };
