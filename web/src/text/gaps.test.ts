import { describe, expect, it } from "vitest";
import type { Exit } from "../api/types";
import { leastCovered } from "../charts/heatmap";
import { cellOf, gapsOf } from "../charts/testing";
import { cellWords, decimal, gapsSentence, leastSupported, signed } from "./gaps";
import { plain } from "./parts";

const names = { rows: "Goal", columns: "Activity" };

function sentence(cells: Parameters<typeof gapsOf>[0], below: number): string {
  const gaps = gapsOf(cells, "activity");
  return plain(gapsSentence(gaps, leastCovered(gaps, below), names, below));
}

describe("the sentence of the gaps", () => {
  it("says of how many gaps it is certain", () => {
    const cells = [[cellOf("known_empty", 0), cellOf("unknown", null, 3), cellOf("covered", 4)]];
    expect(sentence(cells, 1)).toBe(
      "Of 3 combinations of 1 goal and 3 activities, 2 have fewer than 1 known initiative; of 1 it is certain, in the others more may be. A goal is known for 5 of 6 initiatives, an activity for 4.",
    );
  });

  it("leaves out what is impossible, and says where nothing is a gap", () => {
    expect(sentence([[cellOf("impossible"), cellOf("covered", 4)]], 2)).toMatch(
      /^Of 1 combination of .*, 0 have fewer than 2 known initiatives\. /,
    );
  });
});

it("says why a cell is fragile, and of how many amounts that is known", () => {
  const fragility = {
    reasons: ["one_funder" as const, "concentrated" as const],
    supports: 2,
    givers: 1,
    herfindahl: 1,
    currency: "USD",
    amounts: { known: 1, of: 2 },
    ends: { known: 0, of: 2 },
  };
  expect(cellWords({ ...cellOf("covered", 1), fragility })).toBe(
    "1 initiative is known to be here. Fragile: all known support comes from one funder and most of the known money comes from one purse (HHI 1.00 in USD, 1 of 2 amounts known).",
  );
});

it("writes small numbers with two decimals and a true minus", () => {
  expect([0, 0.177, 2.04, -0.5].map(decimal)).toEqual(["0.0", "0.18", "2.0", "−0.50"]);
  expect([1.24, -3].map(signed)).toEqual(["+1.2", "−3.0"]);
});

it("puts the goal of which the smallest share has known support first, and leaves out empty ones", () => {
  const goal = (id: string, initiatives: number, known: number): Exit["goals"][number] => ({
    goal: { id, kind: "goal", name: id },
    initiatives,
    supported_before: known,
    supported_after: known,
    lost: false,
  });
  const goals = [goal("full", 2, 2), goal("none", 0, 0), goal("half", 4, 2), goal("more", 8, 4)];
  expect(leastSupported(goals).map(({ goal }) => goal.id)).toEqual(["more", "half", "full"]);
});
