/** The words of the gaps: cells, what they rest on, who is near, and what would be lost. */
import type { Exit, Fragility, GapCell, Gaps, Known, NearActor, Requests } from "../api/types";
import type { Gap, PlacedCell } from "../charts/heatmap";
import { count, list, number, ofAll } from "./numbers";
import type { Part } from "./parts";

export const gapWords = {
  expectedSign: "exp. ±",
  title: "How many initiatives work on what",
  rows: "Rows",
  columns: "Columns",
  asOf: (year: number) => `as of ${year}`,
  threshold: "Call it a gap when fewer than",
  thresholdUnit: "initiatives are known",
  thresholdSlider: "Gap below so many initiatives",
  measure: "Cells show",
  measures: {
    count: "how many are known",
    expected: "how many, and how many to expect",
  } as Record<string, string>,
  axes: {
    goal: "Goal",
    stage: "Stage",
    "lead-sort": "Sort of lead",
    "funder-sort": "Sort of funder",
  } as Record<string, string>,
  readoutHint: "Point at a cell, or move with the arrow keys; Enter lists who is there.",
  least: "Least covered combinations",
  moreRows: (n: number) => `and ${number(n)} more; the table has them all.`,
  moreColumns: (n: number) => `and ${number(n)} more`,
  moreAlike: (n: number) =>
    `and ${count(n, "more combination", "more combinations")} here; the table has them all.`,
  certain: (certain: number, all: number) =>
    certain === 0
      ? "No gap is certain: wherever few are known to work, more may."
      : `${number(certain)} of ${count(all, "gap", "gaps")} ${certain === 1 ? "is" : "are"} certain, whatever is not yet known.`,
  placedOf: (what: string, { known, of }: Known) =>
    `${what} known for ${number(known)} of ${count(of, "initiative", "initiatives")}`,
  untold: "Nothing can be said yet",
  untoldWhy: (what: string, rows: number, all: number) =>
    `Of ${number(rows)} of ${count(all, "row", "rows")} the ${what} of no initiative is known. To see their gaps, ask there first.`,
  noGap: "With this threshold nothing is a gap.",
  states: {
    covered: "how many are known to be here",
    known_empty: "known to be empty",
    unknown: "unknown: nobody is known to be here, but not all are placed",
    impossible: "cannot be, by the goal's definition",
  },
  gapFrame: "fewer than the threshold, whatever is not yet known",
  more: "more may be here",
  maybe: (n: number) => `+${number(n)}?`,
  inferredPart: (n: number) => `≈${number(n)}`,
  inferredMark: "≈ inferred",
  inferredHelp: "placed under the goal by inference, not by a source",
  fragileGlyph: "◥",
  fragileHelp: "fragile: the known support rests on one funder or one purse, or ends within a year",
  expectedHelp: (far: number) =>
    `expected: how many there would be if rows and columns had nothing to do with one another; ± standardised residual, ▼ or ▲ where it is ${far} or more. Below an expectation of about 5 it is rough.`,
  expectedPart: (expected: number) => `exp. ${decimal(expected)}`,
  nearest: "Nearest",
  noNear: "Nobody is near: no cell like this one is held by anybody known.",
  close: "Close the list",
  sentence: (words: string) => words.charAt(0).toUpperCase() + words.slice(1),
  row: (initiatives: number, inferred: number) =>
    inferred > 0
      ? `${count(initiatives, "initiative", "initiatives")}, ${number(inferred)} ≈ inferred`
      : count(initiatives, "initiative", "initiatives"),
  placed: ({ known, of }: Known) => `placed: ${number(known)} of ${number(of)} known`,
  table: {
    state: "What is known",
    count: "Known to be here",
    undetermined: "More may be here",
    inferred: "Of them inferred",
    expected: "Expected",
    residual: "Residual",
    funders: "Known funders",
    fragile: "Fragile because",
    nearest: "Nearest",
    who: "Who",
  },
  empty: "Nothing is known that could be a row, so there is nothing to cover.",
  members: {
    here: "Known to be here",
    possible: "May be here",
    funders: "Known funders of these",
    money: "Known to be given to these",
    nearOrganizations: "Nearest organizations",
    nearInitiatives: "Nearest initiatives",
    funder: "known to fund",
    perhaps: "may be here already",
  },
} as const;

/** From what nearness to a cell is taken. */
const nearBy: Record<string, string> = {
  cell: "by where those who are in cells like this one are, too",
  row_and_column: "by its row and its column, since nobody is known to be in the cell itself",
  row: "by its row, since nobody is known to be in its column",
  column: "by its column, since nobody is known to be in its row",
};

export function nearByWords(by: string | null | undefined): string {
  return by ? (nearBy[by] ?? by) : "";
}

/** Beyond this, counts of rows and columns do not explain a residual. */
export const FAR = 2;

/** Decimals that say something: two for small numbers, one for others. */
export function decimal(value: number): string {
  const digits = Math.abs(value) > 0 && Math.abs(value) < 1 ? 2 : 1;
  return value.toFixed(digits).replace("-", "−");
}

export function signed(value: number): string {
  return value > 0 ? `+${decimal(value)}` : decimal(value);
}

/** A cell of the heat map in a sentence. */
export function gapCellWords(placed: PlacedCell, expected = false): string {
  const { row, column, cell } = placed;
  const more = expected ? expectedWords(cell) : "";
  return `${row.name}, ${column.name}: ${cellWords(cell)}${more}`;
}

/** A cell of the heat map in words, without its place. */
export function cellWords(cell: GapCell): string {
  return whatIsKnown(cell) + fragileSentence(cell);
}

function whatIsKnown(cell: GapCell): string {
  const inferred = cell.inferred > 0 ? ` (${number(cell.inferred)} placed by inference)` : "";
  switch (cell.state) {
    case "covered":
      return `${count(cell.count ?? 0, "initiative is", "initiatives are")} known to be here${inferred}${maybeWords(cell)}.`;
    case "known_empty":
      return "known to be empty: every initiative of this row is known to be elsewhere.";
    case "unknown":
      return `unknown: nobody is known to be here${maybeWords(cell)}.`;
    case "impossible":
      return cell.impossible === "no_such_goal_yet"
        ? "cannot be: there was no such goal yet."
        : "cannot be, by the goal's definition.";
  }
}

function maybeWords({ undetermined }: GapCell): string {
  return undetermined > 0 ? `; ${number(undetermined)} more may be` : "";
}

/** What would be expected of a cell, in a sentence. */
export function expectedWords({ expected, residual, state }: GapCell): string {
  if (state === "impossible" || typeof expected !== "number") return "";
  if (typeof residual !== "number") return " None would be expected by row and column.";
  return ` ${decimal(expected)} would be expected by row and column; the residual is ${signed(residual)}.`;
}

/** Whether known support of a cell is known to be fragile. */
export function isFragile({ fragility }: GapCell): boolean {
  return (fragility?.reasons.length ?? 0) > 0;
}

function fragileSentence(cell: GapCell): string {
  return isFragile(cell) ? ` Fragile: ${list(fragileBecause(cell.fragility))}.` : "";
}

/** Why the support of a cell is fragile. */
export function fragileBecause(fragility: Fragility | null | undefined): string[] {
  if (!fragility) return [];
  return fragility.reasons.map((reason) => reasonWords[reason](fragility));
}

const reasonWords: Record<Fragility["reasons"][number], (fragility: Fragility) => string> = {
  one_funder: () => "all known support comes from one funder",
  concentrated: ({ herfindahl, currency, amounts }) =>
    `most of the known money comes from one purse (HHI ${herfindahl?.toFixed(2) ?? "unknown"} in ${currency ?? "one currency"}, ${ofAll(amounts)} amounts known)`,
  ending: ({ last_end }) => `all known support ends by ${last_end ?? "then"}`,
};

/** What is known of a gap, without its place. */
export function gapStanding({ cell, certainty }: Gap): string {
  if (cell.state === "known_empty") return "known to be empty";
  const sure = cell.count ? `only ${number(cell.count)} known` : "nobody known";
  if (certainty === "certain") return sure;
  return `${sure}, ${number(cell.undetermined)} more may be here`;
}

/** How near an actor is and why, in words. */
export function nearWords(near: NearActor, names: { row: string; column: string }[]): string {
  const cells = names.map(({ row, column }) => `${row}, ${column}`);
  const where = cells.length > 0 ? `in ${list(cells)}` : "";
  return `${where}; density ${near.density.toFixed(2)}`;
}

/** Where nothing is known to happen. */
export function gapsSentence(
  answer: Gaps,
  found: readonly Gap[],
  names: { rows: string; columns: string },
  below: number,
): Part[] {
  const { rows, columns, initiatives_with_row, initiatives_with_column } = answer;
  const cells = rows.flatMap((row) => row.cells).filter(({ state }) => state !== "impossible");
  if (cells.length === 0) return ["There are no rows or no columns to compare."];
  const certain = found.filter(({ certainty }) => certainty === "certain").length;
  const what = `Of ${count(cells.length, "combination", "combinations")} of ${inSentence(rows.length, names.rows)} and ${inSentence(columns.length, names.columns)}, ${number(found.length)} ${found.length === 1 ? "has" : "have"} fewer than ${count(below, "known initiative", "known initiatives")}`;
  const sure =
    found.length === 0
      ? "."
      : certain === found.length
        ? ", and that is certain."
        : certain === 0
          ? "; of none is it certain, since more may be there."
          : `; of ${number(certain)} it is certain, in the others more may be.`;
  const known = ` ${gapWords.sentence(one(names.rows))} is known for ${ofAll(initiatives_with_row)} initiatives, ${one(names.columns)} for ${number(initiatives_with_column.known)}.`;
  return [what + sure + known];
}

function inSentence(n: number, name: string): string {
  return count(n, lower(name), plural(lower(name)));
}

export function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** `a goal`, `an activity`. */
function one(name: string): string {
  return `${/^[aeiou]/i.test(name) ? "an" : "a"} ${lower(name)}`;
}

/** `goals`, `sorts of lead`, `facilities`. */
function plural(name: string): string {
  const [first = "", ...rest] = name.split(" of ");
  const many = first.endsWith("y") ? `${first.slice(0, -1)}ies` : `${first}s`;
  return [many, ...rest].join(" of ");
}

export const supportWords = {
  question: "Where is support known?",
  chart: "Initiatives with a known funder, by goal",
  known: "with a known funder",
  unknown: "without",
  help: "A bar is full where a funder of every initiative is known. The dotted rest is unknown: these may have funders that nobody reported.",
};

/** Under which goal the least support is known. */
export function supportSentence({ goals }: Exit, toUnknown: (goal: string) => string): Part[] {
  const lines = leastSupported(goals);
  const first = lines[0];
  if (!first) return ["No goal has an initiative, so there is no support to look for."];
  const { goal, initiatives, supported_before: known } = first;
  const none = initiatives - known;
  if (none === 0) return ["A funder of every initiative under a goal is known."];
  return [
    "Least support is known under “",
    goal.name,
    "”: for ",
    {
      text: `${number(none)} of ${count(initiatives, "initiative", "initiatives")}`,
      to: toUnknown(goal.id),
    },
    " no funder is known.",
  ];
}

/** Goals with initiatives, those first of which the smallest share has known support. */
export function leastSupported(goals: Exit["goals"]): Exit["goals"] {
  const share = (goal: Exit["goals"][number]) => goal.supported_before / goal.initiatives;
  return goals
    .filter(({ initiatives }) => initiatives > 0)
    .sort((a, b) => share(a) - share(b) || b.initiatives - a.initiatives);
}

export const exitWords = {
  question: "If a funder left",
  pick: "Let a funder leave",
  nobody: "Choose…",
  stays: (name: string) => `Let ${name} stay`,
  lapse: "and let lapse what is known to end before",
  lapseHelp: "a year, month or day",
  most: "What rests on one funder alone",
  funder: "Funder",
  alone: "Initiatives of which it is the only known funder",
  supports: (n: number) => `of ${number(n)} supported`,
  fate: "What is left",
  fates: {
    lost: "lose all known support",
    weakened: "keep some known support",
    untouched: "lose none",
    unknown: "no known support before: unknown, not lost",
  } as Record<string, string>,
  fateOf: { lost: "all known support goes", still_supported: "some stays" } as Record<
    string,
    string
  >,
  recipients: "Who loses known support",
  kind: "Kind",
  loses: "Loses",
  keeps: "Keeps",
  none: "no known funder",
  goals: "Goals whose initiatives lose support",
  goal: "Goal",
  before: "With known support before",
  after: "After",
  milestones: "Planned milestones of those that lose all",
  money: "Known money that goes",
  direct: "Direct support only. Others might step in; unknown funders may be there already.",
  ends: ({ known, of }: Known) =>
    `Of ${number(of)} known fundings the end of ${number(known)} is known; the others cannot lapse here.`,
  empty: "Nobody is known to lose support.",
  all: "All initiatives",
  initiatives: "Initiatives",
  kin: "Parts of the same whole that stay",
  supported: (n: number) => `of ${number(n)} with known support`,
  more: (n: number) => `${number(n)} more in the list above.`,
};

/** What would be lost with whom. */
export function exitSentence(exit: Exit): Part[] {
  const first = exit.funders[0];
  if (exit.without.length === 0 && !exit.lapse) {
    if (!first) return ["No funder is known, so nothing is known to rest on one."];
    return [
      `Without ${first.name}, ${lossWords(first.initiatives_lost, first.organizations_lost)}`,
    ];
  }
  const who =
    exit.without.length > 0 ? `Without ${list(exit.without.map(({ name }) => name))}` : "";
  const when = exit.lapse ? `what is known to end before ${exit.lapse} not renewed` : "";
  const start = [who, when].filter(Boolean).join(" and ");
  return [
    `${start.charAt(0).toUpperCase()}${start.slice(1)}, ${lossWords(exit.initiatives.lost, exit.organizations.lost)}`,
  ];
}

function lossWords(initiatives: number, organizations: number): string {
  const lost = [
    initiatives > 0 ? count(initiatives, "initiative", "initiatives") : "",
    organizations > 0 ? count(organizations, "organization", "organizations") : "",
  ].filter(Boolean);
  if (lost.length === 0) return "nothing would lose all its known support.";
  return `${list(lost)} would have no known support left.`;
}

export const requestWords = {
  question: "Who asks for funds?",
  none: "A request is a funding tie that a source states as requested. This map holds none: it says who is known to give, not who asks. When requests are imported, each stands here with whom it asked, what came of it, and which funders are near.",
  statusUnknown: ({ known, of }: Known) =>
    `The status of ${number(known)} of ${count(of, "funding", "fundings")} is known.`,
  asked: "Asked",
  near: "Near, and not asked",
  noNear: "no funder is known to be near",
  supporters: "Supported by",
  outcome: {
    open: "open, as far as is known",
    declined: "declined",
    supports: "supports it",
  } as Record<string, string>,
};

export function requestsSentence({ says }: Requests): Part[] {
  return [says];
}
