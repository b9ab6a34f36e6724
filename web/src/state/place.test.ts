import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FILTERS,
  formatPlace,
  OPTIONS,
  type Place,
  PROFILES,
  parsePlace,
  pinnedState,
  pinnedWord,
  VIEWS,
} from "./place";

const text = fc.string({ minLength: 1, maxLength: 12 }).filter((value) => value.trim() !== "");
const values = fc.array(text, { minLength: 1, maxLength: 3 });
const words = <W extends string>(list: readonly W[]) =>
  fc.dictionary(fc.constantFrom(...list), values) as fc.Arbitrary<Partial<Record<W, string[]>>>;
const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/);
const edition = fc.oneof(
  fc.constant("now"),
  id,
  fc.nat().map((position) => pinnedWord(position, "2026-11-23")),
);

const embed = fc.constantFrom({}, { embed: true as const });
const inPage: fc.Arbitrary<Place> = fc.oneof(
  fc.record({
    edition,
    view: fc.constantFrom(...VIEWS),
    profile: fc.constant(null),
    filters: words(FILTERS),
    options: words(OPTIONS),
  }),
  fc.record({
    edition,
    view: fc.constant("profile" as const),
    profile: fc.record({ folder: fc.constantFrom(...PROFILES), id }),
    filters: words(FILTERS),
    options: words(OPTIONS),
  }),
);
const places = fc.tuple(inPage, embed).map(([place, embed]): Place => ({ ...place, ...embed }));

function parse(address: string): Place | null {
  const url = new URL(address, "http://waymark.test");
  return parsePlace(url.pathname, url.search);
}

describe("a place", () => {
  it("survives being written as an address and read again", () => {
    fc.assert(
      fc.property(places, (place) => {
        const address = formatPlace(place);
        const read = parse(address);
        expect(read?.edition).toBe(place.edition);
        expect(read?.view).toBe(place.view);
        expect(read?.profile).toEqual(place.profile);
        expect(read?.embed).toBe(place.embed);
        expect(read && formatPlace(read)).toBe(address);
      }),
    );
  });

  it("has one address whatever the order of its words", () => {
    const one = parse("/e/now/initiatives?sort=-name&goal=b&goal=a&funder=x");
    const other = parse("/e/now/initiatives?funder=x&goal=a&goal=b&goal=a&sort=-name");
    expect(one && formatPlace(one)).toBe("/e/now/initiatives?goal=a&goal=b&funder=x&sort=-name");
    expect(other).toEqual(one);
  });

  it("forgets words it does not know and blanks", () => {
    const place = parse("/e/now/goals?utm_source=x&goal=&goal=%20&q=%20pay%20");
    expect(place && formatPlace(place)).toBe("/e/now/goals?q=pay");
  });

  it("can be of a state that is pinned, by position and day", () => {
    const place = parse("/e/@215~2026-11-23/overlap");
    expect(place && formatPlace(place)).toBe("/e/@215~2026-11-23/overlap");
    expect(pinnedState(place?.edition ?? "")).toEqual({ position: 215, today: "2026-11-23" });
    expect(pinnedState("@7")).toEqual({ position: 7, today: null });
    for (const other of ["now", "2026-11", "@", "@x", "@1~tomorrow"]) {
      expect(pinnedState(other), other).toBeNull();
    }
  });

  it("has no edition at the root", () => expect(parse("/")).toBeNull());

  it("is missing when the path names nothing", () => {
    for (const path of ["/e/now/nothing", "/x", "/e/now/overlap/a", "/e/now/goals/a/b", "/e"]) {
      expect(parse(path)?.view, path).toBe("missing");
    }
  });

  it("does not fall over broken escapes", () => {
    expect(parsePlace("/e/now/goals/%E0%A4%A", "")?.profile?.id).toBe("%E0%A4%A");
  });
});
