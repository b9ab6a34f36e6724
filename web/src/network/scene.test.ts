import { describe, expect, it } from "vitest";
import { linksAt, neighboursAt, prepareGraph } from "./graph";
import { colorEntries, kindEntries } from "./legend";
import { detailAt, MOST_MARKS, marksWithin } from "./lod";
import { goalColor, OTHER_COLOR, stageColor } from "./look";
import { buildScene, markScale } from "./scene";
import { shapePath } from "./shapes";
import { layoutOf, randomLayout } from "./testing";
import { DEFAULT_VIEW, toggleHidden } from "./view";

const layout = layoutOf(
  [
    [0, 0],
    [10, 0],
    [20, 0],
    [30, 0],
  ],
  [
    [0, 1, 1],
    [0, 2, 5],
    [0, 3, 2],
  ],
  ["initiative", "organization", "goal"],
);
const graph = prepareGraph(layout);

describe("the graph", () => {
  it("lists neighbours with the heaviest link first", () => {
    expect([...neighboursAt(graph, 0)]).toEqual([2, 3, 1]);
    expect([...linksAt(graph, 0)]).toEqual([1, 2, 0]);
    expect([...neighboursAt(graph, 1)]).toEqual([0]);
  });

  it("orders nodes by their links, then by name", () => {
    expect(graph.byDegree).toEqual([0, 1, 2, 3]);
  });

  it("gives a goal's own node its goal", () => {
    const own = prepareGraph({ ...layout, goals: ["goal-a", "n2"] });
    expect([...own.goal]).toEqual([0, 1, 1, 0]);
  });

  it("is ready for an empty map", () => {
    expect(prepareGraph(layoutOf([])).count).toBe(0);
  });
});

describe("the scene", () => {
  it("has a shape for each kind and a colour and number for each goal", () => {
    const scene = buildScene(graph, DEFAULT_VIEW, null);
    expect([...scene.shape]).toEqual([0, 1, 2, 0]);
    expect([...scene.color]).toEqual([1, 2, 0, 1]);
    expect(scene.glyph).toEqual(["1", "2", "", "1"]);
  });

  it("marks goals that were inferred, but neither a goal's own node nor colours of kinds", () => {
    const guessed = prepareGraph({
      ...layout,
      goals: ["goal-a", "n2"],
      goal_inferred: [true, false, true, false],
    });
    expect([...buildScene(guessed, DEFAULT_VIEW, null).inferred]).toEqual([1, 0, 0, 0]);
    const byKind = buildScene(guessed, { ...DEFAULT_VIEW, colorBy: "kind" }, null);
    expect([...byKind.inferred]).toEqual([0, 0, 0, 0]);
  });

  it("gives goals beyond the palette one colour, so that only their number tells them apart", () => {
    expect(goalColor(6)).toBe(OTHER_COLOR);
    expect(goalColor(-1)).toBe(0);
  });

  it("fades what a filter leaves out and moves nothing", () => {
    const before = [...graph.x, ...graph.y];
    const scene = buildScene(graph, DEFAULT_VIEW, new Set(["n1"]));
    expect([...scene.faded]).toEqual([1, 0, 1, 1]);
    expect(scene.vivid).toBe(1);
    expect([...graph.x, ...graph.y]).toEqual(before);
  });

  it("fades by the legend, the unknown goal included", () => {
    const view = toggleHidden(toggleHidden(DEFAULT_VIEW, "kind:organization"), "no-goal");
    expect([...buildScene(graph, view, null).faded]).toEqual([0, 1, 1, 0]);
    expect(toggleHidden(view, "kind:organization").hidden).toEqual(["no-goal"]);
  });

  it("has a legend of what is on the map only", () => {
    expect(kindEntries(graph, DEFAULT_VIEW).map(({ kind, count }) => [kind, count])).toEqual([
      ["initiative", 2],
      ["organization", 1],
      ["goal", 1],
    ]);
    const goals = colorEntries(graph, DEFAULT_VIEW);
    expect(goals.map(({ number, count }) => [number, count])).toEqual([
      [0, 2],
      [1, 1],
      [-1, 1],
    ]);
  });

  it("colours by stage and community, and what is unknown in neither", () => {
    const staged = prepareGraph({
      ...layout,
      stage_low: [2, null, null, 4],
      stage_high: [3, null, null, 4],
      community: [0, 0, null, 7],
    });
    const stages = buildScene(staged, { ...DEFAULT_VIEW, colorBy: "stage" }, null);
    expect(stages.glyph).toEqual(["2–3", "", "", "4"]);
    expect([...stages.color]).toEqual([stageColor(2), 0, 0, stageColor(4)]);
    const groups = buildScene(staged, { ...DEFAULT_VIEW, colorBy: "community" }, null);
    expect([...groups.color]).toEqual([1, 1, 0, OTHER_COLOR]);
    expect(groups.glyph).toEqual(["1", "1", "", "8"]);
    const hidden = { ...DEFAULT_VIEW, colorBy: "stage" as const, hidden: ["no-stage"] };
    expect([...buildScene(staged, hidden, null).faded]).toEqual([0, 0, 0, 0]);
    const unknown = prepareGraph({ ...layout, kinds: layout.kinds.map(() => "initiative") });
    expect([...buildScene(unknown, hidden, null).faded]).toEqual([1, 1, 1, 1]);
  });

  it("sizes by a measure, and draws what it does not know the smallest", () => {
    const view = { ...DEFAULT_VIEW, sizeBy: "betweenness" as const };
    const values = Float64Array.from([0.5, 0, Number.NaN, 0.1]);
    const [most, none, unknown, some] = buildScene(graph, view, null, values).radius;
    expect(unknown).toBe(none);
    expect(some).toBeGreaterThan(none as number);
    expect(most).toBeGreaterThan(some as number);
  });

  it("draws more links larger", () => {
    const [most, few] = buildScene(graph, DEFAULT_VIEW, null).radius;
    expect(most).toBeGreaterThan(few ?? 0);
    const same = buildScene(graph, { ...DEFAULT_VIEW, sizeBy: "same" }, null);
    expect(new Set(same.radius).size).toBe(1);
  });

  it("draws marks smaller in a small picture and larger when zoomed in", () => {
    expect(markScale(1, 900)).toBe(1);
    expect(markScale(1, 300)).toBeLessThan(1);
    expect(markScale(4, 900)).toBe(2);
  });

  it("outlines every shape as a closed path", () => {
    for (const shape of ["circle", "square", "hexagon", "diamond"] as const) {
      expect(shapePath(shape, 8)).toMatch(/^M.*Z$/);
    }
  });
});

describe("the level of detail", () => {
  it("writes all names on a small map and groups only a large one", () => {
    expect(detailAt(1, 36)).toBe("labels");
    expect(detailAt(0.3, 36)).toBe("labels");
    expect(detailAt(1, 5000)).toBe("nodes");
    expect(detailAt(2, 5000)).toBe("labels");
    expect(detailAt(0.3, 5000)).toBe("groups");
    expect(detailAt(9, MOST_MARKS + 1)).toBe("groups");
  });

  it("counts the marks in the picture that are not faded", () => {
    const many = prepareGraph(randomLayout(3000, 4));
    const scene = buildScene(many, DEFAULT_VIEW, new Set(many.ids.slice(0, 1234)));
    expect(marksWithin(many, scene, { left: 0, top: 0, right: 1000, bottom: 1000 })).toBe(1234);
  });
});
