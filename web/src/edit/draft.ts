/** What somebody has written into a form, and what it does to a record. */
import type { Fact, Provenance } from "../api/types";
import { type Field, factsAt, readText, type Thing, textsAt, withFacts, withValue } from "./fields";

/** The texts of each field, by its key. */
export type Draft = Record<string, string[]>;

/** What becomes of the value that was there: it stays beside the new one, or was wrong and goes. */
export type Treatment = Record<string, "beside" | "instead">;

/** A field that cannot be taken as it is. */
export interface Fault {
  key: string;
  expected: string;
}

/** A form that says what the record says. */
export function draftOf(thing: Thing, fields: readonly Field[]): Draft {
  return Object.fromEntries(
    fields.map((field) => {
      const texts = textsAt(thing, field);
      return [field.key, field.many ? texts : texts.slice(0, 1)];
    }),
  );
}

/** The texts of a field without blanks and repetitions. */
export function written(draft: Draft, { key }: Field): string[] {
  const texts = (draft[key] ?? []).map((text) => text.trim());
  return [...new Set(texts.filter((text) => text !== ""))];
}

/** The fields in which a form says something else than a record. */
export function edited(thing: Thing, fields: readonly Field[], draft: Draft): Field[] {
  const was = draftOf(thing, fields);
  return fields.filter((field) => {
    const before = [...new Set(was[field.key])];
    const after = written(draft, field);
    return before.length !== after.length || before.some((text, index) => text !== after[index]);
  });
}

/** What keeps a form from being taken; `expected` of what is missing or not understood. */
export function faults(fields: readonly Field[], draft: Draft, missing: string): Fault[] {
  return fields.flatMap((field): Fault[] => {
    const texts = written(draft, field);
    if (texts.length === 0) return field.required ? [{ key: field.key, expected: missing }] : [];
    for (const text of texts) {
      const read = readText(field, text);
      if ("expected" in read) return [{ key: field.key, expected: read.expected }];
    }
    return [];
  });
}

/**
 * A record with what a form says in some fields, stated by a source. `base` is the record as it
 * stood when the form was opened; `thing` may have moved on since, and keeps what the form does
 * not speak of.
 */
export function apply(
  thing: Thing,
  base: Thing,
  changed: readonly Field[],
  draft: Draft,
  treatment: Treatment,
  stated: Provenance,
): Thing {
  return changed.reduce((record, field) => {
    const texts = written(draft, field);
    if (field.plain) return withValue(record, field, texts[0]);
    const now = factsAt(record, field);
    const facts = field.many
      ? several(now, textsAt(record, field), textsAt(base, field), texts, field, stated)
      : one(now, texts[0], field, treatment[field.key] ?? "beside", stated);
    return withFacts(record, field, facts);
  }, thing);
}

/** A field with one preferred value: the new fact comes first, and the others stay unless wrong. */
function one(
  now: readonly Fact<unknown>[],
  text: string | undefined,
  field: Field,
  treatment: "beside" | "instead",
  stated: Provenance,
): readonly Fact<unknown>[] {
  if (text === undefined) return [];
  const fact = factOf(field, text, stated);
  return treatment === "instead" ? [fact] : [fact, ...now];
}

/** A field of equals: what was struck out goes, what was added comes, all else stays. */
function several(
  now: readonly Fact<unknown>[],
  nowTexts: readonly string[],
  baseTexts: readonly string[],
  wanted: readonly string[],
  field: Field,
  stated: Provenance,
): readonly Fact<unknown>[] {
  const struck = new Set(baseTexts.filter((text) => !wanted.includes(text)));
  const kept = now.filter((_, index) => !struck.has(nowTexts[index] ?? ""));
  const added = wanted.filter((text) => !nowTexts.includes(text));
  return [...kept, ...added.map((text) => factOf(field, text, stated))];
}

function factOf(field: Field, text: string, provenance: Provenance): Fact<unknown> {
  const read = readText(field, text);
  return { value: "value" in read ? read.value : text, provenance };
}
