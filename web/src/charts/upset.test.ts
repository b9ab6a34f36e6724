import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Intersections } from "../api/types";
import { thing } from "./testing";
import { arrange, combine, groupsOf, keyOf } from "./upset";

/** What the API answers about some sets, each given as the things it holds. */
function answerOf(held: Readonly<Record<string, readonly string[]>>, of: string[]): Intersections {
  const all = [...new Set(of.flatMap((id) => held[id] ?? []))];
  const combinations = Array.from({ length: 2 ** of.length - 1 }, (_, mask) =>
    of.filter((_, at) => ((mask + 1) >> at) & 1),
  ).map((members) => {
    const inAll = (item: string) => members.every((id) => held[id]?.includes(item));
    const others = of.filter((id) => !members.includes(id));
    const exact = all.filter(
      (item) => inAll(item) && !others.some((id) => held[id]?.includes(item)),
    );
    return {
      of: members,
      exclusive: exact.length,
      at_least: all.filter(inAll).length,
      things: exact.map((id) => thing(id)),
      terms: [],
    };
  });
  return {
    version: { position: 1, hash: "0" },
    filter: {},
    parameters: {},
    nodes: {},
    holders: { known: of.length, of: of.length },
    sets: of.map((id) => ({
      holder: thing(id, "organization"),
      items: held[id]?.length || null,
    })),
    combinations,
  };
}

const held = { a: ["x", "y", "z"], b: ["y", "z"], c: ["z", "w"] };

describe("combinations of sets", () => {
  const upset = combine([answerOf(held, ["a", "b", "c"])], ["a", "b", "c"]);
  const words = (count: "exclusive" | "atLeast") =>
    arrange(upset.columns, count, "size").map(
      (column) => `${keyOf(column.of)}: ${column[count].map(({ id }) => id).join(" ")}`,
    );

  it("hold what is in exactly these", () =>
    expect(words("exclusive")).toEqual(["a: x", "c: w", "a b: y", "a b c: z"]));

  it("or in these at least, with those in which two meet", () =>
    expect(words("atLeast")).toEqual(["a: x y z", "c: w z", "a b: y z", "a b c: z"]));

  it("of few sets come first, if asked", () =>
    expect(arrange(upset.columns, "exclusive", "degree").map(({ of }) => of.length)).toEqual([
      1, 1, 2, 3,
    ]));

  it("keep a set of which nothing is known, without a size", () => {
    const { sets } = combine([answerOf({ ...held, d: [] }, ["a", "d"])], ["a", "d"]);
    expect(sets.map(({ size }) => size)).toEqual([3, null]);
  });
});

describe("groups", () => {
  it("hold all, none more than one question takes, none alone", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 2, max: 8 }), (all, most) => {
        const ids = Array.from({ length: all }, (_, at) => `s${at}`);
        const groups = groupsOf(ids, most);
        expect(new Set(groups.flat())).toEqual(new Set(ids));
        for (const { length } of groups) {
          expect(length).toBeGreaterThanOrEqual(2);
          expect(length).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it("come to the same as one question about all", () => {
    const sets = fc.dictionary(
      fc.constantFrom("a", "b", "c", "d", "e"),
      fc.uniqueArray(fc.constantFrom("u", "v", "w", "x", "y", "z"), { minLength: 1 }),
      { minKeys: 2 },
    );
    fc.assert(
      fc.property(sets, (held) => {
        const ids = Object.keys(held);
        const whole = answerOf(held, ids);
        const parts = groupsOf(ids, 2).map((group) => answerOf(held, group));
        const { columns } = combine(parts, ids);
        const sorted = (each: typeof columns) => arrange(each, "atLeast", "size");
        expect(sorted(columns)).toEqual(sorted(combine([whole], ids).columns));
        for (const { of, exclusive, atLeast } of columns) {
          const told = whole.combinations.find((each) => keyOf(each.of) === keyOf(of));
          expect(exclusive.length).toBe(told?.exclusive);
          expect(atLeast.length).toBe(told?.at_least);
        }
      }),
    );
  });
});
