import { expect, it } from "vitest";
import type { Overlap, OverlapPair } from "../../api/types";
import { bySharedInterest, pairsOf, sharedThings } from "./cofunders";

const pair = (a: string, b: string, shared: number) =>
  ({ a, b, a_name: a, b_name: b, shared, shared_with: [] }) as unknown as OverlapPair;
const funder = (id: string, supports: number): Overlap["funders"][number] => ({
  funder: { id, kind: "organization", name: id },
  supports,
});
const overlap = {
  funders: [funder("a", 5), funder("b", 4), funder("c", 3), funder("d", 2)],
  pairs: [pair("b", "c", 3), pair("a", "c", 1)],
};

it("turns a pair around to where one of it stands", () => {
  expect(pairsOf(overlap.pairs, "c").map(({ other }) => other.id)).toEqual(["b", "a"]);
});

it("puts those first who share most, then who supports most", () => {
  expect(bySharedInterest(overlap).map(({ funder }) => funder.id)).toEqual(["b", "c", "a", "d"]);
});

it("counts what is shared with the one who asks alone, and leaves it out", () => {
  const rows = bySharedInterest(overlap, "c");
  expect(rows.map(({ funder }) => funder.id)).toEqual(["b", "a", "d"]);
  expect(rows.at(-1)?.shares).toEqual([]);
});

it("names each shared thing once, with everybody who supports it too", () => {
  const thing = (id: string) => ({ id, kind: "initiative" as const, name: id });
  const other = (id: string) => ({ id, kind: "organization" as const, name: id });
  const shares = [
    { other: other("a"), shared: 1, things: [thing("x")] },
    { other: other("b"), shared: 2, things: [thing("x"), thing("y")] },
  ];
  expect(sharedThings(shares).map(({ thing, others }) => [thing.id, others.length])).toEqual([
    ["x", 2],
    ["y", 1],
  ]);
});
