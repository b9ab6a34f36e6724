import { expect, it } from "vitest";
import { formatPlace } from "./place";
import { formatStart, parseStart, type Start, startPlace } from "./start";

const start = (kept: Start | null) => formatPlace(startPlace(kept, "2026-11"));

it("starts each person where their question is", () => {
  expect(start(null)).toBe("/e/2026-11");
  expect(start({ aim: "fund" })).toBe("/e/2026-11/overlap");
  expect(start({ aim: "fund", id: "lumina" })).toBe("/e/2026-11/organizations/lumina");
  expect(start({ aim: "run" })).toBe("/e/2026-11/initiatives");
  expect(start({ aim: "run", id: "registry" })).toBe("/e/2026-11/initiatives/registry");
  expect(start({ aim: "study" })).toBe("/e/2026-11/data");
});

it("reads what it kept, and nothing else", () => {
  const kept: Start = { aim: "fund", id: "lumina", name: "Lumina Foundation" };
  expect(parseStart(formatStart(kept))).toEqual(kept);
  expect(parseStart(formatStart({ aim: "study" }))).toEqual({ aim: "study" });
  expect([null, "", "no", "later"].map(parseStart)).toEqual([null, null, null, null]);
});
