/** The parts of two portfolios, whether they hold things or terms of a facet. */
import type { EntityRef, PairReport } from "../../api/types";
import type { Item } from "../../charts/upset";
import { pairWords as words } from "../../text/overlap";

export interface Part {
  id: "only_a" | "both" | "only_b" | "apart";
  name: string;
  items: Item[];
}

/** Only one, both, only the other; and what both had at different times, where there is such. */
export function partsOf(pair: PairReport): Part[] {
  const { a, b, terms } = pair;
  const items = (id: Part["id"]): Item[] => [
    ...pair[id].map(itemOf),
    ...(terms?.[id] ?? []).map(({ facet, term }) => ({ id: `${facet}/${term}`, name: term })),
  ];
  const parts: Part[] = [
    { id: "only_a", name: words.only(a.name), items: items("only_a") },
    { id: "both", name: words.both, items: items("both") },
    { id: "only_b", name: words.only(b.name), items: items("only_b") },
    { id: "apart", name: words.apart, items: items("apart") },
  ];
  return parts.filter(({ id, items }) => id !== "apart" || items.length > 0);
}

function itemOf(entity: EntityRef): Item {
  return { id: entity.id, name: entity.name, entity };
}
