import { expect, it } from "vitest";
import { countFilters, narrowing, toggleFilter, withFilter } from "./filters";
import { parsePlace } from "./place";

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

it("calls narrowing what leaves something out, and not what is looked at or how", () => {
  const place = parsePlace(
    "/e/now/partners",
    "?goal=g&id=lumina&for=cofunders&sort=-name&role=lead",
  );
  expect(place && narrowing(place).map(({ word }) => word)).toEqual(["goal", "role"]);
});

it("takes only those words for filters that leave something out", () => {
  const words = (address: string) => {
    const [path = "", query = ""] = address.split("?");
    const place = parsePlace(path, query);
    return place ? narrowing(place).map(({ word }) => word) : [];
  };
  expect(words("/e/now/gaps?goal=g&rows=stage&columns=goal&below=3&year=2019")).toEqual(["goal"]);
  expect(words("/e/now/gaps?tab=exit&without=lumina-foundation&show=table")).toEqual([]);
  expect(words("/e/now/milestones?status=met&year=2019")).toEqual(["status", "year"]);
});
