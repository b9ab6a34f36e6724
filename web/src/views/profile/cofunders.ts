/** The pairs of funders from where one of them stands. */
import type { EntityRef, Overlap, OverlapPair } from "../../api/types";

export interface Cofunder {
  other: EntityRef;
  shared: number;
  /** What both support. */
  things: EntityRef[];
}

/** Those who share with one funder, in the order they were given. */
export function pairsOf(pairs: readonly OverlapPair[], id: string): Cofunder[] {
  return pairs
    .filter(({ a, b }) => a === id || b === id)
    .map(({ a, b, a_name, b_name, shared, shared_with }) => ({
      other: {
        id: a === id ? b : a,
        kind: "organization",
        name: a === id ? b_name : a_name,
      },
      shared,
      things: shared_with,
    }));
}

export interface FunderHere {
  funder: EntityRef;
  /** How many things here it is known to support. */
  supports: number;
  /** With whom it shares some of them; with the one who asks alone, if somebody does. */
  shares: Cofunder[];
}

/** Funders by what they share: with the one who asks, otherwise with each other; then by support. */
export function bySharedInterest(
  { funders, pairs }: Pick<Overlap, "funders" | "pairs">,
  asker?: string,
): FunderHere[] {
  const rows = funders
    .filter(({ funder }) => funder.id !== asker)
    .map(({ funder, supports }) => {
      const shares = pairsOf(pairs, funder.id);
      return {
        funder,
        supports,
        shares: asker ? shares.filter(({ other }) => other.id === asker) : shares,
      };
    });
  const most = ({ shares }: FunderHere) => shares[0]?.shared ?? 0;
  return rows.sort((a, b) => most(b) - most(a) || b.supports - a.supports);
}

/** What is shared, each with those who support it too; what more share comes first. */
export function sharedThings(
  shares: readonly Cofunder[],
): { thing: EntityRef; others: EntityRef[] }[] {
  const found = new Map<string, { thing: EntityRef; others: EntityRef[] }>();
  for (const { other, things } of shares) {
    for (const thing of things) {
      const known = found.get(thing.id) ?? { thing, others: [] };
      found.set(thing.id, { thing, others: [...known.others, other] });
    }
  }
  return [...found.values()].sort((a, b) => b.others.length - a.others.length);
}
