/** Milestones in rows and groups on an axis of time, and where the arrow keys lead among them. */
import type { EntityRef, Milestone } from "../api/types";
import { type Standing, standing } from "../state/known";
import { type DaySpan, spanOf, yearFraction, yearsOf } from "./spans";

export interface GanttMark {
  milestone: Milestone;
  standing: Standing;
  /** What its date may mean: when it was done, otherwise when it is due. */
  span: DaySpan;
}

export interface GanttRow {
  subject: EntityRef;
  marks: GanttMark[];
  /** When what the row is about began and ended; `to` is null where its end is unknown. */
  life: { from: string; to: string | null } | null;
}

export interface GanttGroup {
  id: string;
  name: string;
  rows: GanttRow[];
}

/** A group that rows may belong to, by the ids of their subjects. */
export interface Grouping {
  id: string;
  name: string;
  members: ReadonlySet<string>;
}

/** When an initiative began and ended, as the lists tell it. */
export type Lives = ReadonlyMap<string, { start?: string | null; end?: string | null }>;

/** The date that counts: when it was done, otherwise when it is due. */
export function dateOf(milestone: Milestone): string | undefined {
  return milestone.done[0]?.value ?? milestone.due[0]?.value;
}

/** One row for each subject with a dated milestone; its marks in order of time. */
export function ganttRows(
  milestones: readonly Milestone[],
  today: string,
  lives: Lives,
): GanttRow[] {
  const rows = new Map<string, GanttRow>();
  for (const milestone of milestones) {
    const span = spanOf(dateOf(milestone));
    if (!span) continue;
    const { subject } = milestone;
    const row = rows.get(subject.id) ?? { subject, marks: [], life: lifeOf(lives.get(subject.id)) };
    row.marks.push({ milestone, span, standing: standing(milestone, today) });
    rows.set(subject.id, row);
  }
  for (const row of rows.values()) {
    row.marks.sort(
      (a, b) => a.span.from.localeCompare(b.span.from) || a.span.to.localeCompare(b.span.to),
    );
  }
  return [...rows.values()].sort((a, b) => a.subject.name.localeCompare(b.subject.name, "en"));
}

function lifeOf(life: { start?: string | null; end?: string | null } | undefined) {
  const from = spanOf(life?.start)?.from;
  return from ? { from, to: spanOf(life?.end)?.to ?? null } : null;
}

/** Rows under each group they belong to; those in no group come last, under `rest`. */
export function grouped(
  rows: readonly GanttRow[],
  groupings: readonly Grouping[],
  rest: { id: string; name: string },
): GanttGroup[] {
  const groups = groupings.map(({ id, name, members }) => ({
    id,
    name,
    rows: rows.filter(({ subject }) => members.has(subject.id)),
  }));
  const placed = new Set(groups.flatMap(({ rows }) => rows.map(({ subject }) => subject.id)));
  const others = rows.filter(({ subject }) => !placed.has(subject.id));
  return [...groups, { ...rest, rows: others }].filter(({ rows }) => rows.length > 0);
}

/** The axis: whole years from the first to the last of the marks, today among them. */
export function axisOf(rows: readonly GanttRow[], today: string): { first: number; last: number } {
  const days = rows.flatMap(({ marks }) => marks.flatMap(({ span }) => [span.from, span.to]));
  return yearsOf([...days, today]) ?? { first: 0, last: 0 };
}

/** A mark's place on the axis in pixels, and in which lane it stands so that it hides none. */
export interface PlacedMark {
  mark: GanttMark;
  left: number;
  width: number;
  lane: number;
}

/** The least width of a mark: a target that can be hit. */
export const TARGET = 24;

export function placeMarks(
  marks: readonly GanttMark[],
  first: number,
  perYear: number,
): PlacedMark[] {
  const ends: number[] = [];
  return marks.map((mark) => {
    const from = (yearFraction(mark.span.from) - first) * perYear;
    // The last day belongs to the span.
    const to = (yearFraction(mark.span.to) + 1 / 365.25 - first) * perYear;
    const width = Math.max(TARGET, to - from);
    const left = from - Math.max(0, TARGET - (to - from)) / 2;
    const free = ends.findIndex((end) => end <= left + 0.5);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = left + width;
    return { mark, left, width, lane };
  });
}

/** A place among rows: 0 is the row's heading, then its marks. */
export interface GanttPlace {
  row: number;
  mark: number;
}

/** Rows that Page Up and Page Down pass. */
const PAGE = 10;

/** Where a key leads; `undefined` where it is none of the grid's. */
export function moveInGantt(
  rows: readonly (readonly { left: number }[])[],
  from: GanttPlace,
  key: string,
  corner: boolean,
): GanttPlace | undefined {
  const last = (row: number) => rows[row]?.length ?? 0;
  const to = (row: number) => nearest(rows, from, Math.max(0, Math.min(rows.length - 1, row)));
  if (rows.length === 0) return undefined;
  switch (key) {
    case "ArrowLeft":
      return { row: from.row, mark: Math.max(0, from.mark - 1) };
    case "ArrowRight":
      return { row: from.row, mark: Math.min(last(from.row), from.mark + 1) };
    case "ArrowUp":
      return to(from.row - 1);
    case "ArrowDown":
      return to(from.row + 1);
    case "PageUp":
      return to(from.row - PAGE);
    case "PageDown":
      return to(from.row + PAGE);
    case "Home":
      return { row: corner ? 0 : from.row, mark: 0 };
    case "End":
      return corner
        ? { row: rows.length - 1, mark: last(rows.length - 1) }
        : { row: from.row, mark: last(from.row) };
    default:
      return undefined;
  }
}

/** The mark of a row that is nearest in time to where one is; from a heading to a heading. */
function nearest(
  rows: readonly (readonly { left: number }[])[],
  from: GanttPlace,
  row: number,
): GanttPlace {
  const here = rows[from.row]?.[from.mark - 1];
  const there = rows[row] ?? [];
  if (row === from.row || !here || there.length === 0) {
    return { row, mark: row === from.row ? from.mark : 0 };
  }
  const distances = there.map(({ left }) => Math.abs(left - here.left));
  return { row, mark: distances.indexOf(Math.min(...distances)) + 1 };
}
