/** Three gaps in words, each with its number and the place that shows it. */
import type { Exit, Gaps } from "../api/types";
import type { Gap } from "../charts/heatmap";
import type { Options } from "../state/place";
import { leastSupported } from "./gaps";
import { count, number } from "./numbers";

export const gapCards = {
  title: "Where are the gaps?",
  support: "Least support known",
  covered: "Least covered",
  exit: "Rests on one funder",
  of: (all: string) => `of ${all}`,
};

export interface GapCard {
  id: string;
  kicker: string;
  /** Absent where there is nothing to count. */
  value?: string;
  of?: string;
  said: string;
  /** Of the view of gaps. */
  options: Options;
}

export function supportCard({ goals }: Exit): GapCard {
  const card = { id: "support", kicker: gapCards.support, options: { tab: ["support"] } };
  const first = leastSupported(goals)[0];
  if (!first)
    return { ...card, said: "No goal has an initiative, so there is no support to look for." };
  const none = first.initiatives - first.supported_before;
  return {
    ...card,
    value: number(none),
    of: number(first.initiatives),
    said: `initiatives under “${first.goal.name}” have no known funder. Unknown is not unfunded.`,
  };
}

export function coveredCard({ rows }: Gaps, found: readonly Gap[], below: number): GapCard {
  const card = { id: "covered", kicker: gapCards.covered, options: {} };
  const cells = rows.flatMap((row) => row.cells).filter(({ state }) => state !== "impossible");
  if (cells.length === 0) return { ...card, said: "There are no goals and stages to compare." };
  const certain = found.filter(({ certainty }) => certainty === "certain").length;
  const sure = certain === 0 ? "of none is it certain" : `of ${number(certain)} it is certain`;
  return {
    ...card,
    value: number(found.length),
    of: number(cells.length),
    said: `combinations of goal and stage have fewer than ${count(below, "known initiative", "known initiatives")}; ${sure}.`,
  };
}

export function exitCard({ funders }: Exit): GapCard {
  const card = { id: "exit", kicker: gapCards.exit, options: { tab: ["exit"] } };
  const first = funders[0];
  if (!first) return { ...card, said: "No funder is known, so nothing is known to rest on one." };
  return {
    ...card,
    options: { ...card.options, without: [first.id] },
    value: number(first.initiatives_lost),
    said: `${first.initiatives_lost === 1 ? "initiative" : "initiatives"} would have no known support left without ${first.name}.`,
  };
}
