import { describe, expect, it } from "vitest";
import type { TimeToMilestone } from "../api/types";
import { bandPath, survivalRows } from "./survival";

const step = (days: number, low: number | null, high: number | null, unmet = 0) => ({
  days,
  low,
  high,
  unmet,
});

const time = {
  bounds: [
    { days: 0, low: 0.5, high: 1 },
    { days: 10, low: 0, high: 0.5 },
  ],
  earliest: { steps: [step(0, 0.3, 0.7), step(10, null, null)] },
  latest: { steps: [step(10, 0.3, 0.8), step(12, 0.2, 0.7, 1)] },
} as unknown as TimeToMilestone;

describe("a curve with bounds", () => {
  it("has a row for every day on which something changes", () => {
    expect(survivalRows(time)).toEqual([
      { days: 0, low: 0.5, high: 1, intervalLow: 0.3, intervalHigh: null, unmet: 0 },
      { days: 10, low: 0, high: 0.5, intervalLow: null, intervalHigh: 0.8, unmet: 0 },
      { days: 12, low: 0, high: 0.5, intervalLow: null, intervalHigh: 0.7, unmet: 1 },
    ]);
  });

  it("is drawn as stairs that begin at all and end with the axis", () => {
    const scale = { x: (days: number) => days, y: (share: number) => share, end: 20 };
    const path = bandPath(
      survivalRows(time),
      (r) => r.low,
      (r) => r.high,
      scale,
    );
    expect(path.startsWith("M0 1L0 1L0 1L10 1L10 0.5")).toBe(true);
    expect(path).toContain("20 0.5L20 0");
  });
});
