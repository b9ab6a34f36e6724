import { expect, it } from "vitest";
import { type ImportFile, lacks, reasonsOf } from "./reasons";

it("counts rows that are refused for the same reason as one, with the first places", () => {
  const row = (line: number, value: string) => ({
    file: "a.csv",
    line,
    value,
    reason: `column \`Date\`: \`${value}\` is no date: expected 2019-03-01`,
  });
  const [dates, other] = reasonsOf([
    { file: "a.csv", line: 9, value: null, reason: "has 2 cells" },
    ...[2, 3, 4, 5].map((line) => row(line, `day ${line}`)),
  ]);
  expect(dates).toEqual({
    text: "column `Date`: … is no date: expected 2019-03-01",
    count: 4,
    places: ["a.csv:2", "a.csv:3", "a.csv:4"],
    example: "column `Date`: `day 2` is no date: expected 2019-03-01",
  });
  expect(other?.count).toBe(1);
});

it("names the column that a remark is on, once", () => {
  const on = (reason: string) => ({ file: "a.csv", line: 1, column: "Ref", reason });
  const told = reasonsOf([on("this column is not read"), on("`Ref` is taken for the amount")]);
  expect(told.map(({ example }) => example)).toEqual([
    "`Ref`: this column is not read",
    "`Ref` is taken for the amount",
  ]);
});

it("knows what a list of grants cannot be read without", () => {
  const file = (targets: (string | null)[], mappable = true) =>
    ({ mappable, columns: targets.map((target) => ({ target })) }) as unknown as ImportFile;
  expect(lacks(file([null, "amount"]))).toEqual(["recipient", "funder"]);
  expect(lacks(file(["initiative"]))).toEqual(["funder"]);
  expect(lacks(file(["recipient", "funder"]))).toEqual([]);
  expect(lacks(file([null], false))).toEqual([]);
});
