/** Where the numbers and names of a chart lead. */

import type { EntityRef } from "../api/types";
import type { TwinLink } from "./twin";

/** The address of the page of a thing. */
export type Href = (thing: EntityRef) => string;

/** Links to things, in their order. */
export function linksTo(things: readonly EntityRef[], href: Href): TwinLink[] {
  return things.map((thing) => ({ text: thing.name, href: href(thing) }));
}
