import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Camera,
  fitCamera,
  pan,
  reveal,
  toScreen,
  toWorld,
  visibleBounds,
  ZOOM_RANGE,
  zoomAt,
} from "./camera";

const size = { width: 800, height: 600 };
const number = fc.double({ min: -1e4, max: 1e4, noNaN: true });
const point = fc.record({ x: number, y: number });
const camera: fc.Arbitrary<Camera> = fc.record({
  x: number,
  y: number,
  scale: fc.double({ min: 0.01, max: 100, noNaN: true }),
});

describe("the camera", () => {
  it("brings a point to the screen and back", () => {
    fc.assert(
      fc.property(camera, point, (from, at) => {
        const back = toWorld(from, size, toScreen(from, size, at));
        expect(back.x).toBeCloseTo(at.x, 6);
        expect(back.y).toBeCloseTo(at.y, 6);
      }),
    );
  });

  it("keeps what is under the pointer there while zooming", () => {
    fc.assert(
      fc.property(camera, fc.double({ min: 0.5, max: 2, noNaN: true }), (from, factor) => {
        const anchor = { x: 123, y: 456 };
        const held = toWorld(from, size, anchor);
        const after = toScreen(zoomAt(from, size, anchor, factor, from), size, held);
        expect(after.x).toBeCloseTo(anchor.x, 4);
        expect(after.y).toBeCloseTo(anchor.y, 4);
      }),
    );
  });

  it("shows all corners when it fits", () => {
    const bounds = { left: -30, top: 10, right: 500, bottom: 90 };
    const fit = fitCamera(bounds, size);
    const seen = visibleBounds(fit, size);
    expect(seen.left).toBeLessThan(bounds.left);
    expect(seen.right).toBeGreaterThan(bounds.right);
    expect(seen.top).toBeLessThan(bounds.top);
    expect(seen.bottom).toBeGreaterThan(bounds.bottom);
  });

  it("fits a single node", () => {
    expect(fitCamera({ left: 5, top: 5, right: 5, bottom: 5 }, size)).toEqual({
      x: 5,
      y: 5,
      scale: 1,
    });
  });

  it("zooms no further than its range", () => {
    const fit = { x: 0, y: 0, scale: 2 };
    expect(zoomAt(fit, size, { x: 0, y: 0 }, 1e9, fit).scale).toBe(2 * ZOOM_RANGE.most);
    expect(zoomAt(fit, size, { x: 0, y: 0 }, 1e-9, fit).scale).toBe(2 * ZOOM_RANGE.least);
  });

  it("moves by the pixels it is dragged", () => {
    const from = { x: 0, y: 0, scale: 4 };
    expect(toScreen(pan(from, 30, -10), size, { x: 0, y: 0 })).toEqual({ x: 430, y: 290 });
  });

  it("moves to a node outside the picture, and stays for one inside", () => {
    const from = { x: 0, y: 0, scale: 1 };
    expect(reveal(from, size, { x: 10, y: 10 })).toBe(from);
    const at = toScreen(reveal(from, size, { x: 5000, y: 0 }), size, { x: 5000, y: 0 });
    expect(at).toEqual({ x: 774, y: 300 });
  });
});
