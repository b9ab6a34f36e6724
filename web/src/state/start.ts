/** Where somebody starts who has said what brings them here. A link never goes anywhere else. */
import type { Place } from "./place";

export const AIMS = ["fund", "run", "study"] as const;

/** They fund, run an initiative, or study the field. */
export type Aim = (typeof AIMS)[number];

export interface Start {
  aim: Aim;
  /** Of a funder or an initiative: which, where it was said. */
  id?: string;
  name?: string;
}

/** The page of `/`: where nothing was said, the state of the field. */
export function startPlace(start: Start | null, edition: string): Place {
  const at: Place = { edition, view: "field", profile: null, filters: {}, options: {} };
  if (start === null) return at;
  if (start.aim === "study") return { ...at, view: "data" };
  const folder = start.aim === "fund" ? "organizations" : "initiatives";
  if (start.id) return { ...at, view: "profile", profile: { folder, id: start.id } };
  return { ...at, view: start.aim === "fund" ? "overlap" : "initiatives" };
}

/** What was kept, if it can still be read. */
export function parseStart(kept: string | null): Start | null {
  const [aim, id, name] = (kept ?? "").split("\n");
  const known = AIMS.find((each) => each === aim);
  if (!known) return null;
  return { aim: known, ...(id ? { id } : {}), ...(name ? { name } : {}) };
}

export function formatStart({ aim, id, name }: Start): string {
  return [aim, ...(id ? [id, ...(name ? [name.replaceAll("\n", " ")] : [])] : [])].join("\n");
}
