import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Layout } from "../../api/types";
import { diffScene, HEIGHT, MOST, WIDTH } from "./scene";

/** `a b a-b`: things and the links between them. */
function layout(words: string): Layout {
  const all = words.split(" ").filter((word) => word !== "");
  const ids = all.filter((word) => !word.includes("-"));
  const links = all
    .filter((word) => word.includes("-"))
    .map((word) => {
      const [a, b] = word.split("-").map((id) => ids.indexOf(id));
      return { a, b };
    });
  const kinds = ids.map(() => "initiative");
  const spread = (by: number) => ids.map((_, at) => (at * by) % 17);
  return { ids, names: ids, kinds, links, x: spread(5), y: spread(7) } as unknown as Layout;
}

const changed = (...ids: string[]) => ({
  changed: ids.map((id) => ({ record: "initiative", id, name: id })),
});

function fates(from: string, to: string, ...ids: string[]): Record<string, string> {
  const { things } = diffScene(layout(from), layout(to), changed(...ids));
  return Object.fromEntries(things.map(({ id, fate }) => [id, fate]));
}

describe("two states in one picture", () => {
  it("have what came, went, changed and stayed", () => {
    expect(fates("a b c", "b c d", "c")).toEqual({
      a: "removed",
      b: "same",
      c: "changed",
      d: "added",
    });
  });

  it("have links that came, went and stayed", () => {
    const { links } = diffScene(layout("a b c a-b b-c"), layout("a b c b-c a-c"), changed());
    const said = links.map(({ a, b, fate }) => `${a.id}${b.id} ${fate}`).sort();
    expect(said).toEqual(["ab removed", "ac added", "bc same"]);
  });

  it("keep the places of the later state, and put what is gone near what it was tied to", () => {
    const { things } = diffScene(layout("a b c c-a"), layout("a b"), changed());
    const [a, c] = ["a", "c"].map((id) => things.find((each) => each.id === id));
    expect(Math.hypot((a?.x ?? 0) - (c?.x ?? 0), (a?.y ?? 0) - (c?.y ?? 0))).toBeLessThan(30);
  });

  it("are the same picture mirrored when the states change places", () => {
    const some = fc.subarray([..."abcdefg"], { minLength: 1 });
    fc.assert(
      fc.property(some, some, (before, after) => {
        const there = fates(before.join(" "), after.join(" "));
        const back = fates(after.join(" "), before.join(" "));
        const mirror = { added: "removed", removed: "added", same: "same", changed: "changed" };
        for (const [id, fate] of Object.entries(there)) {
          expect(back[id]).toBe(mirror[fate as keyof typeof mirror]);
        }
      }),
    );
  });

  it("stay within the picture", () => {
    const some = fc.subarray([..."abcdefg"], { minLength: 1 });
    fc.assert(
      fc.property(some, some, (before, after) => {
        const { things } = diffScene(layout(before.join(" ")), layout(after.join(" ")), changed());
        for (const { x, y } of things) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(WIDTH);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(HEIGHT);
        }
      }),
    );
  });

  it("of large maps have what changed and its neighbours only", () => {
    const many = Array.from({ length: MOST + 50 }, (_, at) => `n${at}`).join(" ");
    const { things, of } = diffScene(layout(many), layout(`${many} new new-n7`), changed("n3"));
    expect(of).toBe(MOST + 51);
    expect(things.map(({ id }) => id).sort()).toEqual(["n3", "n7", "new"]);
  });
});
