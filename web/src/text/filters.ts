/** Filters in words. */
import type { Confidence, FacetRow, MilestoneStatus, TieKind } from "../api/types";
import { atLeast, filterName, knownName, roleName, say, statusName, tieWords } from "./catalogue";
import { dateInWords } from "./dates";

/** Names for the ids in filters, as far as they are known yet. */
export interface Names {
  goals: readonly { id: string; name: string }[];
  funders: readonly { id: string; name: string }[];
  facets: readonly FacetRow[];
}

/** One value of a filter or option, as its chip says it. */
export function filterWords(word: string, value: string, names: Names): string {
  const by = filterName[word] ?? word;
  if (word === "goal") return `${by}: ${nameOf(names.goals, value)}`;
  if (word === "funder") return `${by}: ${nameOf(names.funders, value)}`;
  if (word === "term") return termName(value, names);
  if (word === "place") return termName(`place/${value}`, names);
  if (word === "confidence") return `${by}: ${atLeast[value as Confidence] ?? value}`;
  if (word === "known") return knownName[value]?.known ?? `known: ${value}`;
  if (word === "unknown") return knownName[value]?.unknown ?? `unknown: ${value}`;
  if (word === "stated") return value === "no" ? say.inferred : "stated by a source";
  if (word === "role") return `${by}: ${roleName[value] ?? value}`;
  if (word === "status")
    return `${by}: ${value === "due" ? "due" : (statusName[value as MilestoneStatus] ?? value)}`;
  if (word === "kind") return tieWords[value as TieKind]?.noun ?? value;
  if (word === "from" || word === "to") return `${by} ${dateInWords(value)}`;
  return `${by}: ${value}`;
}

function nameOf(things: readonly { id: string; name: string }[], id: string): string {
  return things.find((thing) => thing.id === id)?.name ?? id;
}

function termName(value: string, { facets }: Names): string {
  const [facetId = "", ...rest] = value.split("/");
  const facet = facets.find((facet) => facet.id === facetId);
  const term = facet?.terms.find((term) => term.id === rest.join("/"));
  return `${facet?.name ?? facetId}: ${term?.name ?? rest.join("/")}`;
}
