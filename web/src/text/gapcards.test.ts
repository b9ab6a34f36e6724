import { expect, it } from "vitest";
import type { Exit } from "../api/types";
import { leastCovered } from "../charts/heatmap";
import { cellOf, gapsOf } from "../charts/testing";
import { coveredCard, exitCard, supportCard } from "./gapcards";

const exit = (goals: Exit["goals"], funders: Exit["funders"]) => ({ goals, funders }) as Exit;

it("says in words where there is nothing to count, and shows no number", () => {
  const nothing = exit([], []);
  const cards = [supportCard(nothing), coveredCard(gapsOf([]), [], 2), exitCard(nothing)];
  expect(cards.map(({ value }) => value)).toEqual([undefined, undefined, undefined]);
  expect(cards.every(({ said }) => said.length > 0)).toBe(true);
});

it("leads to the funder without whom most would be lost", () => {
  const lumina = { id: "lumina", kind: "organization" as const, name: "Lumina" };
  const funder = {
    ...lumina,
    recipients: 19,
    initiatives_lost: 13,
    organizations_lost: 1,
    goals_lost: [],
    milestones_at_risk: 0,
  };
  expect(exitCard(exit([], [funder]))).toMatchObject({
    value: "13",
    options: { tab: ["exit"], without: ["lumina"] },
  });
});

it("counts combinations that could be covered only", () => {
  const gaps = gapsOf([[cellOf("impossible"), cellOf("known_empty", 0), cellOf("covered", 5)]]);
  expect(coveredCard(gaps, leastCovered(gaps, 2), 2)).toMatchObject({ value: "1", of: "2" });
});
