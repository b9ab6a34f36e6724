/** What a record says, field by field, and in which fields two states of it differ. */

import { fieldName, valueWords } from "../../text/changes";
import { dateInWords } from "../../text/dates";

/** One thing that a field says, with the source that says so. */
export interface Said {
  text: string;
  /** The id of the source; a value that is no fact has none. */
  source: string | null;
  inferred: boolean;
}

export interface Field {
  name: string;
  said: Said[];
}

/** A field before and after; what both say is left out, unless only its sources differ. */
export interface FieldChange {
  name: string;
  was: Said[];
  now: Said[];
  /** Both say the same, by other sources. */
  sourcesOnly: boolean;
}

type Json = unknown;
type Record_ = { readonly [key: string]: Json };

/** Fields that say what the record is, or that follow from others. */
const SILENT = new Set(["id", "kind", "confidence", "position", "records"]);

/** Fields that hold fields of their own. */
const NESTED = new Set(["attributes", "funding"]);

/** What a record says, in the order of its fields; empty fields say nothing. */
export function fieldsOf(record: object): Field[] {
  return Object.entries(record as Record_)
    .filter(([key]) => !SILENT.has(key))
    .flatMap(([key, value]): Field[] => {
      if (NESTED.has(key) && isObject(value)) return fieldsOf(value);
      const said = saidBy(key, value);
      return said.length > 0 ? [{ name: fieldName(key), said }] : [];
    });
}

/** In which fields two states of a record differ; an absent state says nothing. */
export function compareFields(before: object | null, after: object | null): FieldChange[] {
  const [was, now] = [mapOf(before), mapOf(after)];
  const names = [...new Set([...was.keys(), ...now.keys()])];
  return names.flatMap((name): FieldChange[] => {
    const [old, young] = [was.get(name) ?? [], now.get(name) ?? []];
    const [gone, come] = [without(old, young, text), without(young, old, text)];
    if (gone.length + come.length > 0) {
      return [{ name, was: gone, now: come, sourcesOnly: false }];
    }
    const [lost, gained] = [without(old, young, whole), without(young, old, whole)];
    if (lost.length + gained.length > 0) {
      return [{ name, was: lost, now: gained, sourcesOnly: true }];
    }
    // The same facts in another order: the first is the preferred one.
    const first = [old[0], young[0]];
    const turned = first[0] && first[1] && text(first[0]) !== text(first[1]);
    return turned ? [{ name, was: old, now: young, sourcesOnly: false }] : [];
  });
}

function mapOf(record: object | null): Map<string, Said[]> {
  const fields = record ? fieldsOf(record) : [];
  return new Map(fields.map(({ name, said }) => [name, said]));
}

function text(said: Said): string {
  return said.text;
}

function whole({ text, source, inferred }: Said): string {
  return JSON.stringify([text, source, inferred]);
}

function without(these: Said[], those: Said[], key: (said: Said) => string): Said[] {
  const there = new Set(those.map(key));
  return these.filter((said) => !there.has(key(said)));
}

function saidBy(key: string, value: Json): Said[] {
  if (value === null || value === undefined || value === false) return [];
  if (Array.isArray(value)) return value.flatMap((each: Json) => saidBy(key, each));
  if (!isObject(value)) return [{ text: wordsOf(key, value), source: null, inferred: false }];
  const provenance = isObject(value.provenance) ? value.provenance : null;
  if (provenance) {
    const stated = "value" in value ? value.value : value;
    return [{ text: wordsOf(key, stated), ...from(provenance) }];
  }
  // Who states a tie is a provenance itself.
  if ("source" in value && "confidence" in value) {
    return [{ text: wordsOf("confidence", value.confidence), ...from(value) }];
  }
  return [{ text: wordsOf(key, value), source: null, inferred: false }];
}

function from(provenance: Record_): Pick<Said, "source" | "inferred"> {
  return {
    source: typeof provenance.source === "string" ? provenance.source : null,
    inferred: provenance.confidence === "inferred",
  };
}

const DATES = new Set(["date", "start", "end", "due", "done"]);

function wordsOf(key: string, value: Json): string {
  if (typeof value === "string") return DATES.has(key) ? dateInWords(value) : value;
  return isObject(value) ? valueWords(value) : String(value);
}

function isObject(value: Json): value is Record_ {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
