import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareFields, fieldsOf } from "./fields";

const by = (source: string, confidence = "reported") => ({ source, confidence });
const fact = (value: unknown, source = "a") => ({ value, provenance: by(source) });

describe("what a record says", () => {
  it("is its facts in words, with their sources; empty fields say nothing", () => {
    const fields = fieldsOf({ id: "x", name: [fact("X")], start: [fact("2019-03")], end: [] });
    expect(fields.map(({ name, said }) => [name, said[0]?.text, said[0]?.source])).toEqual([
      ["name", "X", "a"],
      ["began", "March 2019", "a"],
    ]);
  });

  it("holds amounts, stages, terms and who states a tie", () => {
    const fields = fieldsOf({
      funding: { amount: [fact({ amount: "1000", currency: "USD" })], regrant: false },
      stages: [{ year: 2019, low: 2, high: 3, nature: "forecast", provenance: by("b") }],
      terms: [fact({ facet: "place", term: "us" })],
      stated: [by("c", "inferred")],
    });
    expect(fields.map(({ said }) => said[0]?.text)).toEqual([
      "USD 1,000",
      "2019: stage 2 under construction to 3 proof of concept, forecast",
      "place: us",
      "inferred",
    ]);
    expect(fields.at(-1)?.said[0]).toMatchObject({ source: "c", inferred: true });
  });
});

describe("what differs between two states of a record", () => {
  it("is the value before and the value after", () => {
    const [change, ...others] = compareFields(
      { name: [fact("Old")], start: [fact("2019")] },
      { name: [fact("New")], start: [fact("2019")] },
    );
    expect(others).toEqual([]);
    expect(change?.was.map(({ text }) => text)).toEqual(["Old"]);
    expect(change?.now.map(({ text }) => text)).toEqual(["New"]);
  });

  it("says when only the sources differ", () => {
    const [change] = compareFields({ name: [fact("X", "a")] }, { name: [fact("X", "b")] });
    expect(change?.sourcesOnly).toBe(true);
    expect(change?.now[0]?.source).toBe("b");
  });

  it("says when another of the same facts is preferred", () => {
    const changes = compareFields(
      { name: [fact("X"), fact("Y")] },
      { name: [fact("Y"), fact("X")] },
    );
    expect(changes).toHaveLength(1);
  });

  it("is everything where there was nothing, and nothing where nothing changed", () => {
    const facts = fc.array(fc.tuple(fc.string(), fc.constantFrom("a", "b")));
    fc.assert(
      fc.property(facts, facts, (some, others) => {
        const record = (values: [string, string][]) => ({
          name: values.map(([value, source]) => fact(value, source)),
        });
        expect(compareFields(record(some), record(some))).toEqual([]);
        const there = compareFields(record(some), record(others));
        const back = compareFields(record(others), record(some));
        const pairs = (changes: typeof there) => changes.map(({ was, now }) => [was, now]);
        expect(pairs(back)).toEqual(pairs(there).map(([was, now]) => [now, was]));
        expect(compareFields(null, record(some))).toHaveLength(some.length > 0 ? 1 : 0);
      }),
    );
  });
});
