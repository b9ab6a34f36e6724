import { describe, expect, it } from "vitest";
import { dumbbell } from "./dumbbell";
import { thing } from "./testing";

function side(goals: Record<string, number>) {
  return {
    side: {
      goals: Object.entries(goals).map(([id, initiatives]) => ({
        goal: thing(id, "goal"),
        initiatives,
        inferred: 0,
      })),
    },
  };
}

describe("goal profiles", () => {
  it("have a row for each goal of any side, most first, with a dot for each side", () => {
    const rows = dumbbell([side({ g1: 1, g2: 3 }), side({ g2: 1, g3: 2 })]);
    expect(rows.map(({ goal, dots }) => [goal.id, ...dots.map(({ count }) => count)])).toEqual([
      ["g2", 3, 1],
      ["g3", 0, 2],
      ["g1", 1, 0],
    ]);
  });
});
