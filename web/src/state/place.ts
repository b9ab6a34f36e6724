/**
 * Where one is: the edition and view in the path, the rest in the query, in one canonical order.
 * The URL is the only state that is kept, so that every link reproduces what its sender saw.
 */

/** The lists, pictures, tools and the front page; profiles have an id besides. */
export const VIEWS = [
  "field",
  "initiatives",
  "organizations",
  "goals",
  "overlap",
  "gaps",
  "coordination",
  "timeline",
  "network",
  "compare",
  "connect",
  "partners",
  "report-card",
  "diff",
  "milestones",
  "ties",
  "pairs",
  "sources",
  "data",
  "import",
  "edit",
  "history",
  "care",
  "duplicates",
  "about",
] as const;

export type View = (typeof VIEWS)[number];

/** Views of the part of the map that the filters leave; the others show one thing, or all. */
export const FILTERED: ReadonlySet<Place["view"]> = new Set([
  "field",
  "initiatives",
  "organizations",
  "goals",
  "overlap",
  "gaps",
  "coordination",
  "timeline",
  "network",
  "milestones",
  "ties",
  "pairs",
  "diff",
  "data",
  "care",
  "duplicates",
]);

/** Folders of the path under which a profile can stand. */
export const PROFILES = ["initiatives", "organizations", "goals", "publications"] as const;

export type ProfileFolder = (typeof PROFILES)[number];

/** Words that say which part of the map is meant; they go from view to view and to the API. */
export const FILTERS = [
  "goal",
  "funder",
  "place",
  "term",
  "from",
  "to",
  "confidence",
  "q",
] as const;

export type FilterWord = (typeof FILTERS)[number];

/** Words that say how one view shows it; another view does not take them over. */
export const OPTIONS = [
  "role",
  "kind",
  "status",
  "subject",
  "known",
  "unknown",
  "stated",
  "by",
  "year",
  "mode",
  "ids",
  "sort",
  "show",
  "sel",
  "tab",
  "of",
  "measure",
  "null",
  "seed",
  "samples",
  "rows",
  "columns",
  "below",
  "a",
  "b",
  "c",
  "d",
  "id",
  "for",
  "since",
  "ego",
  "steps",
  "colour",
  "size",
  "labels",
  "hide",
  "list",
  "group",
  "format",
  "projection",
  "part",
  "between",
  "isolates",
  "job",
  "top",
  "without",
  "lapse",
  "missing",
  "reason",
  "months",
] as const;

export type OptionWord = (typeof OPTIONS)[number];

export type Filters = Partial<Record<FilterWord, string[]>>;
export type Options = Partial<Record<OptionWord, string[]>>;

export interface Place {
  /** An edition's id, `now` for the present unpublished state, or a state that is pinned. */
  edition: string;
  /** Absent: the address names nothing that the page has. */
  view: View | "profile" | "missing";
  /** Of a profile: whose. */
  profile: { folder: ProfileFolder; id: string } | null;
  /** Shown alone, within another page. */
  embed?: true;
  filters: Filters;
  options: Options;
}

/** The name of the present unpublished state. */
export const NOW = "now";

/**
 * A state between editions, pinned: after this sign the position in the log, and the day that due
 * dates are held against. No id of an edition begins so.
 */
const PINNED = /^@(\d+)(?:~(\d{4}-\d{2}-\d{2}))?$/;

export interface Pinned {
  position: number;
  today: string | null;
}

/** The state that an edition's word pins, if it is such a word. */
export function pinnedState(edition: string): Pinned | null {
  const [, position, today] = edition.match(PINNED) ?? [];
  return position === undefined ? null : { position: Number(position), today: today ?? null };
}

/** The word for a state between editions, on a day. */
export function pinnedWord(position: number, today: string): string {
  return `@${position}~${today}`;
}

/** What stands before the path of a place that is shown within another page. */
const EMBED = "embed";

/** Words of which several may be given; of any other the last counts. */
const SEVERAL: ReadonlySet<string> = new Set([
  "goal",
  "funder",
  "place",
  "term",
  "status",
  "known",
  "unknown",
  "ids",
  "hide",
  "without",
]);

/** The place an address names; an address without an edition names none, and gives `null`. */
export function parsePlace(path: string, query: string): Place | null {
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.length === 0) return null;
  const embed = parts[0] === EMBED;
  const [prefix, edition, folder, id, ...rest] = parts.slice(embed ? 1 : 0).map(decode);
  const words = readWords(query);
  const at = { ...words, edition: edition ?? NOW, ...(embed ? { embed } : {}) };
  if (prefix !== "e" || edition === undefined || rest.length > 0) {
    return { ...at, view: "missing", profile: null };
  }
  if (folder === undefined) return { ...at, view: "field", profile: null };
  if (id !== undefined) {
    const known = PROFILES.find((each) => each === folder);
    if (!known) return { ...at, view: "missing", profile: null };
    return { ...at, view: "profile", profile: { folder: known, id } };
  }
  const view = VIEWS.find((each) => each === folder && each !== "field");
  return { ...at, view: view ?? "missing", profile: null };
}

/** The address of a place: the same place always gives the same address. */
export function formatPlace(place: Place): string {
  const base = `${place.embed ? `/${EMBED}` : ""}/e/${encode(place.edition)}`;
  const query = formatQuery({ ...place.filters, ...place.options });
  if (place.profile) return `${base}/${place.profile.folder}/${encode(place.profile.id)}${query}`;
  return `${place.view === "field" || place.view === "missing" ? base : `${base}/${place.view}`}${query}`;
}

/** Words as a query with its question mark, in canonical order; empty for none. */
export function formatQuery(words: Filters & Options): string {
  const pairs = [...FILTERS, ...OPTIONS].flatMap((word) =>
    canonical(word, words[word] ?? []).map((value) => `${word}=${encode(value)}`),
  );
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

/** The filter words alone, in canonical order, as the API takes them. */
export function filterPairs(filters: Filters): [FilterWord, string][] {
  return FILTERS.flatMap((word) =>
    canonical(word, filters[word] ?? []).map((value): [FilterWord, string] => [word, value]),
  );
}

/** The last value of an option, or nothing. */
export function option(place: Place, word: OptionWord): string | undefined {
  return place.options[word]?.at(-1);
}

function readWords(query: string): { filters: Filters; options: Options } {
  const given = new URLSearchParams(query);
  return { filters: pick(given, FILTERS), options: pick(given, OPTIONS) };
}

function pick<W extends string>(given: URLSearchParams, words: readonly W[]) {
  const found: Partial<Record<W, string[]>> = {};
  for (const word of words) {
    const values = canonical(word, given.getAll(word));
    if (values.length > 0) found[word] = values;
  }
  return found;
}

/** Without blanks and repetitions; sorted, since the order of alternatives means nothing. */
function canonical(word: string, values: readonly string[]): string[] {
  const kept = [...new Set(values.map((value) => value.trim()).filter((value) => value !== ""))];
  return SEVERAL.has(word) ? kept.sort() : kept.slice(-1);
}

/** Like `encodeURIComponent`, but what may stand in a path or query reads better as it is. */
function encode(value: string): string {
  return encodeURIComponent(value)
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%40", "@");
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
