import { describe, expect, it } from "vitest";
import { fitCamera } from "./camera";
import { composeFrame } from "./frame";
import { prepareGraph } from "./graph";
import { colorEntries } from "./legend";
import { pictureOf } from "./picture";
import { buildScene } from "./scene";
import { layoutOf } from "./testing";
import { DEFAULT_VIEW } from "./view";

const palette = {
  paper: "#ffffff",
  ink: "#000000",
  soft: "#555555",
  line: "#888888",
  focus: "#aa0000",
  accent: "#0000aa",
  marks: Array.from({ length: 13 }, (_, at) => `#0000${(10 + at).toString(16).padStart(2, "0")}`),
  markInks: Array.from({ length: 13 }, () => "#ffffff"),
};
const graph = prepareGraph(
  layoutOf(
    [
      [0, 0],
      [10, 0],
      [20, 5],
    ],
    [
      [0, 1],
      [1, 2],
    ],
    ["initiative", "organization", "initiative"],
  ),
);

function picture() {
  const size = { width: 640, height: 400 };
  const camera = fitCamera(graph.bounds, size);
  const frame = composeFrame({
    graph,
    scene: buildScene(graph, DEFAULT_VIEW, null),
    camera,
    fitScale: camera.scale,
    size,
    labels: "all",
    focus: undefined,
    selected: undefined,
    textWidth: (text) => 7 * text.length,
  });
  const entries = colorEntries(graph, DEFAULT_VIEW).map((entry) => ({
    ...entry,
    name: `<${entry.key}>`,
  }));
  return pictureOf(frame, palette, "Network", entries);
}

describe("the map as an SVG", () => {
  it("has every name and the legend, and stands alone", () => {
    const text = picture().textContent ?? "";
    for (const wanted of ["Network", ...graph.names, "<goal:goal-a> (1)", "<no-goal> (1)"]) {
      expect(text).toContain(wanted);
    }
    const xml = new XMLSerializer().serializeToString(picture());
    expect(
      new DOMParser().parseFromString(xml, "image/svg+xml").querySelector("parsererror"),
    ).toBeNull();
    expect(xml).not.toMatch(/<script|href|var\(|NaN|undefined/);
  });

  it("is the same each time", () => {
    const xml = () => new XMLSerializer().serializeToString(picture());
    expect(xml()).toBe(xml());
  });
});
