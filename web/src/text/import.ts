/** Bringing files in, in words. */
import type { ImportFile, ImportReport } from "../views/import/reasons";
import { duplicateWords } from "./duplicates";
import { count, list, number, ofAll } from "./numbers";

export const importWords = {
  into: "Into the map as it is now",
  lede: "Choose the files of your field: a spreadsheet of grants, the tables of a guide, activities, linked data, or a network. They are tried first. You see what was found and what would happen, and nothing is written until you say so.",
  choose: "Choose files",
  drop: "or drop them here",
  formats:
    "CSV, Excel (XLSX), OpenDocument (ODS), JSON, 360Giving, IATI, IRS 990, linked data (JSON-LD), and networks (GraphML, GEXF, GML, Pajek, UCINET DL, Cytoscape, Kumu, node-link, lists of nodes and edges), plain, gzipped or zipped. What a file is, is told by what stands in it.",
  readOnly: "This server is read-only: nothing can be imported here.",
  readOnlyTodo:
    "On your own machine, start the program with your own data folder, or import on the command line:",
  trying: "Trying the files",
  writing: "Importing",
  others: "Choose other files",
  saved: "Use a saved mapping",
  save: "Save this mapping",
  notSaved: (name: string) =>
    `${name} is no mapping: expected a JSON object as this page saves it.`,
  usedSaved: (name: string) => `The mapping ${name} is used.`,
  forget: "Start the mapping anew",
  found: "What was found",
  column: "Column",
  readAs: "Read as",
  why: "Because",
  samples: "Such as",
  notRead: "Not read",
  select: (column: string) => `What “${column}” is read as`,
  noName: "(no name)",
  noSamples: "only blank cells",
  basis: {
    mapping: "you said so",
    name: "its name is usual",
    likely: "a guess by what it looks like",
    none: "nothing tells what it is",
  } as Record<string, string>,
  guess: "a guess",
  questions: "To be sure",
  funder: "Who gives all these grants?",
  funderTaken: (name: string) =>
    `No column says who gives. “${name}” is concluded from the name of the file, and every tie would be marked as inferred.`,
  funderUnknown:
    "No column says who gives. Name the funder, or choose the column in the table below.",
  currency: "Which currency are the amounts in?",
  currencyTaken: (code: string) => `“$” is taken for ${code}, as nothing says otherwise.`,
  currencyUnknown:
    "Nothing tells the currency. Without an answer the amounts are kept as they are, with no currency stated.",
  currencyExpected: "A code of three letters, such as USD.",
  noRecipient:
    "Nothing tells which column names who receives. Choose it below, and the file can be read.",
  noFunder: "Nothing tells who gives. Choose the column below, or name the funder.",
  would: "What would happen",
  did: "What happened",
  outcomes: {
    created: "new",
    matched: "already known",
    changed: "changed",
    refused: "refused",
  } as Record<string, string>,
  outcomeNotes: {
    created: "make something new",
    matched: "say what the map says already",
    changed: "change what is on the map",
    refused: "cannot be read for sure, and are left out",
  } as Record<string, string>,
  refused: "Refused, by reason",
  notices: "To know",
  rows: "Rows",
  rowsOf: (outcome: string) => `Rows that are ${outcome}`,
  file: "File",
  line: "Line",
  outcome: "Outcome",
  says: "What it says",
  more: (n: number) => `${number(n)} more are in the table that Export saves.`,
  andMore: (n: number) => (n > 0 ? ` and ${number(n)} more` : ""),
  import: "Import",
  nothing: "Nothing would change: everything in these files is on the map already.",
  onlyRefused: "No row can be read, so there is nothing to import.",
  stopped: "Stopped. Nothing was written.",
  gone: "This import is no longer remembered: the server was started again since, or many others came after it.",
  goneTodo: "What it changed stands in the history.",
  made: "New to the map",
  perhapsSame: "What may be the same",
  bitsHelp: duplicateWords.bitsHelp,
  morePairs: (n: number) => `Show ${count(n, "more pair", "more pairs")}`,
  duplicatesNow: "See what may be the same on the map as it is",
  decide: "Decide which are one",
  next: "Where to go from here",
  overlap: "See where funders overlap",
  field: "See the field",
  organizations: "See the organizations",
  initiatives: "See the initiatives",
  undo: "Undo this import",
  undoing: "Undoing…",
  undone: "Undone. The map says again what it said before.",
  cannotUndo: "It cannot be undone as a whole:",
  again: "Import more",
} as const;

/** What columns are read as, in the words of this page. */
export const targetNames: Record<string, string> = {
  funder: "Funder",
  funder_id: "Funder’s identifier",
  recipient: "Recipient",
  recipient_id: "Recipient’s identifier",
  initiative: "Initiative",
  amount: "Amount",
  currency: "Currency",
  givers: "Number of givers",
  date: "Date",
  date_precision: "Precision of the date",
  cause: "Goal or cause",
  programme: "Programme",
  status: "Status",
  identifier: "Identifier of the grant",
  title: "Title of the grant",
};

const signs: Record<string, string> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

/** What the program quotes as code, quoted as a page does. */
export function quoted(text: string): string {
  return text.replace(/`([^`]*)`/g, "“$1”");
}

/** How a file is written down, in one line. */
export function howWritten(file: ImportFile): string {
  const parts = [
    file.form,
    file.packed ? `packed with ${file.packed}` : null,
    file.sheet ? `sheet “${file.sheet}”` : null,
    file.encoding ? `${file.encoding}${file.encoding_guessed ? " (a guess)" : ""}` : null,
    file.delimiter ? `${signs[file.delimiter] ?? `“${file.delimiter}”`} between cells` : null,
    file.decimal_mark === "," ? "decimal comma" : null,
    file.decimal_mark === "." ? "decimal point" : null,
    count(file.rows, "row", "rows"),
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

/** What an import comes to, in a sentence. */
export function importSentence(report: ImportReport): string {
  const { rows, created, matched, changed } = report;
  if (rows === 0) return "There are no rows in these files.";
  const parts = [
    [created, "new"],
    [changed, "changed"],
    [matched, "already known"],
    [report.refused.length, "refused"],
  ] as const;
  const told = parts.filter(([n]) => n > 0).map(([n, word]) => `${number(n)} ${word}`);
  return `${count(rows, "row", "rows")}: ${list(told)}.`;
}

/** What is new on the map, in a sentence; nothing where nothing is. */
export function madeSentence({ made }: ImportReport): string | null {
  const parts = [
    [made.organizations, "organization", "organizations"],
    [made.initiatives, "initiative", "initiatives"],
    [made.goals, "goal", "goals"],
    [made.publications, "publication", "publications"],
    [made.ties, "tie", "ties"],
    [made.milestones, "milestone", "milestones"],
  ] as const;
  const told = parts.filter(([n]) => n > 0).map(([n, one, many]) => count(n, one, many));
  return told.length > 0 ? `${list(told)}.` : null;
}

/** How much of what an import brings may be something else, in a sentence or two. */
export function perhapsSame({
  dry_run,
  made,
  perhaps_same_shown: { known, of },
}: ImportReport): string {
  const things = made.organizations + made.initiatives + made.goals + made.publications;
  if (things === 0)
    return dry_run
      ? "These files bring nothing new, so nothing was looked for."
      : "The import brought nothing new, so nothing was looked for.";
  if (of === 0)
    return `${count(things, "new thing was", "new things were")} compared with the map and with one another: none looks like something else.`;
  const pairs = `${count(of, "pair", "pairs")} of ${dry_run ? "what these files bring and what" : "what was brought and what else"} is on the map may be one thing under two names${known < of ? ` (${ofAll({ known, of })} are told)` : ""}.`;
  const then = dry_run
    ? "The import joins none of them: afterwards you decide, pair by pair."
    : "None of them was joined: that is for you to decide, pair by pair.";
  return `${pairs} ${then}`;
}
