/** What is left of known support, as rows of a table and as parts of a bar. */
import type { Exit } from "../../api/types";
import { linksTo } from "../../charts/links";
import type { TwinColumn } from "../../charts/twin";
import { profileAddress } from "../../parts/address";
import { kindName } from "../../text/catalogue";
import { exitWords as words } from "../../text/gaps";
import { list } from "../../text/numbers";

export type Fates = Exit["initiatives"];

/** The parts of the bar, in the order in which they stand. */
export const FATES = ["lost", "weakened", "untouched", "unknown"] as const;

export interface FatePart {
  fate: (typeof FATES)[number];
  count: number;
  /** In percent of all. */
  from: number;
  width: number;
}

/** Where each part of the bar begins and how long it is. */
export function fateParts(fates: Fates): FatePart[] {
  const all = FATES.reduce((sum, fate) => sum + fates[fate], 0);
  let before = 0;
  return FATES.map((fate) => {
    const from = all === 0 ? 0 : (100 * before) / all;
    before += fates[fate];
    return { fate, count: fates[fate], from, width: all === 0 ? 0 : (100 * fates[fate]) / all };
  });
}

type Recipient = Exit["recipients"][number];

function names(things: readonly { name: string }[]): string {
  return things.length === 0 ? words.none : list(things.map(({ name }) => name));
}

export const recipientColumns: TwinColumn<Recipient>[] = [
  {
    id: "who",
    name: words.recipients,
    value: ({ name }) => name,
    links: (recipient) => linksTo([recipient], profileAddress),
  },
  { id: "kind", name: words.kind, value: ({ kind }) => kindName[kind] },
  { id: "fate", name: words.fate, value: ({ fate }) => words.fateOf[fate] ?? fate },
  {
    id: "loses",
    name: words.loses,
    value: ({ loses }) => names(loses),
    links: ({ loses }) => linksTo(loses, profileAddress),
  },
  {
    id: "keeps",
    name: words.keeps,
    value: ({ keeps }) => names(keeps),
    links: ({ keeps }) => linksTo(keeps, profileAddress),
  },
];
