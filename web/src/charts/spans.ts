/** Days and years on a time axis: an EDTF date as the span of days it may mean. */
import { latestDay } from "../state/known";
import { dateSortKey } from "../text/dates";

/** From the earliest to the latest day, as `2019-03-01`. */
export interface DaySpan {
  from: string;
  to: string;
}

/** The days a date may mean; nothing where it tells no year. */
export function spanOf(edtf: string | null | undefined): DaySpan | null {
  const key = dateSortKey(edtf);
  if (!edtf || !key || !/^\d{4}/.test(key)) return null;
  const [year = "", month = "01", day = "01"] = key.split("-");
  const from = `${year}-${month}-${day}`;
  const to = latestDay(edtf) ?? latestDay(edtf.split("/")[0]) ?? from;
  return to < from ? { from, to: from } : { from, to };
}

/** A day as a year with a fraction, for an axis of years: `2019-07-02` is about 2019.5. */
export function yearFraction(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const start = Date.UTC(year, 0, 1);
  const length = Date.UTC(year + 1, 0, 1) - start;
  return year + (Date.UTC(year, month - 1, date) - start) / length;
}

/** The whole years that some days lie in. */
export function yearsOf(days: readonly string[]): { first: number; last: number } | null {
  const years = days.map((day) => Number(day.slice(0, 4))).filter((year) => year > 0);
  if (years.length === 0) return null;
  return { first: Math.min(...years), last: Math.max(...years) };
}
