/** What each number on the front page counts, of how many, and what is unknown. */
import type { Known, Summary } from "../api/types";
import { count, number, percent } from "./numbers";

/** What is not known of how many, in words. */
function rest({ known, of }: Known, one: string, many: string): string {
  if (of === 0) return `There are no ${many}.`;
  const share = percent({ known, of });
  return `Of ${count(of, one, many)}: ${number(known)} known (${share}), unknown: ${number(of - known)}.`;
}

const initiatives = (known: Known) => rest(known, "initiative", "initiatives");

export const about = {
  funders: ({ organizations }: Summary) => [
    "Organizations with at least one tie that says that they give support: awarded, paid, pledged or of unknown status. What was only requested or was declined does not count.",
    `Of ${count(organizations, "organization", "organizations")}. The others have no known role as funder; that does not mean that they fund nothing.`,
  ],
  leads: ({ organizations }: Summary) => [
    "Organizations that are stated or inferred to lead an initiative.",
    `Of ${count(organizations, "organization", "organizations")}.`,
  ],
  funded: ({ who }: Summary) => [
    "Initiatives for which at least one funder is known.",
    initiatives(who.initiatives_with_funder),
  ],
  led: ({ who }: Summary) => [
    "Initiatives for which at least one lead is known.",
    initiatives(who.initiatives_with_lead),
  ],
  amounts: ({ who }: Summary) => [
    "Fundings whose amount a source states. Amounts are never added across currencies, across statuses, or twice through a re-grant.",
    rest(who.money.amounts, "funding", "fundings"),
  ],
  placed: ({ what }: Summary) => [
    "Initiatives that are placed under at least one goal, by a source or by inference.",
    initiatives(what.initiatives_with_goal),
  ],
  stated: (_: Summary) => ["Ties from an initiative to a goal that a source states itself."],
  inferred: (_: Summary) => [
    "Ties from an initiative to a goal that were concluded by whoever made the map; no source states them.",
  ],
  parts: ({ initiatives: all, what }: Summary) => [
    "Initiatives that are part of another. Counting them beside their whole makes a field look larger than it is.",
    `Of ${count(all, "initiative", "initiatives")}; ${number(what.umbrellas)} are part of no other, as far as is known.`,
  ],
  met: ({ milestones, how_fast }: Summary) => [
    "Milestones that a source states as met.",
    `Of ${count(milestones, "known milestone", "known milestones")}; ${number(how_fast.dated.known)} have a date, ${number(how_fast.dated.of - how_fast.dated.known)} do not.`,
  ],
  due: ({ milestones }: Summary) => [
    "Milestones that are planned for a time to come, or planned without a date.",
    `Of ${count(milestones, "known milestone", "known milestones")}.`,
  ],
  missed: ({ milestones }: Summary) => [
    "Milestones that a source states as missed, or whose due date has passed without word.",
    `Of ${count(milestones, "known milestone", "known milestones")}.`,
  ],
  statusUnknown: ({ milestones }: Summary) => [
    "Milestones of which no source says how they stand.",
    `Of ${count(milestones, "known milestone", "known milestones")}.`,
  ],
  withMilestone: ({ how_fast }: Summary) => [
    "Initiatives with at least one known milestone. The others are unknown, not slow.",
    initiatives(how_fast.initiatives_with_milestone),
  ],
  datedStage: ({ how_fast }: Summary) => [
    "Initiatives with a stage on the guide's scale of 1 to 5 whose year is known.",
    initiatives(how_fast.initiatives_with_dated_stage),
  ],
  linked: ({ coordinated }: Summary) => [
    "Initiatives with a known tie to another initiative: partnership, data, building on, coordination and the like. Serving the same goal is no tie.",
    initiatives(coordinated.initiatives_linked),
  ],
  isolated: (_: Summary) => [
    "Initiatives without a known tie to another. They may have ties that nobody reported.",
  ],
  pairs: ({ coordinated }: Summary) => [
    "Pairs of initiatives that serve the same goal and are known to be tied, of all such pairs that are not parts of one whole.",
    rest(coordinated.same_goal_pairs_tied, "pair", "pairs"),
  ],
};
