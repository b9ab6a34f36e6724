/** What the timeline gives to take away: stages reading by reading, and the curve day by day. */
import type { InitiativeStages } from "../../api/types";
import { stageRange } from "../../charts/stages";
import type { SurvivalRow } from "../../charts/survival";
import { stageWords } from "../../charts/words";
import type { OfferTable } from "../../export/offer";
import { natureName } from "../../text/catalogue";
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
