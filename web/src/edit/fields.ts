/** What can be said of a thing, a tie, a milestone or a source, and how it is written in a form. */
import type { FacetRow, Fact, StageReading } from "../api/types";
import { editWords as words } from "../text/edit";

/** What a form is about. */
export const SUBJECTS = [
  "initiative",
  "organization",
  "goal",
  "publication",
  "tie",
  "milestone",
  "source",
] as const;

export type Subject = (typeof SUBJECTS)[number];

/** A record of the API as a form sees it: values under keys, one of them maybe within another. */
export type Thing = Readonly<Record<string, unknown>>;

export interface Field {
  /** Where the value stands in the record, such as `funding.amount`. */
  key: string;
  label: string;
  help?: string;
  input:
    | "text"
    | "long"
    | "date"
    | "address"
    | "number"
    | "money"
    | "choice"
    | "term"
    | "identifier"
    | "stage";
  choices?: readonly (readonly [value: string, name: string])[];
  required?: true;
  /** Several stand side by side as equals, such as aliases; otherwise the first is preferred. */
  many?: true;
  /** The record has the value itself there, and no facts with sources. */
  plain?: true;
}

const name: Field = { key: "name", label: words.name, input: "text", required: true };
const about: readonly Field[] = [
  { key: "aliases", label: words.aliases, input: "text", many: true },
  { key: "description", label: words.description, input: "long" },
  { key: "website", label: words.website, input: "address" },
];

/** The fields of a subject in the order of its form; things carry the terms of facets besides. */
export function fieldsOf(subject: Subject, facets: readonly FacetRow[], tie?: string): Field[] {
  switch (subject) {
    case "organization":
      return [
        name,
        ...about,
        { key: "sort", label: words.sort, help: words.sortHelp, input: "text" },
        {
          key: "identifiers",
          label: words.identifiers,
          help: words.identifiersHelp,
          input: "identifier",
          many: true,
        },
        ...termFields(facets),
      ];
    case "initiative":
      return [
        name,
        ...about,
        { key: "start", label: words.start, help: words.dateHelp, input: "date" },
        { key: "end", label: words.end, input: "date" },
        { key: "stages", label: words.stages, help: words.stagesHelp, input: "stage", many: true },
        ...termFields(facets),
      ];
    case "goal":
      return [
        name,
        ...about,
        { key: "order", label: words.order, input: "number" },
        ...termFields(facets),
      ];
    case "publication":
      return [name, ...about, ...termFields(facets)];
    case "tie":
      return tieFields(tie);
    case "milestone":
      return [
        { key: "title", label: words.title, input: "long", required: true },
        { key: "due", label: words.due, help: words.dateHelp, input: "date" },
        { key: "done", label: words.done, input: "date" },
        { key: "status", label: words.status, input: "choice", choices: words.statuses },
        { key: "amount", label: words.amount, help: words.amountHelp, input: "money" },
      ];
    case "source":
      return [
        { key: "title", label: words.sourceTitle, input: "text", required: true, plain: true },
        { key: "url", label: words.sourceAddress, input: "address", plain: true },
        { key: "publisher", label: words.publisher, input: "text", plain: true },
        { key: "date", label: words.sourceDate, help: words.dateHelp, input: "date", plain: true },
        { key: "licence", label: words.licence, input: "text", plain: true },
      ];
  }
}

function tieFields(kind: string | undefined): Field[] {
  const when: Field = { key: "date", label: words.holds, help: words.dateHelp, input: "date" };
  const verb: Field = {
    key: "verb",
    label: words.verb,
    help: words.verbHelp,
    input: "text",
    plain: true,
  };
  if (kind === "funds") {
    return [
      { key: "funding.amount", label: words.amount, help: words.amountHelp, input: "money" },
      { key: "funding.status", label: words.status, input: "choice", choices: words.fundings },
      when,
      verb,
    ];
  }
  if (kind === "serves") {
    const primary: Field = {
      key: "primary",
      label: words.primary,
      input: "choice",
      choices: words.primaries,
      plain: true,
    };
    return [primary, when, verb];
  }
  if (kind === "coordinates") {
    const level: Field = {
      key: "level",
      label: words.level,
      input: "choice",
      choices: words.levels,
      plain: true,
    };
    return [level, when, verb];
  }
  return [when, verb];
}

/** One field for each facet. All of them stand under `terms` in the record. */
function termFields(facets: readonly FacetRow[]): Field[] {
  return facets.map((facet) => ({
    key: `terms.${facet.id}`,
    label: facet.name.charAt(0).toUpperCase() + facet.name.slice(1),
    input: "term",
    many: true,
    choices: facet.terms.map(({ id, name }) => [`${facet.id}/${id}`, name] as const),
  }));
}

/** What the record says under a field, as facts; a value without a source has none. */
export function factsAt(thing: Thing, field: Field): readonly Fact<unknown>[] {
  if (field.plain) return [];
  const { here, facet } = placeOf(field);
  if (field.input === "stage") return readings(thing).map(asFact);
  const facts = (at(thing, here) ?? []) as readonly Fact<unknown>[];
  if (facet === undefined) return facts;
  return facts.filter((fact) => (fact.value as { facet: string }).facet === facet);
}

/** What the record says under a field, as texts of its form. */
export function textsAt(thing: Thing, field: Field): string[] {
  if (!field.plain) return factsAt(thing, field).map((fact) => textOf(fact.value));
  const value = at(thing, field.key);
  return value === null || value === undefined || value === "" ? [] : [String(value)];
}

/** The record with other facts under a field. */
export function withFacts(thing: Thing, field: Field, facts: readonly Fact<unknown>[]): Thing {
  const { here, facet } = placeOf(field);
  if (field.input === "stage") return put(thing, here, facts.map(asReading));
  if (facet === undefined) return put(thing, here, facts);
  const all = (at(thing, here) ?? []) as readonly Fact<unknown>[];
  const others = all.filter((fact) => (fact.value as { facet: string }).facet !== facet);
  return put(thing, here, [...others, ...facts]);
}

/** The record with another value under a field without facts. */
export function withValue(thing: Thing, field: Field, text: string | undefined): Thing {
  if (text === undefined) return put(thing, field.key, null);
  return put(thing, field.key, field.key === "primary" ? text === "true" : text);
}

function readings(thing: Thing): readonly StageReading[] {
  return (thing.stages ?? []) as readonly StageReading[];
}

/** A stage reading carries its source itself; for the form it is a fact like any other. */
function asFact({ provenance, ...value }: StageReading): Fact<unknown> {
  return { value, provenance };
}

function asReading({ value, provenance }: Fact<unknown>): StageReading {
  return { ...(value as Omit<StageReading, "provenance">), provenance };
}

function placeOf({ key }: Field): { here: string; facet?: string } {
  return key.startsWith("terms.") ? { here: "terms", facet: key.slice(6) } : { here: key };
}

function at(thing: Thing, key: string): unknown {
  return key.split(".").reduce<unknown>((value, part) => (value as Thing | null)?.[part], thing);
}

function put(thing: Thing, key: string, value: unknown): Thing {
  const [first = "", ...rest] = key.split(".");
  if (rest.length === 0) return { ...thing, [first]: value };
  return { ...thing, [first]: put((thing[first] ?? {}) as Thing, rest.join("."), value) };
}

/** A value as the form writes it. */
export function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  if ("currency" in value) {
    const { amount, currency, pooled } = value as Record<string, unknown>;
    return `${amount} ${currency}${pooled === true ? ` ${words.pooled}` : ""}`;
  }
  if ("facet" in value) {
    const { facet, term } = value as Record<string, unknown>;
    return `${facet}/${term}`;
  }
  if ("nature" in value) return stageText(value as Omit<StageReading, "provenance">);
  const { scheme, value: number } = value as Record<string, unknown>;
  return `${scheme} ${number}`;
}

/** `2019 2-3 forecast`, `before 2018 1 reached`, `step 2 3 unknown`. */
function stageText(reading: Omit<StageReading, "provenance">): string {
  const { year, before, step, low, high, nature } = reading;
  const when = year ?? (before ? `before ${before}` : `step ${step}`);
  return `${when} ${low === high ? low : `${low}-${high}`} ${nature}`;
}

const STAGE = /^(before |step )?(\d{1,4}) ([1-5])(?:-([1-5]))? (reached|forecast|unknown)$/;

function readStage(text: string): unknown {
  const [, word = "", when, low, high = low, nature] = STAGE.exec(text) ?? [];
  if (!when || Number(low) > Number(high)) return undefined;
  const key = word === "" ? "year" : word.trim();
  return { [key]: Number(when), low: Number(low), high: Number(high), nature };
}

/** What a form's text means, or what was expected in its place. */
export function readText(field: Field, text: string): { value: unknown } | { expected: string } {
  switch (field.input) {
    case "number":
      return /^\d{1,6}$/.test(text) ? { value: Number(text) } : { expected: words.expectNumber };
    case "money": {
      const [, amount, currency, pooled] =
        /^(-?[\d,]+(?:\.\d+)?)\s*([A-Za-z]{3})(\s+pooled)?$/.exec(text) ?? [];
      if (!amount || !currency) return { expected: words.expectMoney };
      const plain = amount.replaceAll(",", "");
      return {
        value: { amount: plain, currency: currency.toUpperCase(), pooled: Boolean(pooled) },
      };
    }
    case "term": {
      const [facet = "", ...term] = text.split("/");
      return { value: { facet, term: term.join("/") } };
    }
    case "identifier": {
      const [, scheme, value] = /^(\S+)\s+(.+)$/.exec(text) ?? [];
      return scheme && value
        ? { value: { scheme: scheme.toLowerCase(), value } }
        : { expected: words.expectIdentifier };
    }
    case "stage": {
      const value = readStage(text);
      return value ? { value } : { expected: words.expectStage };
    }
    case "address":
      return /^https?:\/\/\S+$/.test(text) ? { value: text } : { expected: words.expectAddress };
    default:
      return { value: text };
  }
}
