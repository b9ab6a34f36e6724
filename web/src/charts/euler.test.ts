import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commonArea, euler } from "./euler";

const part = fc.integer({ min: 0, max: 500 });

describe("two circles", () => {
  it("have areas as the numbers of their sets, and of what both hold", () => {
    fc.assert(
      fc.property(part, part, part, (only_a, both, only_b) => {
        const laid = euler({ only_a, both, only_b });
        if (only_a + both === 0 || only_b + both === 0) {
          expect(laid).toBeNull();
          return;
        }
        if (!laid) throw new Error("is not laid out");
        const perThing = (Math.PI * laid.a.radius ** 2) / (only_a + both);
        expect((Math.PI * laid.b.radius ** 2) / (only_b + both)).toBeCloseTo(perThing, 4);
        const lens = commonArea(laid.a.radius, laid.b.radius, laid.b.x - laid.a.x);
        expect(lens / perThing).toBeCloseTo(both, 2);
      }),
    );
  });

  it("lie within the picture", () => {
    fc.assert(
      fc.property(part, part, part, (only_a, both, only_b) => {
        const laid = euler({ only_a, both, only_b });
        for (const { x, y, radius } of laid ? [laid.a, laid.b] : []) {
          expect(x - radius).toBeGreaterThanOrEqual(0);
          expect(x + radius).toBeLessThanOrEqual(laid?.width ?? 0);
          expect(y - radius).toBeGreaterThanOrEqual(0);
          expect(y + radius).toBeLessThanOrEqual(laid?.height ?? 0);
        }
      }),
    );
  });

  it("say nothing of a part that is empty", () => {
    const apart = euler({ only_a: 3, both: 0, only_b: 2 });
    expect(apart?.both).toBeNull();
    expect(euler({ only_a: 0, both: 2, only_b: 2 })?.only_a).toBeNull();
  });
});
