/** The words of the timeline: milestones, stages and pace. */
import type { Milestone, Pace } from "../api/types";
import type { Standing } from "../state/known";
import { dateInWords } from "./dates";
import { count, list, number, ofAll } from "./numbers";
import type { Part, ToList } from "./parts";

export const timelineWords = {
  tabs: { milestones: "Milestones", stages: "Stages", pace: "Pace" },
  tabList: "What the timeline shows",
  group: "Group by",
  groups: { goal: "goal", funder: "funder" },
  zoom: "Zoom",
  zooms: { year: "Years", quarter: "Quarters" },
  subject: "Initiative or organization",
  noGoal: "No known goal",
  noFunder: "No known funder",
  twice: "What serves several goals or has several funders stands under each of them.",
  today: (day: string) => `today, ${dateInWords(day)}`,
  span: "A bar is how much its date leaves open",
  life: "a grey line runs from a known start to the end, or on to today where no end is known",
  undated: (n: number) => `Without a date: ${number(n)}`,
  undatedHelp: "They are on no axis; when they were done or are due is unknown.",
  undatedNone: "Every milestone has a date.",
  details: "The chosen milestone",
  close: "Close",
  hint: "Move with the arrow keys; Enter shows a milestone with its sources.",
  since: (from: string) => `since ${from}`,
  endUnknown: "end unknown",
  facts: { what: "What", done: "Done", due: "Due", status: "Status", amount: "Amount" },
  columns: {
    group: "Of",
    milestone: "Milestone",
    when: "Done or due",
    earliest: "Earliest",
    latest: "Latest",
    status: "How it stands",
  },
} as const;

export const standingName: Record<Standing, string> = {
  met: "met",
  due: "due",
  missed: "late or missed",
  dropped: "dropped",
  unknown: "unknown how it stands",
};

/** What a mark says: `Launch, 2019, met`. */
export function markWords(milestone: Milestone, standing: Standing): string {
  const title = milestone.title[0]?.value ?? milestone.id;
  const done = milestone.done[0]?.value;
  const due = milestone.due[0]?.value;
  const when = done
    ? `done ${dateInWords(done)}`
    : due
      ? `due ${dateInWords(due)}`
      : "date unknown";
  return `${title}, ${when}, ${standingName[standing]}`;
}

/** How milestones stand, in a sentence. */
export function milestonesSentence(
  counts: Readonly<Record<Standing, number>>,
  undated: number,
  to: ToList,
): Part[] {
  const all = Object.values(counts).reduce((sum, each) => sum + each, 0);
  if (all === 0)
    return ["No milestone is known here; that says nothing about how fast the work goes."];
  const parts = (["met", "due", "missed", "dropped", "unknown"] as const)
    .filter((standing) => counts[standing] > 0)
    .map((standing) => `${number(counts[standing])} ${standingName[standing]}`);
  const rest =
    undated > 0
      ? ` ${count(undated, "has", "have")} no known date and ${undated === 1 ? "is" : "are"} listed apart.`
      : "";
  return [
    "Of ",
    { text: count(all, "known milestone", "known milestones"), to: to("milestones") },
    `: ${list(parts)}.${rest}`,
  ];
}

export const stageTabWords = {
  none: "No stage of any initiative is known here.",
  noGoal: "No known goal",
  hint: "Move with the arrow keys. Each cell has the stage as a number and a tint; forecasts are hatched.",
} as const;

/** Of how many initiatives stages are known, in a sentence. */
export function stagesSentence({ milestones, stages, forecasts_shown }: Pace): Part[] {
  const { initiatives_with_stage: having, initiatives_with_dated_stage: dated } = milestones;
  if (stages.length === 0) return [stageTabWords.none];
  return [
    `A stage is known for ${ofAll(having)} initiatives, for ${number(dated.known)} of them by year. ${count(forecasts_shown.of, "reading is a forecast", "readings are forecasts")}; for the other initiatives the stage is unknown, not low.`,
  ];
}

export const paceWords = {
  curve: "How long from the start of an initiative to a milestone",
  curveHelp:
    "The share of milestones not yet met after so many days (Kaplan–Meier). The dark band is what imprecise dates leave open; the light one adds the 95 % interval. A tick is a milestone not seen any longer: open, missed or dropped.",
  axisDays: "Years since the start",
  axisShare: "not yet met",
  band: "what the dates leave open",
  interval: "with the 95 % interval",
  censored: "not seen any longer",
  half: "half are met",
  none: "No milestone has both a known start of its initiative and a known date: nothing can be said of how long it takes.",
  columns: {
    days: "Days since the start",
    low: "Not yet met, at least",
    high: "Not yet met, at most",
    intervalLow: "Interval from",
    intervalHigh: "Interval to",
    unmet: "Not seen any longer",
  },
  slip: "On time or late",
  forecasts: "Forecast against reached",
  between: "What an earlier edition planned",
  against: "Held against",
  noneChosen: "choose an edition",
  byYear: "Milestones by year",
  verdicts: {
    ahead: "ahead of the forecast",
    kept: "as forecast",
    behind: "behind the forecast",
    cannot_tell: "the ranges meet, so it cannot be told",
    not_yet: "its year is still to come",
    unknown: "what was reached is unknown",
  } as Record<string, string>,
  outcomes: {
    met: "met since",
    missed: "missed since",
    dropped: "dropped since",
    put_off: "put off",
    brought_forward: "brought forward",
    planned: "planned still",
    unknown: "nobody says any more",
    gone: "no longer on the map",
  } as Record<string, string>,
  what: "What came of it",
  how: "How many",
} as const;

/** How long it takes, in a sentence. */
export function timeSentence({ time_to_milestone: time, nodes }: Pace): string {
  if (time.milestones === 0) return paceWords.none;
  const { median_least: least, median_most: most } = time;
  const half =
    typeof least !== "number"
      ? "half are certainly never met"
      : typeof most !== "number"
        ? `half are met after ${number(least)} days at the earliest, and it may be that half never are`
        : least === most
          ? `half are met within ${count(least, "day", "days")}`
          : `half are met within ${number(least)} to ${number(most)} days, as the dates leave open`;
  const { no_start, no_status, no_date, before_start } = time.left_out;
  const left = [
    no_start > 0 ? `${number(no_start)} without a known start` : "",
    no_status > 0 ? `${number(no_status)} of unknown status` : "",
    no_date > 0 ? `${number(no_date)} without a date` : "",
    before_start > 0 ? `${number(before_start)} dated before the start` : "",
  ].filter((part) => part !== "");
  const rest = left.length > 0 ? ` Left out: ${list(left)}.` : "";
  return `Of ${number(nodes.milestones ?? time.milestones)} milestones a start is known for ${number(time.milestones)}; ${half}.${rest}`;
}

/** How late milestones were, in a sentence. */
export function slipSentence({ slip, on_time, median_slip }: Pace): string {
  const { met, late, on_time: early, cannot_tell } = slip;
  if (met.of === 0) return "No milestone is known to be met.";
  if (met.known === 0) {
    return `Both the due date and the date of completion are known for ${ofAll(met)} milestones that are met: whether they were late is unknown.`;
  }
  const median = median_slip
    ? ` Half were at most ${range(median_slip.least, median_slip.most)} days late.`
    : "";
  const share =
    typeof on_time.share === "number"
      ? ` ${Math.round(100 * on_time.share)} % of those for which it is known were on time.`
      : "";
  return `Of ${ofAll(met)} met milestones with both dates known, ${number(early)} were on time, ${number(late)} late, and of ${number(cannot_tell)} the dates do not tell.${share}${median}`;
}

function range(least: number, most: number): string {
  return least === most ? number(least) : `${number(least)} to ${number(most)}`;
}

/** What came of forecasts, in a sentence. */
export function forecastSentence({ forecasts_comparable: known, forecasts_kept }: Pace): string {
  if (known.of === 0) return "No forecast of a stage is known.";
  if (known.known === 0) {
    return `${ofAll(known)} forecasts can be compared: no later source says which stage was reached.`;
  }
  return `${ofAll(known)} forecasts can be compared; ${number(forecasts_kept ?? 0)} were reached or passed.`;
}

/** What came of what an edition planned, in a sentence. */
export function betweenSentence({ between }: Pace): string {
  if (!between) return "Choose an edition to see what came of what it planned and forecast.";
  const planned = between.milestones_shown.of;
  const moved = between.median_move
    ? ` Due dates moved by ${range(between.median_move.least, between.median_move.most)} days at the median.`
    : "";
  return planned === 0
    ? `Then no milestone was planned; ${count(between.new_milestones, "milestone has", "milestones have")} come since.`
    : `Then ${count(planned, "milestone was", "milestones were")} planned; ${number(between.outcomes.met ?? 0)} of them are met now.${moved}`;
}
