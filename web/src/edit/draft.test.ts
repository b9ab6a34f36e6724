import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Provenance } from "../api/types";
import { apply, type Draft, draftOf, edited, faults } from "./draft";
import { type Field, factsAt, fieldsOf, type Thing, textOf, textsAt } from "./fields";
import { conflicts } from "./merge";
import { blank } from "./records";

const there: Provenance = { source: "report", confidence: "verified" };
const stated: Provenance = { source: "letter", confidence: "reported" };
const fact = (value: unknown) => ({ value, provenance: there });
const fields = fieldsOf("initiative", []);
const field = (key: string): Field => {
  const found = fields.find((each) => each.key === key);
  if (!found) throw new Error(key);
  return found;
};
const registry: Thing = {
  ...blank("initiative"),
  id: "registry",
  name: [fact("Registry")],
  aliases: [fact("CR"), fact("The Registry")],
  description: [fact("A list"), fact("A register")],
};

/** A record after a form. */
function formed(base: Thing, now: Thing, draft: Draft, treatment = {}): Thing {
  return apply(now, base, edited(base, fields, draft), draft, treatment, stated);
}

describe("a form", () => {
  it("that was not touched changes nothing", () => {
    const draft = draftOf(registry, fields);
    expect(edited(registry, fields, draft)).toEqual([]);
    expect(formed(registry, registry, draft)).toEqual(registry);
  });

  it("puts a new value before the others, or in their place", () => {
    const draft = { ...draftOf(registry, fields), description: ["A registry"] };
    const beside = formed(registry, registry, draft);
    expect(textsAt(beside, field("description"))).toEqual(["A registry", "A list", "A register"]);
    expect(factsAt(beside, field("description"))[0]?.provenance).toEqual(stated);
    const instead = formed(registry, registry, draft, { description: "instead" });
    expect(textsAt(instead, field("description"))).toEqual(["A registry"]);
  });

  it("makes unknown what is emptied, and never a zero", () => {
    const draft = { ...draftOf(registry, fields), description: ["  "] };
    expect(formed(registry, registry, draft).description).toEqual([]);
  });

  it("strikes and adds equals, and leaves those of others", () => {
    const draft = { ...draftOf(registry, fields), aliases: ["CR", "Cred Reg"] };
    const now = { ...registry, aliases: [fact("CR"), fact("The Registry"), fact("theirs")] };
    expect(textsAt(formed(registry, now, draft), field("aliases"))).toEqual([
      "CR",
      "theirs",
      "Cred Reg",
    ]);
  });

  it("says what it cannot read, and what is missing", () => {
    const draft = { name: [""], website: ["example.org"], stages: ["2019 9 reached"] };
    const told = faults(fields, draft, "missing").map(({ key }) => key);
    expect(told).toEqual(["name", "website", "stages"]);
  });

  it("reads again every stage that it writes", () => {
    const when = fc.oneof(
      fc.record({ year: fc.integer({ min: 1000, max: 2100 }) }),
      fc.record({ before: fc.integer({ min: 1000, max: 2100 }) }),
      fc.record({ step: fc.integer({ min: 1, max: 99 }) }),
    );
    const pair = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }));
    const nature = fc.constantFrom("reached", "forecast", "unknown");
    fc.assert(
      fc.property(when, pair, nature, (when, [a, b], nature) => {
        const value = { ...when, low: Math.min(a, b), high: Math.max(a, b), nature };
        const draft = { stages: [textOf(value)] };
        const { stages } = formed(blank("initiative"), blank("initiative"), draft);
        expect(stages).toEqual([{ ...value, provenance: stated }]);
      }),
    );
  });
});

describe("two forms at once", () => {
  const draft = { ...draftOf(registry, fields), description: ["Mine"], aliases: ["CR"] };
  const changed = edited(registry, fields, draft);

  it("do not clash over different fields", () => {
    const theirs = { ...registry, website: [fact("https://example.org")] };
    expect(conflicts(registry, theirs, changed, draft)).toEqual([]);
    expect(textsAt(formed(registry, theirs, draft), field("website"))).toEqual([
      "https://example.org",
    ]);
  });

  it("do not clash where both want the same", () => {
    const theirs = { ...registry, description: [fact("Mine"), fact("A list")] };
    expect(conflicts(registry, theirs, changed, draft)).toEqual([]);
  });

  it("clash over the same field, which says all three", () => {
    const theirs = { ...registry, description: [fact("Theirs")] };
    const [clash, ...others] = conflicts(registry, theirs, changed, draft);
    expect(others).toEqual([]);
    expect(clash).toMatchObject({
      base: ["A list", "A register"],
      theirs: ["Theirs"],
      mine: ["Mine"],
    });
  });
});
