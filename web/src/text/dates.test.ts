import { expect, it } from "vitest";
import { dateInWords, dateSortKey } from "./dates";

it.each([
  ["2019", "2019"],
  ["2019-03", "March 2019"],
  ["2019-03-07", "7 March 2019"],
  ["2018-23", "autumn 2018"],
  ["2020-39~", "about late 2020"],
  ["2019-34", "second quarter of 2019"],
  ["2019~", "about 2019"],
  ["2019-05?", "May 2019 (uncertain)"],
  ["2018/2020", "2018 to 2020"],
  ["2018/..", "since 2018"],
  ["../2018-06", "until June 2018"],
  ["201X", "the 2010s"],
  ["soon", "soon"],
])("says `%s` as `%s`, no more and no less", (edtf, words) => {
  expect(dateInWords(edtf)).toBe(words);
});

it("sorts seasons among months and leaves the unknown unknown", () => {
  const keys = ["2018-12", "2018-23", "2018-05", "2018"].map(dateSortKey).sort();
  expect(keys).toEqual(["2018", "2018-05", "2018-09", "2018-12"]);
  expect(dateSortKey(null)).toBeNull();
  expect(dateSortKey("../2017")).toBe("2017");
});
