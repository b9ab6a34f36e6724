/** From what a form is about to the changes that the API takes. */
import type { ChangeInput } from "../api/edit";
import type { Provenance } from "../api/types";
import type { Subject, Thing } from "./fields";

/** A thing of which nothing is known yet. */
export function blank(subject: Subject): Thing {
  const profile = {
    kind: subject,
    id: "",
    name: [],
    aliases: [],
    description: [],
    website: [],
    terms: [],
    attributes: {},
  };
  switch (subject) {
    case "organization":
      return { ...profile, sort: [], identifiers: [] };
    case "initiative":
      return { ...profile, start: [], end: [], stages: [] };
    case "goal":
      return { ...profile, order: [], parent: null, editions: [], excludes: [] };
    case "publication":
      return profile;
    case "milestone":
      return { id: "", subject: "", title: [], due: [], done: [], status: [], amount: [] };
    case "source":
      return { id: "", title: "", url: null, publisher: null, date: null, licence: null };
    case "tie":
      return { id: "", kind: "", from: "", to: "", date: [], terms: [], stated: [] };
  }
}

/** A tie of a kind between two things, of which no more is known. */
export function blankTie(kind: string, from: string, to: string): Thing {
  const funding = { amount: [], status: [], programme: null, regrant: false };
  return { ...blank("tie"), kind, from, to, ...(kind === "funds" ? { funding } : {}) };
}

/** A tie says itself who states it: what a form adds to it without facts is stated there. */
export function statedTie(tie: Thing, provenance: Provenance): Thing {
  return { ...tie, stated: [...((tie.stated ?? []) as readonly Provenance[]), provenance] };
}

/** The change that puts a record. */
export function put(subject: Subject, thing: Thing): ChangeInput {
  // The form keeps the record's shape; the server reads it whole and says what is not as expected.
  switch (subject) {
    case "tie":
      return { op: "put_tie", tie: thing } as unknown as ChangeInput;
    case "milestone":
      return { op: "put_milestone", milestone: thing } as unknown as ChangeInput;
    case "source":
      return { op: "put_source", source: thing } as unknown as ChangeInput;
    default:
      return { op: "put_entity", entity: thing } as unknown as ChangeInput;
  }
}

/** The change that removes a record; a thing goes with its ties and milestones. */
export function remove(subject: Subject, id: string): ChangeInput {
  switch (subject) {
    case "tie":
      return { op: "remove_tie", id };
    case "milestone":
      return { op: "remove_milestone", id };
    case "source":
      return { op: "remove_source", id };
    default:
      return { op: "remove_entity", id, cascade: true };
  }
}
