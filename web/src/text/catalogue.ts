/** Every word on the page that does not come from the map. */
import type {
  Confidence,
  EntityKind,
  MilestoneStatus,
  Problem,
  StageNature,
  TieKind,
} from "../api/types";

export const say = {
  product: "Waymark",
  tagline: "a living map of the field",
  skip: "Skip to content",
  nav: "Views",
  moreViews: "More",
  unknown: "unknown",
  inferred: "inferred",
  inferredLong: "Inferred: concluded by whoever made the map, stated by no source",
  more: "Show more",
  close: "Close",
  loading: "Loading…",
  long: {
    begun: "Working out the answer",
    elapsed: (seconds: number) => (seconds === 1 ? "1 second" : `${seconds} seconds`),
    cancel: "Cancel",
    cancelled: "Stopped. Nothing was worked out, and nothing has changed.",
    again: "Ask again",
  },
  chart: "Chart",
  table: "Table",
  showAs: "Show as",
  now: "Now (unpublished)",
  edition: "Edition",
  printed: "printed, not on record",
  clearAll: "Clear all",
  filters: "Filters",
  filterCounts: "Counts are for the whole map of this edition.",
  remove: (what: string) => `Remove filter ${what}`,
  sortBy: "Sort by",
  about: (what: string) => `About: ${what}`,
  sources: (n: number) => (n === 1 ? "1 source" : `${n} sources`),
  sourcesOf: (what: string) => `Sources of ${what}`,
  since: "It is not in this edition, but it is on the map as it is now:",
  noSource: "no source named",
  oneWhole: "parts of one whole, or one part of the other",
  moreTies: (n: number) => `${n} more, in the profiles`,
  noGoalInCommon: "none known",
  pooled: (amount: string) => `${amount} (pooled)`,
  fewer: "Show fewer",
  allOf: (n: string) => `All ${n}`,
  notHere: "Not on this map",
  fewerGoals: "fewer",
  moreGoals: (n: number) => `${n} more`,
  amountsKnown: (known: string) => `${known} amounts known`,
  problem: {
    elsewhere: (editions: string) => `It is not in this edition; it is in ${editions}.`,
    expected: (column: string | null, value: string | null, expected: string) =>
      `${column ? `${column}: ` : ""}${value ? `“${value}”, ` : ""}expected ${expected}`,
    became: (name: string) => `It was made one with ${name}.`,
    clear: "Clear all filters",
    again: "Try again",
    request: (id: string) => `Request ${id}`,
  },
  selected: "Selected",
  pair: (a: string, b: string) => `${a} and ${b}`,
  sourcesLabel: (what: string, n: number, differ: boolean): string =>
    `${say.sourcesOf(what)}: ${say.sources(n)}${differ ? ", they differ" : ""}`,
  differ: (n: number) => `${n} differ`,
  conflict: "Sources differ. The first is preferred; every one is shown.",
  preferred: "preferred",
  confidence: "Confidence",
  asOf: "as of",
  line: "line",
  readAt: "Read it",
  search: {
    label: "Search the map",
    placeholder: "Search names, aliases, codes",
    none: (query: string) => `Nothing on the map is called anything like “${query}”.`,
    found: (n: number, of: number) =>
      n === of ? (n === 1 ? "1 result" : `${n} results`) : `${n} of ${of} results`,
    matched: (name: string) => `also known as ${name}`,
    failed: "Search does not answer. Try again.",
    ties: (n: number) => (n === 1 ? "1 tie" : `${n} ties`),
  },
  picker: { placeholder: "Type a name", change: "Change" },
  empty: {
    filtered: (what: string) => `The filters leave no ${what}`,
    or: " or ",
    tightest: "The tightest filter is",
    withoutIt: (n: string) => `Without it there would be ${n}.`,
    noSingle: "No single filter is the cause: without any one of them there are still none.",
    unknown: "There may be some that the filters do not reach because what they ask is unknown.",
    drop: (filter: string, n: string) => `Drop “${filter}” (brings back ${n})`,
    title: (what: string) => `No ${what} on the map yet`,
    none: "None has been imported into this state of the map.",
    begin: "Begin with the tables, grants or networks of your field, or with one thing you know.",
    import: "Import files",
    add: "Add by hand",
    command: "On the command line:",
    elsewhere: "Or look at another edition.",
  },
  missing: {
    title: "There is nothing at this address",
    todo: (field: string, initiatives: string, organizations: string) =>
      `The link may be old or mistyped. Start from the ${field}, the ${initiatives} or the ${organizations}, or search.`,
  },
  theme: { label: "Theme", system: "As the system", light: "Light", dark: "Dark" },
  keys: {
    title: "Keyboard",
    open: "Keyboard shortcuts",
    toggle: "Single-key shortcuts",
    toggleHelp: "Turn off if your keyboard or speech input presses keys by accident.",
    rows: [
      ["/", "search"],
      ["?", "this sheet"],
      ["g then h", "state of the field"],
      ["g then o", "overlap"],
      ["g then a", "gaps"],
      ["g then n", "network"],
      ["g then t", "timeline"],
      ["g then d", "export and cite"],
      ["t", "chart or table, where there are both"],
      ["[ and ]", "the edition before and after"],
      ["Esc", "close what is open"],
    ] as [string, string][],
  },
  footer: {
    unknown: "What is not known is shown as unknown, never as zero.",
    version: "Version",
    api: "Data and API",
  },
} as const;

/** What a view or a list may have none of. */
export const thingsName = {
  all: "initiatives or organizations",
  initiatives: "initiatives",
  organizations: "organizations",
  goals: "goals",
  milestones: "milestones",
  ties: "ties",
  pairs: "tied pairs",
  sources: "sources",
  drawn: "ties to draw",
  care: "facts that need a person",
} as const;

export const viewName: Record<string, string> = {
  field: "State of the field",
  initiatives: "Initiatives",
  organizations: "Organizations",
  goals: "Goals",
  overlap: "Overlap",
  gaps: "Gaps",
  coordination: "Coordination",
  timeline: "Timeline",
  network: "Network",
  compare: "Compare",
  connect: "Connect",
  partners: "Partners",
  "report-card": "Report card",
  diff: "What changed",
  data: "Export and cite",
  import: "Import",
  edit: "Add and edit",
  history: "History",
  care: "Facts to check",
  duplicates: "Duplicates",
  about: "About",
  milestones: "Milestones",
  ties: "Ties",
  pairs: "Tied pairs",
  sources: "Sources",
  missing: "Not found",
};

export const kindName: Record<EntityKind, string> = {
  organization: "Organization",
  initiative: "Initiative",
  goal: "Goal",
  publication: "Publication",
};

export const folderOf: Record<
  EntityKind,
  "organizations" | "initiatives" | "goals" | "publications"
> = {
  organization: "organizations",
  initiative: "initiatives",
  goal: "goals",
  publication: "publications",
};

/** A kind of tie as it reads from its start, from its end, and by itself. */
export const tieWords: Record<TieKind, { out: string; in: string; noun: string }> = {
  funds: { out: "Funds", in: "Funded by", noun: "Funding" },
  leads: { out: "Leads", in: "Led by", noun: "Lead" },
  partners: { out: "Partner of", in: "Partners", noun: "Partnership" },
  serves: { out: "Works toward", in: "Worked on by", noun: "Goal placement" },
  part_of: { out: "Part of", in: "Has as parts", noun: "Part" },
  builds_on: { out: "Builds on", in: "Built on by", noun: "Building on" },
  uses: { out: "Uses", in: "Used by", noun: "Use" },
  succeeds: { out: "Succeeds", in: "Succeeded by", noun: "Succession" },
  shares_data_with: { out: "Shares data with", in: "Receives data from", noun: "Data sharing" },
  affiliated: { out: "Affiliated with", in: "Affiliated", noun: "Affiliation" },
  coordinates: { out: "Coordinates with", in: "Coordinates with", noun: "Coordination" },
  relates: { out: "Related to", in: "Related from", noun: "Other relation" },
};

export const confidenceName: Record<Confidence, string> = {
  verified: "verified",
  reported: "reported",
  inferred: "inferred",
};

export const confidenceHelp: Record<Confidence, string> = {
  verified: "stated by the source and checked",
  reported: "stated by the source, not checked",
  inferred: "concluded by whoever made the map, stated by no source",
};

export const atLeast: Record<Confidence, string> = {
  inferred: "everything",
  reported: "what a source states",
  verified: "what was checked",
};

export const statusName: Record<MilestoneStatus | "unknown", string> = {
  planned: "planned",
  met: "met",
  missed: "missed",
  dropped: "dropped",
  unknown: "unknown",
};

export const roleName: Record<string, string> = {
  funder: "funder",
  lead: "lead",
  partner: "partner",
};

export const natureName: Record<StageNature, string> = {
  reached: "reached",
  forecast: "forecast",
  unknown: "reached or forecast, the source does not tell",
};

/** The guide's own scale. */
export const stageName: Record<number, string> = {
  1: "drawing board",
  2: "under construction",
  3: "proof of concept",
  4: "tested and scaling on outside money",
  5: "self-sustaining",
};

/** What the words `known=` and `unknown=` can ask of a row. */
export const knownName: Record<string, { known: string; unknown: string }> = {
  funder: { known: "funder known", unknown: "funder unknown" },
  lead: { known: "lead known", unknown: "lead unknown" },
  goal: { known: "goal known", unknown: "goal unknown" },
  link: { known: "tied to another initiative", unknown: "no known tie to another initiative" },
  milestone: { known: "milestone known", unknown: "milestone unknown" },
  stage: { known: "stage known", unknown: "stage unknown" },
  year: { known: "dated stage known", unknown: "dated stage unknown" },
  date: { known: "date known", unknown: "date unknown" },
  amount: { known: "amount known", unknown: "amount unknown" },
  "same-goal": {
    known: "a goal in common, not parts of one whole",
    unknown: "no known goal in common, or parts of one whole",
  },
  whole: { known: "part of another", unknown: "part of no other" },
};

export const filterName: Record<string, string> = {
  goal: "Goal",
  funder: "Funder",
  place: "Place",
  term: "Term",
  from: "From",
  to: "To",
  confidence: "At least",
  q: "Words",
  role: "Role",
  kind: "Kind",
  status: "Status",
  subject: "Of",
  stated: "Placement",
  year: "Year",
  ids: "Chosen",
};

/** What happened and what to do, by the problem's code. */
export function problemWords(problem: Problem): { title: string; todo: string } {
  const known = problems[problem.code];
  if (known) return known;
  if (problem.status === 404)
    return { title: "There is no such thing on the map", todo: todo.search };
  if (problem.status >= 500) return { title: "The server failed", todo: todo.report };
  if (problem.status >= 400)
    return { title: "The question was not understood", todo: todo.filters };
  return { title: "This page failed", todo: todo.report };
}

const todo = {
  search: "Search for it by name, or look in another edition.",
  report: "Try again. If it fails again, report it with the request id.",
  filters: "Drop a filter, or go back and try another way.",
};

const problems: Record<string, { title: string; todo: string }> = {
  merged: {
    title: "It is one with another thing now",
    todo: "What it had stands there, its names and its ties, too.",
  },
  unreachable: {
    title: "The server does not answer",
    todo: "What is already on the page still holds. Check the connection and try again.",
  },
  unexpected_answer: {
    title: "Something between this page and the server answered in its place",
    todo: "Try again in a moment.",
  },
};
