import { expect, it } from "vitest";
import { countFilters, toggleFilter, withFilter } from "./filters";

it("adds an alternative and takes it away again", () => {
  const one = toggleFilter({}, "goal", "b");
  const two = toggleFilter(one, "goal", "a");
  expect(two).toEqual({ goal: ["a", "b"] });
  expect(countFilters(two)).toBe(2);
  expect(toggleFilter(toggleFilter(two, "goal", "a"), "goal", "b")).toEqual({});
});

it("replaces a single word", () => {
  expect(withFilter({ confidence: ["reported"] }, "confidence", ["verified"])).toEqual({
    confidence: ["verified"],
  });
});
