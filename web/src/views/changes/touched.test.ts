import { describe, expect, it } from "vitest";
import { compareMaps } from "./touched";

type Whole = Parameters<typeof compareMaps>[0];

const end = (id: string, name = id) => ({ id, kind: "initiative", name });

function map(entities: object[], ties: object[] = []): Whole {
  const empty = { milestones: [], sources: [], facets: [], editions: [] };
  return { entities, ties, ...empty } as unknown as Whole;
}

const named = (id: string, name: string) => ({ id, kind: "initiative", name: [{ value: name }] });
const tie = (to: object) => ({ id: "t", kind: "builds_on", from: end("a"), to });

describe("what one change did", () => {
  it("is what came, went and says something else", () => {
    const parts = compareMaps(
      map([named("a", "A"), named("b", "B")]),
      map([named("b", "Better"), named("c", "C")]),
    );
    expect(parts.added.map(({ id }) => id)).toEqual(["c"]);
    expect(parts.removed.map(({ name }) => name)).toEqual(["A"]);
    expect(parts.changed).toEqual([{ record: "initiative", id: "b", name: "Better" }]);
  });

  it("does not change a tie whose end is called otherwise", () => {
    const parts = compareMaps(map([], [tie(end("b", "B"))]), map([], [tie(end("b", "Better"))]));
    expect(parts).toEqual({ added: [], removed: [], changed: [] });
    const moved = compareMaps(map([], [tie(end("b"))]), map([], [tie(end("c"))]));
    expect(moved.changed).toEqual([{ record: "tie", id: "t", name: "a builds on c" }]);
  });
});
