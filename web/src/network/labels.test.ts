import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LabelWish, overlaps, placeLabels } from "./labels";

const size = { width: 400, height: 300 };
const width = (text: string) => text.length * 7;
const wish: fc.Arbitrary<Omit<LabelWish, "node">> = fc.record({
  text: fc.string({ minLength: 1, maxLength: 30 }),
  x: fc.double({ min: 0, max: 400, noNaN: true }),
  y: fc.double({ min: 0, max: 300, noNaN: true }),
  radius: fc.double({ min: 2, max: 20, noNaN: true }),
});

describe("labels", () => {
  it("never overlap each other or a mark, and stay in the picture", () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 80 }), (wishes) => {
        const marks = wishes
          .slice(0, 10)
          .map(({ x, y }) => ({ left: x, top: y, width: 4, height: 4 }));
        const placed = placeLabels(
          wishes.map((each, node) => ({ ...each, node })),
          size,
          width,
          marks,
        );
        for (const [at, label] of placed.entries()) {
          expect(label.left).toBeGreaterThanOrEqual(0);
          expect(label.left + label.width).toBeLessThanOrEqual(size.width);
          expect(placed.slice(at + 1).some((other) => overlaps(label, other))).toBe(false);
          expect(marks.some((mark) => overlaps(label, mark))).toBe(false);
        }
      }),
    );
  });

  it("are written over marks, but not over names, where they are important", () => {
    const crowd = [{ left: 0, top: 0, width: 400, height: 300 }];
    const here = { x: 100, y: 100, radius: 5, text: "the same place", important: true };
    const wishes = Array.from({ length: 9 }, (_, node) => ({ ...here, node }));
    const placed = placeLabels(wishes, size, width, crowd);
    expect(placed.length).toBeGreaterThan(0);
    for (const [at, label] of placed.entries()) {
      expect(placed.slice(at + 1).some((other) => overlaps(label, other))).toBe(false);
    }
    const unimportant = wishes.map((wish) => ({ ...wish, important: false }));
    expect(placeLabels(unimportant, size, width, crowd)).toEqual([]);
  });

  it("give the place to the more important", () => {
    const here = { x: 100, y: 100, radius: 5 };
    const wishes = Array.from({ length: 9 }, (_, node) => ({
      ...here,
      node,
      text: "the same place",
    }));
    const placed = placeLabels(wishes, size, width);
    expect(placed.map(({ node }) => node)).toEqual([0, 1, 2, 3].slice(0, placed.length));
    expect(placed[0]?.left).toBe(108);
  });
});
