/** What the timeline gives to take away: stages reading by reading, and the curve day by day. */
import type { InitiativeStages, Pace } from "../../api/types";
import { stageRange } from "../../charts/stages";
import type { SurvivalRow } from "../../charts/survival";
import { type TwinColumn, tableOf } from "../../charts/twin";
import { yearColumns } from "../../charts/years";
import type { FurtherTable, OfferTable } from "../../export/offer";
import { natureName } from "../../text/catalogue";
import { stageWords, yearWords } from "../../text/charts";
import { paceWords } from "../../text/timeline";

export function stageTable(stages: readonly InitiativeStages[]): OfferTable {
  const { initiative, when, stage, step, nature } = stageWords.columns;
  return {
    columns: [initiative, when, stage, step, nature],
    rows: stages.flatMap(({ initiative, readings }) =>
      readings.map((point) => [
        initiative.name,
        point.year ?? (point.before == null ? null : stageWords.beforeYear(point.before)),
        stageRange(point),
        point.step ?? "",
        natureName[point.nature],
      ]),
    ),
  };
}

export function survivalTable(rows: readonly SurvivalRow[]): OfferTable {
  const { days, low, high, intervalLow, intervalHigh, unmet } = paceWords.columns;
  return {
    columns: [days, low, high, intervalLow, intervalHigh, unmet],
    rows: rows.map((row) => [
      row.days,
      row.low,
      row.high,
      row.intervalLow,
      row.intervalHigh,
      row.unmet,
    ]),
  };
}

/** What came of something, and how often. */
interface Outcome {
  what: string;
  n: number;
}

export const outcomeColumns: TwinColumn<Outcome>[] = [
  { id: "what", name: paceWords.what, value: ({ what }) => what },
  { id: "n", name: paceWords.how, numeric: true, value: ({ n }) => n },
];

export function outcomes(counts: Record<string, number>, names: Record<string, string>): Outcome[] {
  return Object.entries(counts).map(([key, n]) => ({ what: names[key] ?? key, n }));
}

/** What stands below the curve, as far as there is something to say. */
export function paceTables(pace: Pace): FurtherTable[] {
  const { forecasts_comparable, verdicts, between, by_year } = pace;
  const of = (counts: Record<string, number>, names: Record<string, string>) =>
    tableOf(outcomeColumns, outcomes(counts, names));
  const forecasts = {
    name: "forecasts",
    title: paceWords.forecasts,
    table: () => of(verdicts, paceWords.verdicts),
  };
  const held = {
    name: "against",
    title: paceWords.between,
    table: () => of(between?.outcomes ?? {}, paceWords.outcomes),
  };
  const years = {
    name: "years",
    title: yearWords.title,
    table: () => tableOf(yearColumns(), by_year),
  };
  return [
    ...(forecasts_comparable.of > 0 ? [forecasts] : []),
    ...(between && between.milestones_shown.of > 0 ? [held] : []),
    ...(by_year.length > 0 ? [years] : []),
  ];
}
