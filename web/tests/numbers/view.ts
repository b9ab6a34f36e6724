/** What a view is held to: rows made of the API's answers, and how table, file and chart show them. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** A value as the API has it; `null` is unknown. */
export type Value = string | number | null;

export interface Column<Row> {
  /** The heading in the file. */
  name: string;
  of: (row: Row) => Value;
  /** The heading in the table where it is another; `null` where the table has no such column. */
  head?: string | null;
  /** What the table writes where it is more than the value. */
  said?: (row: Row) => string;
}

/** Asks the API of one map. */
export interface Ask {
  <T>(path: string): Promise<T>;
  /** Every item of a list, part by part, as far as the page goes. */
  all: <T>(path: string) => Promise<T[]>;
}

export interface View<Row> {
  name: string;
  /** Below the edition, without which of chart and table is shown; of a thing chosen by a rule. */
  address: string | ((ask: Ask) => Promise<string>);
  rows: (ask: Ask) => Promise<Row[]>;
  columns: Column<Row>[];
  /** Which table of the page; the first unless said. */
  at?: number;
  /** The control that saves its file. */
  save?: string;
  /** Whether the page sorts the table by itself, and shows its beginning only. */
  list?: boolean;
  /** Whether its rows may come in another order than here. */
  anyOrder?: true;
  /** Holds the marks of its chart to the rows. */
  chart?: (page: Page, rows: Row[], ask: Ask) => Promise<void>;
  /** Whether there is a table of it on the page at all. */
  table?: false;
  /** Holds what the page writes otherwise, in lists and sentences, to the rows. */
  words?: (page: Page, rows: Row[], ask: Ask) => Promise<void>;
  /** Only on the map of the guide. */
  guide?: true;
}

/** A view of rows of one type among views of other types. */
export type Any = View<unknown>;

export function view<Row>(what: View<Row>): Any {
  return what as Any;
}

/** How the page says that it does not know, or that there is nothing to know. */
const UNKNOWN = [
  "unknown",
  "none known",
  "none",
  "–",
  "funder unknown",
  "goal unknown",
  "none stated",
  "",
];

/** Whether a cell of the table says a value: rounded, but never an unknown as a number. */
export function says(cell: string, value: Value): boolean {
  if (value === null) return UNKNOWN.includes(cell);
  if (typeof value === "string") return cell === value.replace(/\s+/g, " ").trim();
  const plain = cell.replaceAll(",", "").replace("−", "-");
  const [, below, digits = "", percent] = plain.match(/^(< )?(-?\d+(?:\.\d+)?)( %)?$/) ?? [];
  if (digits === "") return false;
  const unit = percent ? 100 : 1;
  const number = Number(digits) / unit;
  if (below) return value > 0 && value < number;
  const half = 0.5 * 10 ** -(digits.split(".")[1]?.length ?? 0) + 1e-9;
  return Math.abs(number - value) <= half / unit && !(value > 0 && number === 0);
}

export interface Table {
  head: string[];
  rows: string[][];
}

export async function tableOn(page: Page, at = 0): Promise<Table> {
  const read = await page
    .locator("main table")
    .nth(at)
    .evaluate((table) => {
      const words = (cell: Element) =>
        ((cell as HTMLElement).innerText ?? "").replace(/\s+/g, " ").trim();
      return {
        head: [...table.querySelectorAll("thead th")].map(words),
        rows: [...table.querySelectorAll("tbody tr")].map((row) => [...row.children].map(words)),
      };
    });
  return { ...read, head: read.head.map((each) => each.replace(/ [↕↑↓▲▼]$/, "")) };
}

/** The file that a control of the Export menu saves, as CSV (RFC 4180). */
export async function fileOf(page: Page, save = "#save-table"): Promise<Table> {
  await page.locator("#export").click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(save).click()]);
  const [head = [], ...rows] = (await readFile(await file.path(), "utf8"))
    .split("\r\n")
    .filter((line) => line !== "")
    .map((line) =>
      [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
      ),
    );
  return { head, rows };
}

/** The file has the API's values exactly, in the API's order; what is unknown is empty. */
export function expectFile<Row>(file: Table, rows: Row[], { columns, anyOrder }: View<Row>): void {
  const at = columns.map(({ name }) => place(file.head, name));
  const read = file.rows.map((row) => at.map((index) => row[index]));
  const wanted = rows.map((row) => columns.map(({ of }) => `${of(row) ?? ""}`));
  if (anyOrder) expect(read.map(String).sort()).toEqual(wanted.map(String).sort());
  else expect(read).toEqual(wanted);
}

/** The table says each value of the API; a list may show its beginning, sorted by its own way. */
export function expectTable<Row>(
  table: Table,
  rows: Row[],
  { columns, list, anyOrder }: View<Row>,
): void {
  const shown = columns.filter(({ head }) => head !== null);
  const at = shown.map(({ name, head }) => place(table.head, head ?? name));
  const matches = (cells: string[], row: Row) =>
    shown.every(({ of, said }, index) => {
      const cell = cells[at[index] ?? -1] ?? "";
      return said ? cell === said(row).replace(/\s+/g, " ").trim() : says(cell, of(row));
    });
  if (!list && !anyOrder) {
    const wrong = table.rows.filter((cells, index) => !rows[index] || !matches(cells, rows[index]));
    expect(wrong.slice(0, 3), "rows that say something else than the API").toEqual([]);
    expect(table.rows.length).toBe(rows.length);
    return;
  }
  const left = [...rows];
  const wrong = table.rows.filter((cells) => {
    const found = left.findIndex((row) => matches(cells, row));
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
  expect(wrong.slice(0, 3), "rows that say something else than the API").toEqual([]);
  expect(table.rows.length).toBe(list ? Math.min(200, rows.length) : rows.length);
}

function place(head: string[], name: string): number {
  const at = head.indexOf(name);
  if (at < 0) throw new Error(`no column \`${name}\` among ${head.join(", ")}`);
  return at;
}

export function ask(base: string): Ask {
  const one = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${base}/api/v1${path}`);
    if (!response.ok) throw new Error(`\`${path}\` answers ${response.status}`);
    return (await response.json()) as T;
  };
  const all = async <T>(path: string): Promise<T[]> => {
    const items: T[] = [];
    let cursor = "";
    do {
      const word = `${path.includes("?") ? "&" : "?"}limit=1000${cursor && `&cursor=${cursor}`}`;
      const part = await one<{ items: T[]; next?: string | null }>(path + word);
      items.push(...part.items);
      cursor = part.next ? encodeURIComponent(part.next) : "";
    } while (cursor !== "" && items.length < 10_000);
    return items;
  };
  return Object.assign(one, { all });
}

/** The trimmed texts of what a selector finds. */
export function texts(selector: string): (page: Page) => Promise<string[]> {
  return async (page) =>
    (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
}

/** How many and which: `1 thing`, `3 things`. */
export function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
