import { afterEach, expect, it, vi } from "vitest";
import { type Place, parsePlace } from "../state/place";
import { canEmbed, embedders, embedSnippet } from "./embed";

function at(path: string): Place {
  const url = new URL(path, "http://waymark.test");
  const place = parsePlace(url.pathname, url.search);
  if (!place) throw new Error(path);
  return place;
}

afterEach(() => vi.unstubAllGlobals());

it("names the view within another page, filters and all", () => {
  const snippet = embedSnippet(at("/e/2026-11/gaps?goal=a&below=2"), 'Gaps of "A" & B');
  expect(snippet).toContain(`src="${location.origin}/embed/e/2026-11/gaps?goal=a&amp;below=2"`);
  expect(snippet).toContain('title="Gaps of &quot;A&quot; &amp; B"');
});

it("is for what shows, not for what changes", () => {
  expect(canEmbed(at("/e/now/gaps"))).toBe(true);
  expect(canEmbed(at("/e/now/initiatives/a"))).toBe(true);
  for (const view of ["edit", "import", "history", "data", "nowhere"]) {
    expect(canEmbed(at(`/e/now/${view}`)), view).toBe(false);
  }
});

it("asks the server's own policy who may show it", async () => {
  const says = (policy: string) =>
    vi.stubGlobal(
      "fetch",
      async () => new Response(null, { headers: { "content-security-policy": policy } }),
    );
  says("default-src 'self'; frame-ancestors 'none'");
  expect(await embedders(at("/e/now/gaps"))).toEqual([]);
  says("frame-ancestors https://a.example https://b.example; object-src 'none'");
  expect(await embedders(at("/e/now/gaps"))).toEqual(["https://a.example", "https://b.example"]);
});
