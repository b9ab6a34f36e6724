import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FlowItem, flow } from "./flow";

const config = { unit: 4, gap: 6, least: 14 };

describe("a flow", () => {
  const items: FlowItem[] = [
    { from: ["g1"], to: ["f1", "f2"] },
    { from: ["g1", "g2"], to: ["f1"] },
    { from: ["g2"], to: [] },
    { from: [], to: ["f2"] },
  ];
  const laid = flow(items, config);

  it("counts each initiative once in a bar, and once in each of its bands", () => {
    expect(laid.left.map(({ id, count, weight }) => [id, count, weight])).toEqual([
      ["g1", 2, 3],
      ["g2", 2, 2],
      [null, 1, 1],
    ]);
    expect(laid.bands.map(({ from, to, count }) => [from, to, count])).toEqual([
      ["g1", "f1", 2],
      ["g1", "f2", 1],
      ["g2", "f1", 1],
      ["g2", null, 1],
      [null, "f2", 1],
    ]);
  });

  it("puts the unknown last, as a bar of its own", () => {
    expect(laid.right.at(-1)?.id).toBeNull();
    expect(laid.left.at(-1)?.id).toBeNull();
  });

  it("keeps bands within their bars and apart from each other", () => {
    const ids = fc.subarray(["a", "b", "c", "d"]);
    fc.assert(
      fc.property(fc.array(fc.record({ from: ids, to: ids })), (items) => {
        const { left, right, bands } = flow(items, config);
        for (const [side, bars, end] of [
          ["left", left, "from"],
          ["right", right, "to"],
        ] as const)
          for (const bar of bars) {
            const own = bands.filter((band) => band[end] === bar.id).map((band) => band[side]);
            expect(own[0]?.start).toBeGreaterThanOrEqual(bar.start);
            expect(own.at(-1)?.end).toBeLessThanOrEqual(bar.end + 1e-9);
            own.reduce((before, each) => {
              expect(each.start).toBeCloseTo(before.end, 9);
              return each;
            });
          }
      }),
    );
  });
});
