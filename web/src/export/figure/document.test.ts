import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Frame, svgDocument, wrap } from "./document";
import { closeGaps, extent, type Item, spanOf } from "./items";

const colours = { ground: "#ffffff", ink: "#000000", soft: "#444444", line: "#cccccc" };
const frame: Frame = {
  title: "Gaps",
  description: "7 goals by 5 stages",
  edition: "Edition 2026-11",
  date: "2026-11-23",
  source: "A citation",
  permalink: "http://waymark.test/e/2026-11/gaps?q=a&goal=b",
  colours,
};

const number = fc.integer({ min: 0, max: 900 });
const place = { x: number, y: number, width: number, height: number };
const item: fc.Arbitrary<Item> = fc.oneof(
  fc.record({
    type: fc.constant("box" as const),
    ...place,
    radius: fc.constantFrom(0, 4),
    fill: fc.constantFrom(null, "#123456"),
    stroke: fc.constantFrom(null, "#654321"),
    strokeWidth: fc.constant(1),
    dash: fc.constantFrom(null, "3 2"),
  }),
  fc.record({
    type: fc.constant("pattern" as const),
    look: fc.constantFrom("hatched" as const, "dotted" as const, "crossed" as const),
    ...place,
    ground: fc.constant("#ffffff"),
    mark: fc.constantFrom("#777777", "#888888"),
  }),
  fc.record({
    type: fc.constant("text" as const),
    x: number,
    y: number,
    text: fc.string({ unit: "binary" }),
    size: fc.constant(12),
    weight: fc.constantFrom("400", "650"),
    italic: fc.boolean(),
    fill: fc.constant("#000000"),
    length: number,
    angle: fc.constantFrom(0, 90, -90, 30),
    middle: fc.boolean(),
  }),
);

function parse(svg: string): Document {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
  expect(parsed.querySelector("parsererror")?.textContent ?? "").toBe("");
  return parsed;
}

describe("a picture", () => {
  it("is well-formed whatever it holds and is called", () => {
    fc.assert(
      fc.property(fc.array(item), fc.string({ unit: "binary" }), (items, title) => {
        const root = parse(svgDocument(items, { ...frame, title })).documentElement;
        expect(root.localName).toBe("svg");
        expect(root.querySelectorAll("script, image, foreignObject, a, style")).toHaveLength(0);
      }),
    );
  });

  it("says what it is, of which state and where from, to people and to programs", () => {
    const root = parse(svgDocument([], frame)).documentElement;
    expect(root.querySelector("title")?.textContent).toBe(frame.title);
    expect(root.querySelector("desc")?.textContent).toBe(frame.description);
    const written = [...root.querySelectorAll("text")].map((each) => each.textContent);
    expect(written).toContain("Edition 2026-11 · 2026-11-23");
    expect(written).toContain(frame.source);
    expect(written.join("")).toContain(frame.permalink);
    const facts = root.querySelector("metadata")?.textContent ?? "";
    for (const fact of [frame.edition, frame.date, frame.source, frame.permalink]) {
      expect(facts).toContain(fact);
    }
  });

  it("is the same for the same", () => {
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(svgDocument(items, frame)).toBe(svgDocument(structuredClone(items), frame));
      }),
    );
  });

  it("leaves no large room where something was left out, and keeps the order from top to bottom", () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1 }), (items) => {
        const closed = closeGaps(items);
        const tops = closed.map((each) => spanOf(each).top);
        expect(Math.min(...tops)).toBeCloseTo(0);
        const spans = items.map(spanOf);
        const tall =
          Math.max(...spans.map((each) => each.bottom)) -
          Math.min(...spans.map((each) => each.top));
        expect(extent(closed).height).toBeLessThanOrEqual(Math.ceil(tall) + 1);
        items.forEach((one, at) => {
          items.forEach((other, beside) => {
            const before = spanOf(one).top <= spanOf(other).top;
            if (before) expect(tops[at]).toBeLessThanOrEqual((tops[beside] ?? 0) + 1e-9);
          });
        });
      }),
    );
  });

  it("breaks what is too long, an address too, and loses no letter", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), number, (text, width) => {
        const lines = wrap(text, width, 12);
        expect(lines.join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
        const most = Math.max(8, Math.floor(width / (12 * 0.55)));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
