import { expect, test } from "vitest";
import { pieces } from "./holes";

test("a sentence falls into its text and its holes", () => {
  expect(pieces((date) => `due ${date}`, 1)).toEqual(["due ", 0]);
  expect(pieces((a, b) => `${a} and ${b}`, 2)).toEqual([0, " and ", 1]);
});

test("a language may turn holes around, name one twice or leave one out", () => {
  expect(pieces((a, b) => `${b}, then ${a}.`, 2)).toEqual([1, ", then ", 0, "."]);
  expect(pieces((a) => `${a}: ${a}`, 1)).toEqual([0, ": ", 0]);
  expect(pieces(() => "nothing to fill", 1)).toEqual(["nothing to fill"]);
});
