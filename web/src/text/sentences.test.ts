import { describe, expect, it } from "vitest";
import type { Coordination, Pace, Summary } from "../api/types";
import { plain } from "./parts";
import * as sentences from "./sentences";

const to = (view: string) => `/${view}`;
const version = { position: 1, hash: "0", edition: null };
const known = (known: number, of: number) => ({ known, of });
const goal = (id: string, stated: number, inferred: number) => ({
  goal: { id, kind: "goal" as const, name: id.toUpperCase() },
  stated,
  inferred,
});

function summary(change: Partial<Summary> = {}): Summary {
  return {
    version,
    filter: {},
    organizations: 3,
    initiatives: 4,
    goals: 2,
    publications: 0,
    milestones: 0,
    ties: { funds: 2, serves: 3 },
    stage_readings: 0,
    sources: 1,
    who: {
      funders: 1,
      leads: 2,
      initiatives_with_funder: known(1, 4),
      initiatives_with_lead: known(4, 4),
      top_funders: [],
      money: { sums: [], amounts: known(0, 2) },
    },
    what: {
      initiatives_with_goal: known(3, 4),
      placements_stated: 2,
      placements_inferred: 1,
      parts: 0,
      umbrellas: 4,
      by_goal: [goal("a", 1, 0), goal("b", 1, 1)],
    },
    how_fast: {
      met: 0,
      due: 0,
      missed: 0,
      dropped: 0,
      status_unknown: 0,
      dated: known(0, 0),
      initiatives_with_milestone: known(0, 4),
      initiatives_with_dated_stage: known(0, 4),
      initiatives_with_stage: known(0, 4),
    },
    coordinated: {
      initiatives_linked: known(2, 4),
      components: 1,
      largest_component: 2,
      same_goal_pairs_tied: known(1, 2),
      confirmed: known(0, 0),
    },
    ...change,
  } as Summary;
}

describe("the four questions", () => {
  it("says who, and for how many it is unknown", () => {
    expect(plain(sentences.who(summary(), to))).toBe(
      "3 organizations and 4 initiatives are on the map. 1 organization is known to fund and 2 to lead. A funder is known for 1 of 4 initiatives; for the others it is unknown.",
    );
  });

  it("says what, and how much of it is inferred", () => {
    expect(plain(sentences.what(summary(), to))).toBe(
      "3 of 4 initiatives are placed under 2 goals. Most, 2, work toward “B”. 1 of 3 placements is inferred, not stated by a source.",
    );
  });

  it("does not call a field without known milestones slow", () => {
    expect(plain(sentences.howFast(summary(), to))).toBe(
      "No milestone is known; that says nothing about how fast the work goes.",
    );
  });

  it("says how milestones stand, and of how many nobody says", () => {
    const how_fast = { ...summary().how_fast, met: 3, missed: 1, status_unknown: 1 };
    expect(plain(sentences.howFast(summary({ milestones: 5, how_fast }), to))).toBe(
      "Of 5 known milestones, 3 are met, 0 are due and 1 was missed; how 1 stands is unknown. No milestone is known for 4 initiatives: unknown, not slow.",
    );
  });

  it("says who is tied, and never that the others are not", () => {
    expect(plain(sentences.coordinated(summary(), to))).toBe(
      "2 of 4 initiatives have a known tie to another; they form 1 group, the largest of 2. 2 have no known tie. Of 2 pairs that serve the same goal, 1 is known to be tied.",
    );
  });

  it("links each number to its list", () => {
    const links = sentences.who(summary(), to).filter((part) => typeof part !== "string");
    expect(links.map(({ to }) => to)).toEqual([
      "/organizations",
      "/initiatives",
      "/organizations",
      "/organizations",
      "/initiatives",
      "/initiatives",
    ]);
  });
});

it("does not guess how late milestones are", () => {
  const slip = { met: known(0, 7), late: 0, on_time: 0, cannot_tell: 0 };
  expect(plain(sentences.pace({ slip } as Pace))).toContain("is unknown");
});

it("names the closest tied goal only where there are pairs", () => {
  const answer = { goals: [], confirmed: known(0, 0) } as unknown as Coordination;
  expect(plain(sentences.perGoal(answer))).toBe("No goal has two initiatives to compare.");
});

it("says of a list how many, and of how many something is unknown", () => {
  const say = (shown: number, unknown: number, narrowed: boolean) =>
    plain(sentences.directory("ties", shown, unknown, narrowed));
  expect(say(0, 0, true)).toBe("No tie as filtered.");
  expect(say(3, 0, false)).toBe("3 ties.");
  expect(say(3, 1, true)).toBe("3 ties as filtered. The date of 1 is unknown.");
  expect(say(3, 3, false)).toBe("3 ties. The date of none of them is known.");
});
