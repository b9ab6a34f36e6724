import { expect, it } from "vitest";
import { freeId, slug } from "./slug";

it("makes readable ids of names", () => {
  expect(slug("Credential Engine, Inc.")).toBe("credential-engine-inc");
  expect(slug("Fundação Água & Pão")).toBe("fundacao-agua-pao");
  expect(slug("America's “Best” Hopes")).toBe("americas-best-hopes");
  expect(slug("基金会 Asia")).toBe("基金会-asia");
  expect(slug("…")).toBe("");
  expect(slug(`${"long ".repeat(40)}name`).length).toBeLessThanOrEqual(60);
});

it("counts on where an id is taken", async () => {
  const taken = new Set(["a", "a-2"]);
  expect(await freeId("a", async (id) => taken.has(id))).toBe("a-3");
});
