/** What the whole page knows of an edition: names for filters, and what can be filtered by. */
import { getContext, setContext } from "svelte";
import type { FacetRow, GoalRow, OrganizationRow } from "../api/types";

export interface Known {
  goals: GoalRow[];
  funders: OrganizationRow[];
  facets: FacetRow[];
}

export const NOTHING: Known = { goals: [], funders: [], facets: [] };

const KNOWN = Symbol("known");

/** Lets everything inside a component ask what the page knows, at the time it asks. */
export function provideKnown(known: () => Known): void {
  setContext(KNOWN, known);
}

/** What the page knows; nothing where nobody provides it. */
export function useKnown(): () => Known {
  return getContext<(() => Known) | undefined>(KNOWN) ?? (() => NOTHING);
}
