/** The words of About: how the map is made, what is known of what, and what each measure means. */
import type { Known, Summary } from "../api/types";
import type { View } from "../state/place";
import { number, ofAll } from "./numbers";

export const aboutWords = {
  start: "Your start page",
  method: "How it is made",
  coverage: "What is known of what",
  coverageNote:
    "Every other number on this page rests on these. What is not known takes part in no count.",
  measures: "What the measures mean",
  measuresNote:
    "Each is explained with its formula, its limits and an example in the documentation of the measures; the answers of the API name every parameter.",
  sources: "Where it comes from",
  allSources: (n: number) => `All ${number(n)} sources`,
  noSource: "No source is on record.",
  records: "Records with a fact from it",
  source: "Source",
  licence: "Licence and version",
  keys: "Keyboard",
  state: "State of the map",
  position: (n: number) => `change ${number(n)} of the log`,
  hash: "Fingerprint",
  program: "Program",
  programLicence: "Licence of the program",
  dataLicence: "Licence of the data",
  dataLicenceNote: "Each source states its own; where it states none, it is unknown.",
  api: "Data and API, for every number here",
  what: "What",
  known: "Known",
  of: "Of",
  share: "Share",
  care: "Facts that need a person: in conflict, inferred, without a source, or stale",
  principles: [
    "Every fact names its source. Where sources differ, every statement stands, and one is preferred.",
    "What is not known is shown as unknown, never as zero. Known to be empty, unknown and impossible are three things.",
    "What was concluded by whoever made the map is marked as inferred wherever it is shown.",
    "Amounts are never added across currencies or statuses, or twice through a re-grant.",
    "Dates keep the precision of their source: no day is made up.",
    "Every answer names the state of the map it was worked out from, so that a link gives the same numbers a year on.",
  ],
} as const;

export interface Coverage {
  what: string;
  share: Known;
  to: View;
  options: Record<string, string[]>;
}

/** What is known of what, each with the list behind it. */
export function coverage({ who, what, how_fast, coordinated }: Summary): Coverage[] {
  const row = (name: string, share: Known, to: View, options: Record<string, string[]>) => ({
    what: name,
    share,
    to,
    options,
  });
  return [
    row("Initiatives with a known funder", who.initiatives_with_funder, "initiatives", {
      known: ["funder"],
    }),
    row("Initiatives with a known lead", who.initiatives_with_lead, "initiatives", {
      known: ["lead"],
    }),
    row("Initiatives with a known goal", what.initiatives_with_goal, "initiatives", {
      known: ["goal"],
    }),
    row("Placements that a source states itself", placements(what), "ties", {
      kind: ["serves"],
      stated: ["yes"],
    }),
    row("Fundings with a known amount", who.money.amounts, "ties", {
      kind: ["funds"],
      known: ["amount"],
    }),
    row("Initiatives with a known milestone", how_fast.initiatives_with_milestone, "initiatives", {
      known: ["milestone"],
    }),
    row("Milestones with a date", how_fast.dated, "milestones", { known: ["date"] }),
    row("Initiatives with a known stage", how_fast.initiatives_with_stage, "initiatives", {
      known: ["stage"],
    }),
    row("Initiatives with a dated stage", how_fast.initiatives_with_dated_stage, "initiatives", {
      known: ["year"],
    }),
    row("Initiatives with a known tie to another", coordinated.initiatives_linked, "initiatives", {
      known: ["link"],
    }),
  ];
}

function placements({ placements_stated: known, placements_inferred }: Summary["what"]): Known {
  return { known, of: known + placements_inferred };
}

/** About the map in a sentence: what is known least. */
export function aboutSentence(summary: Summary): string {
  const rows = coverage(summary).filter(({ share }) => share.of > 0);
  const least = rows.toSorted((a, b) => part(a) - part(b))[0];
  const start = `This map rests on ${number(summary.sources)} ${summary.sources === 1 ? "source" : "sources"}.`;
  return least
    ? `${start} Least is known of this: ${least.what.toLowerCase()}, ${ofAll(least.share)}.`
    : `${start} Nothing is on it yet.`;
}

function part({ share }: Coverage): number {
  return share.known / share.of;
}

/** The measures in short, with the view that shows each. */
export const measures: { name: string; text: string; to: View }[] = [
  {
    name: "Overlap",
    text: "How much two funders, goals or initiatives are known to share, and whether that is more than chance would make.",
    to: "overlap",
  },
  {
    name: "Gaps",
    text: "Where nothing is known to happen, by goal and stage, place or population; who stands nearest, and how fragile the rest is.",
    to: "gaps",
  },
  {
    name: "Coordination",
    text: "Which initiatives of the same goal are known to be tied, who stands between the others, and which pairs are missed.",
    to: "coordination",
  },
  {
    name: "Pace",
    text: "Which milestones are met, due or missed, and how stages that were forecast compare with what was reached.",
    to: "timeline",
  },
  {
    name: "Partners",
    text: "Who suits whom by what they share, with every reason; how two differ stands apart from how alike they are.",
    to: "partners",
  },
  {
    name: "Report card",
    text: "How often such suggestions are right, beside popularity and chance.",
    to: "report-card",
  },
];
