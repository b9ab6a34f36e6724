import { describe, expect, it } from "vitest";
import { yearWords } from "../text/charts";
import { axisTicks, stackYears } from "./years";

const year = (year: number, met = 1) => ({ year, met, due: 2, missed: 0, other: 1 });

describe("milestones by year", () => {
  it("stacks standings without a hole", () => {
    const [stack] = stackYears([year(2019, 3)]);
    expect(stack?.total).toBe(6);
    expect(stack?.parts.map(({ standing, from, to }) => [standing, from, to])).toEqual([
      ["met", 0, 3],
      ["due", 3, 5],
      ["other", 5, 6],
    ]);
  });

  it("shows the years between, in order", () => {
    expect(stackYears([year(2020), year(2017)]).map((stack) => [stack.year, stack.total])).toEqual([
      [2017, 4],
      [2018, 0],
      [2019, 0],
      [2020, 4],
    ]);
  });

  it("does not draw a century without a milestone", () => {
    expect(stackYears([year(1900), year(2019)])).toHaveLength(2);
  });

  it("marks the axis with round whole numbers", () => {
    expect(axisTicks(3)).toEqual([0, 1, 2, 3]);
    expect(axisTicks(23)).toEqual([0, 5, 10, 15, 20, 25]);
    expect(axisTicks(0)).toEqual([0, 1]);
  });

  it("says how many have no known year", () => {
    expect(yearWords.unknownYear(1)).toContain("The year of 1 milestone is not known");
    expect(yearWords.unknownYear(4)).toContain("4 milestones are not known");
  });
});
