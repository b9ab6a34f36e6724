/** Whose portfolios a place compares and by what, in the words of its address. */
import type { Between, Chance, Portfolios } from "../api/overlap";
import { byWords } from "../text/overlap";
import { option, type Place } from "./place";

export const BETWEEN: readonly Between[] = ["funders", "initiatives", "organizations"];

/** What the address asks for; whatever it does not say, or cannot, is the usual. */
export function portfoliosOf(place: Place, facets: readonly string[]): Portfolios {
  const between = BETWEEN.find((each) => each === option(place, "of")) ?? "funders";
  const asked = option(place, "by");
  const usual = byWords[between][0] ?? "";
  const known = asked !== undefined && [...byWords[between], ...facets].includes(asked);
  return { between, by: known ? asked : usual };
}

export const NULLS = ["auto", "fdsm", "sdsm", "hypergeometric", "none"] as const;

/** How chance is judged; what the address does not say, or says wrongly, is left to the API. */
export function chanceOf(place: Place): Chance & { null: (typeof NULLS)[number] } {
  const seed = whole(option(place, "seed"));
  const samples = whole(option(place, "samples"));
  return {
    null: NULLS.find((each) => each === option(place, "null")) ?? "auto",
    ...(seed === undefined ? {} : { seed }),
    ...(samples === undefined ? {} : { samples }),
  };
}

function whole(word: string | undefined): number | undefined {
  return word !== undefined && /^\d+$/.test(word) ? Number(word) : undefined;
}
