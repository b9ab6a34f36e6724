/** What a view gives to take away: the numbers it shows, the answer they come from, its picture. */

import { NOW, type Place, pinnedState } from "../state/place";

/** A value of a table; `null` is unknown. */
export type OfferValue = string | number | null;

/** The same numbers as chart and table show. */
export interface OfferTable {
  columns: string[];
  rows: OfferValue[][];
}

/** One more table of a view that shows several. */
export interface FurtherTable {
  /** What its file is called, after the name of the view. */
  name: string;
  title: string;
  table: () => OfferTable;
}

export interface Offer {
  /** How a file of it is called, without edition and extension. */
  name: string;
  /** The address of the API's answer. */
  api: string;
  table: () => OfferTable;
  /** The tables of its other charts. */
  further?: readonly FurtherTable[];
  /** The picture, as it stands on the page; nothing where none is shown. */
  picture?: () => Element | null;
}

/** How a file is called, without extension: what it is of, and of which state. */
export function fileName(name: string, { edition }: Place): string {
  if (edition === NOW) return `waymark-${name}`;
  const pinned = pinnedState(edition);
  return `waymark-${name}-${pinned ? `change-${pinned.position}` : edition}`;
}
