import { expect, test } from "vitest";
import type { CareItem } from "../../api/care";
import { type Done, differs, keyOf, queue, values } from "./queue";

const provenance = { source: "s", confidence: "reported" } as const;

function item(id: string, ...stated: string[]): CareItem {
  return {
    record: "goal",
    id,
    name: id,
    about: [],
    field: "name",
    stated: stated.map((value) => ({ value, provenance })),
    why: stated.length > 1 ? ["conflict"] : ["inferred"],
    because: "",
    depends: 0,
  } as CareItem;
}

function done(item: CareItem, at: number): [string, Done] {
  return [keyOf(item), { item, at, value: "x", position: 7, undone: false }];
}

test("what was confirmed stays where it stood when the list is asked for again", () => {
  const [a, b, c] = [item("a"), item("b"), item("c")];
  expect(queue([a, c], new Map([done(b, 1)]), keyOf)).toEqual([a, b, c]);
  expect(queue([], new Map([done(c, 2), done(a, 0), done(b, 1)]), keyOf)).toEqual([a, b, c]);
  expect(queue([a, b], new Map([done(b, 1)]), keyOf), "what still is listed is there once").toEqual(
    [a, b],
  );
});

test("a person chooses between values; each is offered once", () => {
  expect(differs(item("a", "x", "y"))).toBe(true);
  expect(differs(item("a", "x"))).toBe(false);
  expect(values(item("a", "x", "y", "x")).map(({ value }) => value)).toEqual(["x", "y"]);
});
