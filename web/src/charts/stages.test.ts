import { describe, expect, it } from "vitest";
import type { StagePoint } from "../api/types";
import { buildStageStrip, stageRange } from "./stages";
import { thing } from "./testing";

const reading = (point: Partial<StagePoint>): StagePoint => ({
  low: 1,
  high: 1,
  nature: "reached",
  ...point,
});

describe("the stage strip", () => {
  it("gives each year of the axis its readings, and none to years without", () => {
    const readings = [
      reading({ year: 2017 }),
      reading({ year: 2019, nature: "forecast" }),
      reading({ year: 2019 }),
    ];
    const strip = buildStageStrip([{ initiative: thing("a"), years_known: true, readings }]);
    expect(strip.years).toEqual([2017, 2018, 2019]);
    expect(strip.rows[0]?.years.map((points) => points.length)).toEqual([1, 0, 2]);
  });

  it("keeps sequences without years off the axis, in their order", () => {
    const readings = [reading({ step: 2, low: 3, high: 3 }), reading({ step: 1 })];
    const strip = buildStageStrip([{ initiative: thing("a"), years_known: false, readings }]);
    expect(strip.rows).toEqual([]);
    expect(strip.years).toEqual([]);
    expect(strip.sequences[0]?.steps.map(({ step }) => step)).toEqual([1, 2]);
  });

  it("keeps what is only known to be before a year apart", () => {
    const strip = buildStageStrip([
      { initiative: thing("a"), years_known: true, readings: [reading({ before: 2017 })] },
    ]);
    expect(strip.anyBefore).toBe(true);
    expect(strip.rows[0]?.before).toHaveLength(1);
  });

  it("writes a range where the stage is one", () => {
    expect(stageRange(reading({ low: 2, high: 3 }))).toBe("2–3");
    expect(stageRange(reading({ low: 2, high: 2 }))).toBe("2");
  });
});
