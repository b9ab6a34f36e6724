import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EntityRef, Path, Tie } from "../../api/types";
import { linesOf, waysPicture } from "./ways";

const thing = (id: string): EntityRef => ({ id, kind: "initiative", name: id });

/** `a b c` is a way from a over b to c. */
function way(words: string): Path {
  const ids = words.split(" ");
  const steps = ids.slice(1).map((to, at) => {
    const from = ids[at] as string;
    const tie = { id: [from, to].sort().join("-"), confidence: "reported" } as Tie;
    return { from: thing(from), to: thing(to), forward: true, tie };
  });
  return { steps };
}

function layer(paths: Path[], id: string): number {
  const { things } = waysPicture(paths);
  const columns = [...new Set(things.map(({ x }) => x))].sort((a, b) => a - b);
  return columns.indexOf(things.find(({ entity }) => entity.id === id)?.x as number);
}

describe("the picture of some ways", () => {
  it("puts things as far from the start as their shortest way has steps", () => {
    const paths = [way("a b z"), way("a c b z")];
    expect(layer(paths, "a")).toBe(0);
    expect(layer(paths, "b")).toBe(1);
    expect(layer(paths, "c")).toBe(1);
    expect(layer(paths, "z")).toBe(2);
  });

  it("has every tie once", () => {
    const { ties } = waysPicture([way("a b z"), way("a b c z")]);
    expect(ties.map(({ id }) => id).sort()).toEqual(["a-b", "b-c", "b-z", "c-z"]);
  });

  it("is empty without ways", () => {
    expect(waysPicture([]).things).toEqual([]);
  });

  it("puts no two things in one place", () => {
    const middles = fc.uniqueArray(fc.constantFrom(..."bcdefgh"), { maxLength: 4 });
    const ways = fc.array(middles, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(ways, (all) => {
        const paths = all.map((each) => way(["a", ...each, "z"].join(" ")));
        const { things } = waysPicture(paths);
        expect(new Set(things.map(({ x, y }) => `${x} ${y}`)).size).toBe(things.length);
        expect(new Set(things.map(({ entity }) => entity.id)).size).toBe(things.length);
      }),
    );
  });
});

it("breaks names into lines and says when it cuts", () => {
  expect(linesOf("Credential Engine")).toEqual(["Credential Engine"]);
  const long = linesOf(
    "Accelerate ecosystem developments through alignment and alliances of everybody who works",
  );
  expect(long).toHaveLength(3);
  expect(long.at(-1)).toMatch(/…$/);
});
