import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prepareGraph } from "./graph";
import { bubbles, groupAt, pushApart } from "./groups";
import { buildScene } from "./scene";
import { layoutOf, randomLayout } from "./testing";
import { DEFAULT_VIEW } from "./view";

const grouped = (count: number, groups: number) => ({
  ...randomLayout(count, 5),
  community: Array.from({ length: count }, (_, node) => (node % 11 === 0 ? null : node % groups)),
});
const project = (x: number, y: number) => ({ x, y });

describe("communities as bubbles", () => {
  it("count every thing that is not faded once, and only those in a community", () => {
    const graph = prepareGraph(grouped(3000, 7));
    const kept = new Set(graph.ids.slice(0, 1100));
    const groups = bubbles(graph, buildScene(graph, DEFAULT_VIEW, kept), project, 1);
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
  });

  it("stay where they are whatever a filter leaves", () => {
    const graph = prepareGraph(grouped(600, 9));
    const places = (kept: ReadonlySet<string> | null) =>
      bubbles(graph, buildScene(graph, DEFAULT_VIEW, kept), project, 1).map(({ x, y, radius }) => [
        x,
        y,
        radius,
      ]);
    expect(places(new Set(graph.ids.slice(0, 40)))).toEqual(places(null));
  });

  it("are called by their best linked thing that is no goal", () => {
    const layout = layoutOf(
      [
        [0, 0],
        [1, 0],
        [2, 0],
      ],
      [
        [0, 1],
        [0, 2],
      ],
      ["goal", "initiative", "organization"],
    );
    const graph = prepareGraph({ ...layout, community: [0, 0, 0] });
    expect(graph.groups[0]?.first).toBe(1);
    expect(graph.groups[0]?.size).toBe(3);
  });

  it("count what joins them", () => {
    const layout = layoutOf(
      [
        [0, 0],
        [1, 0],
        [2, 0],
        [3, 0],
      ],
      [
        [0, 1],
        [1, 2],
        [0, 2],
        [2, 3],
      ],
    );
    const graph = prepareGraph({ ...layout, community: [0, 0, 1, null] });
    expect(graph.groupTies).toEqual([{ a: 0, b: 1, links: 2 }]);
  });

  it("end up apart, where few bubbles have room, and are found where they are", () => {
    const bubble = fc.record({
      x: fc.double({ min: 0, max: 400, noNaN: true }),
      y: fc.double({ min: 0, max: 400, noNaN: true }),
      radius: fc.double({ min: 4, max: 20, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(bubble, { maxLength: 8 }), (made) => {
        const apart = made.map((each, number) => ({ ...each, number, count: 1, size: 1 }));
        pushApart(apart);
        for (const [at, a] of apart.entries()) {
          for (const b of apart.slice(at + 1)) {
            expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.radius + b.radius - 1);
          }
          expect(groupAt(apart, a)?.number).toBe(at);
        }
      }),
    );
  });
});
