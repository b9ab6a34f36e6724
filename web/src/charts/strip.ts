/** Milestones on a line of time: each as wide as its date is vague, in lanes that do not overlap. */
import type { Milestone } from "../api/types";
import { standing as standingOf } from "../state/known";
import { dateSortKey } from "../text/dates";
import type { Standing } from "./years";

/** A milestone on the line; places are in percent of its width. */
export interface StripMark {
  id: string;
  title: string;
  /** The date as it is stated. */
  date: string;
  standing: Standing;
  at: number;
  from: number;
  to: number;
  lane: number;
}

export interface Strip {
  marks: StripMark[];
  ticks: { year: number; at: number }[];
  lanes: number;
  /** How many have no date and are not on the line. */
  undated: number;
}

/** So wide a mark is at least, in percent, for no two to lie on each other. */
const MARK = 3;
const MOST_TICKS = 10;

/** What is drawn of the milestones of one thing; `today` says which are overdue. */
export function strip(milestones: readonly Milestone[], today: string): Strip {
  const dated = milestones.flatMap((milestone) => {
    const date = milestone.done[0]?.value ?? milestone.due[0]?.value;
    const span = date === undefined ? null : spanOf(date);
    return date === undefined || span === null ? [] : [{ milestone, date, span }];
  });
  const undated = milestones.length - dated.length;
  if (dated.length === 0) return { marks: [], ticks: [], lanes: 0, undated };
  const first = Math.floor(Math.min(...dated.map(({ span }) => span[0])));
  const last = Math.ceil(Math.max(...dated.map(({ span }) => span[1])));
  const place = (time: number) => (100 * (time - first)) / (last - first);
  const ends: number[] = [];
  const marks = dated
    .map(({ milestone, date, span: [from, to] }) => ({
      id: milestone.id,
      title: milestone.title[0]?.value ?? milestone.id,
      date,
      standing: standing(milestone, today),
      at: place((from + to) / 2),
      from: place(from),
      to: place(to),
    }))
    .sort((a, b) => a.at - b.at)
    .map((mark) => {
      const start = Math.min(mark.from, mark.at - MARK / 2);
      const free = ends.findIndex((end) => end <= start);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = Math.max(mark.to, mark.at + MARK / 2);
      return { ...mark, lane };
    });
  return { marks, ticks: yearsBetween(first, last, place), lanes: ends.length, undated };
}

/** What was dropped and what nobody tells of are drawn alike, as among the years of the field. */
function standing(milestone: Milestone, today: string): Standing {
  const stands = standingOf(milestone, today);
  return stands === "dropped" || stands === "unknown" ? "other" : stands;
}

function yearsBetween(first: number, last: number, place: (time: number) => number) {
  const step = Math.max(1, Math.ceil((last - first) / MOST_TICKS));
  const count = Math.floor((last - first) / step) + 1;
  return Array.from({ length: count }, (_, at) => first + at * step).map((year) => ({
    year,
    at: place(year),
  }));
}

/** When a date begins and ends, in years; nothing where it does not tell. */
export function spanOf(edtf: string): [number, number] | null {
  const [from = "", to] = edtf.split("/");
  const start = single(from);
  if (to === undefined) return start;
  const end = single(to);
  // An open end says nothing of how long; the end that is stated stands alone.
  if (!start || !end) return start ?? end;
  return [start[0], Math.max(start[1], end[1])];
}

function single(part: string): [number, number] | null {
  const [, year, month, day] =
    dateSortKey(part)?.match(/^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/) ?? [];
  if (!year) return null;
  const start = Number(year);
  if (/^\d{3}X/.test(part)) return [start, start + 10];
  if (!month) return [start, start + 1];
  const months = start + (Number(month) - 1) / 12;
  if (!day) return [months, months + 1 / 12];
  const days = months + (Number(day) - 1) / 366;
  return [days, days + 1 / 366];
}
