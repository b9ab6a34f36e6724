import { describe, expect, it } from "vitest";
import { tightest } from "./loosen";
import { formatPlace, type Place, parsePlace } from "./place";

const signal = new AbortController().signal;
const at = (query: string) => parsePlace("/e/now/initiatives", query) as Place;

/** A server that knows how much there is without each word. */
function server(without: Record<string, number>) {
  const asked: string[] = [];
  const countAt = async (place: Place) => {
    asked.push(formatPlace(place));
    const given = { ...place.filters, ...place.options };
    const dropped = Object.keys(without).find((word) => !(word in given)) ?? "";
    return without[dropped] ?? 0;
  };
  return { asked, countAt };
}

describe("the tightest filter", () => {
  it("is the one whose removal brings most back", async () => {
    const { countAt } = server({ goal: 3, funder: 12, known: 5 });
    const found = await tightest(at("?goal=a&funder=b&known=lead"), countAt, signal);
    expect(found?.word).toBe("funder");
    expect(found?.count).toBe(12);
    expect(found && formatPlace(found.to)).toBe("/e/now/initiatives?goal=a&known=lead");
  });

  it("is none when no single one brings anything", async () => {
    const { countAt } = server({});
    expect(await tightest(at("?goal=a&funder=b"), countAt, signal)).toBeNull();
  });

  it("is looked for among six at most, and never among what only shows", async () => {
    const { asked, countAt } = server({});
    const many = "?goal=a&funder=b&place=c&term=d/e&from=2001&to=2002&q=x&sort=name";
    await tightest(at(many), countAt, signal);
    expect(asked).toHaveLength(6);
    expect(asked.every((address) => address.includes("sort=name"))).toBe(true);
  });

  it("does not stop at a question that fails", async () => {
    const countAt = async (place: Place) => {
      if (place.filters.goal) throw new Error("no such goal");
      return 2;
    };
    expect((await tightest(at("?goal=a&funder=b"), countAt, signal))?.word).toBe("goal");
  });
});
