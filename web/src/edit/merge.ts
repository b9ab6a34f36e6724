/** When two people edit the same: which fields both touched, and what each wants there. */
import { type Draft, written } from "./draft";
import { type Field, type Thing, textsAt } from "./fields";

/** A field that somebody else changed while the form was open. */
export interface Conflict {
  field: Field;
  /** What it was when the form was opened. */
  base: string[];
  /** What it is now. */
  theirs: string[];
  /** What the form wants. */
  mine: string[];
}

/**
 * Of the fields that a form changes, those that changed on the map since. Where both want the same
 * there is nothing to settle; what only others changed is simply kept.
 */
export function conflicts(
  base: Thing,
  theirs: Thing,
  changed: readonly Field[],
  draft: Draft,
): Conflict[] {
  return changed
    .map((field) => ({
      field,
      base: textsAt(base, field),
      theirs: textsAt(theirs, field),
      mine: written(draft, field),
    }))
    .filter((each) => !same(each.base, each.theirs) && !agree(each));
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

function agree({ field, theirs, mine }: Conflict): boolean {
  return same(field.many ? theirs : theirs.slice(0, 1), mine);
}
