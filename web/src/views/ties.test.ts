import { expect, it } from "vitest";
import type { Tie, TieKind } from "../api/types";
import { groupTies } from "./ties";

function tie(from: string, kind: TieKind, to: string): Tie {
  const ref = (id: string) => ({ id, kind: "initiative" as const, name: id.toUpperCase() });
  return {
    id: `${from}-${kind}-${to}`,
    kind,
    from: ref(from),
    to: ref(to),
    date: [],
    terms: [],
    confidence: "verified",
    stated: [],
  };
}

it("groups ties by what they say from where one stands", () => {
  const groups = groupTies(
    [
      tie("lumina", "funds", "a"),
      tie("a", "serves", "g"),
      tie("b", "part_of", "a"),
      tie("a", "part_of", "c"),
    ],
    "a",
  );
  expect(groups.map(({ name, ties }) => [name, ties.map(({ other }) => other.name)])).toEqual([
    ["Works toward", ["G"]],
    ["Funded by", ["LUMINA"]],
    ["Has as parts", ["B"]],
    ["Part of", ["C"]],
  ]);
});
