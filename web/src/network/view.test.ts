import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPlace, parsePlace } from "../state/place";
import { COLORS, DEFAULT_VIEW, LABELS, recolored, SIZES, viewOf, withView } from "./view";

const views = fc.record({
  colorBy: fc.constantFrom(...COLORS),
  sizeBy: fc.constantFrom(...SIZES),
  labels: fc.constantFrom(...LABELS),
  hidden: fc
    .uniqueArray(fc.constantFrom("kind:goal", "no-goal", "goal:a-goal", "stage:2", "community:12"))
    .map((keys) => keys.sort()),
  listOpen: fc.boolean(),
});

describe("how the map is drawn, as an address", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(views, (view) => {
        const options = withView({ mode: ["one"] }, view);
        const place = {
          edition: "now",
          view: "network" as const,
          profile: null,
          filters: {},
          options,
        };
        const [path = "", query = ""] = formatPlace(place).split("?");
        expect(viewOf(parsePlace(path, query)?.options ?? {})).toEqual(view);
      }),
    );
  });

  it("is not written where it is as the page opens", () => {
    expect(withView({ sel: ["x"], colour: ["kind"] }, DEFAULT_VIEW)).toEqual({ sel: ["x"] });
    expect(viewOf({ colour: ["nonsense"] })).toEqual(DEFAULT_VIEW);
  });

  it("forgets with other colours what their legend does not have", () => {
    const hidden = ["goal:a-goal", "kind:goal"];
    expect(recolored({ ...DEFAULT_VIEW, hidden }, "stage").hidden).toEqual(["kind:goal"]);
  });
});
