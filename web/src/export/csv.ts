/** Tables as CSV (RFC 4180). */
import type { OfferTable, OfferValue } from "./offer";

/** A spreadsheet would take text that begins so for a formula; an apostrophe before it keeps it text. */
const FORMULA = /^[=+\-@\t\r]/;

/** A table as CSV; what is unknown is an empty cell, never a zero. */
export function csv({ columns, rows }: OfferTable): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function field(value: OfferValue): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
