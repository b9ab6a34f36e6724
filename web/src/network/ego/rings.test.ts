import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Neighborhood } from "../../api/types";
import { arrange } from "./rings";

type Tie = Neighborhood["ties"][number];

function tie(from: string, kind: Tie["kind"], to: string, confidence: Tie["confidence"]): Tie {
  return { id: `${from}-${kind}-${to}`, from, kind, to, verb: null, confidence };
}

/** A neighbourhood in which the ids' first characters say how far things are. */
function around(ids: readonly string[], ties: readonly Tie[]): Neighborhood {
  return {
    version: { position: 1, hash: "0" },
    center: "0",
    depth: 2,
    nodes: ids.map((id) => ({
      id,
      kind: "initiative",
      name: id.toUpperCase(),
      distance: Number(id[0]),
    })),
    ties: [...ties],
    cut: false,
  };
}

const small = around(
  ["0", "1a", "1b", "1c", "2a", "2b"],
  [
    tie("1b", "funds", "0", "verified"),
    tie("0", "serves", "1c", "inferred"),
    tie("1a", "funds", "0", "reported"),
    tie("1a", "leads", "2a", "reported"),
    tie("2b", "partners", "1b", "reported"),
    tie("1a", "relates", "2b", "reported"),
    tie("1a", "relates", "1b", "reported"),
  ],
);

describe("one thing and what is around it", () => {
  it("groups those around it by what ties them, as read from the middle", () => {
    const { groups, nodes } = arrange(small);
    const named = groups.map(({ name, nodes: at }) => [name, at.map((each) => nodes[each]?.id)]);
    expect(named).toEqual([
      ["Works toward", ["1c"]],
      ["Funded by", ["1a", "1b"]],
    ]);
  });

  it("hangs each on one that is nearer, the one with the fewest ties", () => {
    const { nodes } = arrange(small);
    const parent = (id: string) => nodes[nodes.find((node) => node.id === id)?.parent ?? -1]?.id;
    expect([parent("1a"), parent("2a"), parent("2b")]).toEqual(["0", "1a", "1b"]);
    expect(nodes.find(({ id }) => id === "2b")?.relations).toEqual(["Partners"]);
  });

  it("marks what no source states", () => {
    const { nodes, links } = arrange(small);
    expect(nodes.filter(({ inferred }) => inferred).map(({ id }) => id)).toEqual(["1c"]);
    expect(links.filter(({ inferred }) => inferred)).toHaveLength(1);
  });

  it("draws every tied pair once", () => {
    expect(arrange(small).links).toHaveLength(small.ties.length);
  });

  it("shows one that is tied to nothing alone", () => {
    const alone = arrange(around(["0"], []));
    expect([alone.nodes.length, alone.links.length, alone.groups.length]).toEqual([1, 0, 0]);
  });

  it("stays within the picture, puts no two in one place, and does not depend on order", () => {
    const tied = fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 120 }))
      .map(([inner, outer]) => {
        const ring = Array.from({ length: inner }, (_, at) => `1-${at}`);
        const rim = inner === 0 ? [] : Array.from({ length: outer }, (_, at) => `2-${at}`);
        const ties = [
          ...ring.map((id) => tie(id, "funds", "0", "reported")),
          ...rim.map((id, at) => tie(id, "leads", ring[(at * 7) % inner] as string, "reported")),
        ];
        return around(["0", ...ring, ...rim], ties);
      });
    fc.assert(
      fc.property(tied, (neighborhood) => {
        const ego = arrange(neighborhood);
        const places = new Set(ego.nodes.map(({ x, y }) => `${x.toFixed(4)} ${y.toFixed(4)}`));
        expect(places.size).toBe(ego.nodes.length);
        expect(ego.nodes.every(({ x, y }) => Math.hypot(x, y) <= 1.000001)).toBe(true);
        const turned = {
          ...neighborhood,
          nodes: [...neighborhood.nodes].reverse(),
          ties: [...neighborhood.ties].reverse(),
        };
        expect(arrange(turned)).toEqual(ego);
      }),
    );
  });
});
