/** Stages of initiatives by year; what has no year is kept apart and never put on the axis. */

import type { EntityRef, InitiativeStages, StagePoint } from "../api/types";

/** The readings of one initiative at each year of the axis. */
export interface StageRow {
  initiative: EntityRef;
  /** One list for each year; empty is unknown. Editions may state several readings for a year. */
  years: StagePoint[][];
  /** Readings that are only known to be before some year. */
  before: StagePoint[];
}

/** A sequence of readings whose years were lost, in its order. */
export interface StageSequence {
  initiative: EntityRef;
  steps: StagePoint[];
}

/** Everything that the strip shows. */
export interface StageStrip {
  years: number[];
  rows: StageRow[];
  sequences: StageSequence[];
  /** Whether any row has a reading that is only known to be before some year. */
  anyBefore: boolean;
}

/** Sorts readings into rows with years and sequences without. */
export function buildStageStrip(stages: readonly InitiativeStages[]): StageStrip {
  const years = yearsOf(stages);
  const rows: StageRow[] = [];
  const sequences: StageSequence[] = [];
  for (const { initiative, readings } of stages) {
    const steps = readings.filter(withoutYear);
    if (steps.length > 0) sequences.push({ initiative, steps: bySteps(steps) });
    if (steps.length < readings.length) rows.push(rowOf(initiative, readings, years));
  }
  return { years, rows, sequences, anyBefore: rows.some(({ before }) => before.length > 0) };
}

/** `2` or `2–3`. */
export function stageRange({ low, high }: StagePoint): string {
  return low === high ? String(low) : `${low}–${high}`;
}

function withoutYear({ year, before }: StagePoint): boolean {
  return year == null && before == null;
}

function rowOf(
  initiative: EntityRef,
  readings: readonly StagePoint[],
  years: readonly number[],
): StageRow {
  return {
    initiative,
    years: years.map((year) => readings.filter((reading) => reading.year === year)),
    before: readings.filter(({ year, before }) => year == null && before != null),
  };
}

function yearsOf(stages: readonly InitiativeStages[]): number[] {
  const known = stages.flatMap(({ readings }) => readings.flatMap(({ year }) => year ?? []));
  if (known.length === 0) return [];
  const first = Math.min(...known);
  return Array.from({ length: Math.max(...known) - first + 1 }, (_, index) => first + index);
}

function bySteps(steps: readonly StagePoint[]): StagePoint[] {
  return [...steps].sort((a, b) => (a.step ?? 0) - (b.step ?? 0));
}
