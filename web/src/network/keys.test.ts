import { describe, expect, it } from "vitest";
import { wheelFactor } from "./gestures";
import { intentOf, type MapKey } from "./keys";
import { placeOfBitmap } from "./painter";
import { inkOn } from "./palette";
import { listWindow, scrollFor } from "./window";

const key = (name: string, held: Partial<MapKey> = {}): MapKey => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe("keys on the map", () => {
  it("follow the keyboard map", () => {
    expect(intentOf(key("ArrowUp"))).toEqual({ type: "move", direction: "up" });
    expect(intentOf(key("ArrowUp", { shiftKey: true }))).toEqual({ type: "pan", direction: "up" });
    expect(intentOf(key("n"))).toEqual({ type: "neighbour", step: 1 });
    expect(intentOf(key("+", { shiftKey: true }))).toEqual({ type: "zoom", way: "in" });
    expect(intentOf(key("0"))).toEqual({ type: "zoom", way: "fit" });
    expect(intentOf(key("Enter"))).toEqual({ type: "open" });
    expect(intentOf(key("End"))).toEqual({ type: "list", to: "last" });
  });

  it("leave Tab and the browser's own keys alone", () => {
    expect(intentOf(key("Tab"))).toBeUndefined();
    expect(intentOf(key("n", { ctrlKey: true }))).toBeUndefined();
  });

  it("are no letters where those are turned off", () => {
    expect(intentOf(key("n"), false)).toBeUndefined();
    expect(intentOf(key("Enter"), false)).toEqual({ type: "open" });
  });
});

describe("the list's window", () => {
  it("holds what is in sight and a little more, whatever the length", () => {
    expect(listWindow(10_000, 36, 3600, 360)).toEqual({ from: 92, to: 119 });
    expect(listWindow(5, 36, 0, 360)).toEqual({ from: 0, to: 5 });
  });

  it("scrolls just so far that a row is in sight", () => {
    expect(scrollFor(3, 36, 0, 360)).toBe(0);
    expect(scrollFor(20, 36, 0, 360)).toBe(396);
    expect(scrollFor(1, 36, 360, 360)).toBe(36);
  });
});

describe("the painter", () => {
  const size = { width: 400, height: 200 };
  const frame = { camera: { x: 10, y: 10, scale: 2 }, size };

  it("lays the bitmap where the moved picture will be", () => {
    expect(placeOfBitmap(frame, frame.camera, size)).toEqual({ left: 0, top: 0, ...size });
    expect(placeOfBitmap(frame, { x: 0, y: 10, scale: 2 }, size).left).toBe(20);
    expect(placeOfBitmap(frame, { x: 10, y: 10, scale: 4 }, size)).toEqual({
      left: -200,
      top: -100,
      width: 800,
      height: 400,
    });
  });

  it("writes numbers in black or white, whichever reads better", () => {
    expect(inkOn("#733a03")).toBe("#ffffff");
    expect(inkOn("#07f2d0")).toBe("#000000");
  });

  it("zooms the same by lines as by pixels, and never by a leap", () => {
    expect(wheelFactor({ deltaY: -32, deltaMode: 0 })).toBe(
      wheelFactor({ deltaY: -2, deltaMode: 1 }),
    );
    expect(wheelFactor({ deltaY: -9999, deltaMode: 0 })).toBe(2);
  });
});
