import { describe, expect, it } from "vitest";
import type { Edition } from "../../api/types";
import { editionBefore, partOf } from "./part";

const ref = (record: string, id: string) => ({ record, id, name: id });
const edition = (id: string, position: number | null) => ({ id, name: id, position }) as Edition;

describe("the part of a diff that the filters select", () => {
  it("is what they select before or after; what no filter selects is counted", () => {
    const part = partOf(
      {
        added: [ref("tie", "t"), ref("source", "s")],
        removed: [ref("initiative", "gone"), ref("initiative", "elsewhere")],
        changed: [ref("milestone", "t")],
      },
      new Set(["gone"]),
      new Set(["tie t"]),
    );
    expect(part.added.map(({ id }) => id)).toEqual(["t"]);
    expect(part.removed.map(({ id }) => id)).toEqual(["gone"]);
    expect(part.changed).toEqual([]);
    expect(part.leftOut).toBe(1);
  });
});

describe("the edition before", () => {
  const editions = [edition("printed", null), edition("first", 3), edition("second", 9)];

  it("is the latest on record for the present state", () => {
    expect(editionBefore(editions, "now")?.id).toBe("second");
  });

  it("is the last one published when a state was pinned, whatever came since", () => {
    expect(editionBefore(editions, "@9~2026-11-23")?.id).toBe("second");
    expect(editionBefore(editions, "@8~2026-11-23")?.id).toBe("first");
    expect(editionBefore(editions, "@2~2026-11-23")).toBeUndefined();
  });

  it("is the one published before an edition; the first has none", () => {
    expect(editionBefore(editions, "second")?.id).toBe("first");
    expect(editionBefore(editions, "first")).toBeUndefined();
  });
});
