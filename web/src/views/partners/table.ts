/** The suggestions as a table to take away: one row each, every score a column. */
import type { PartnerList, PartnerMethod } from "../../api/types";
import type { OfferTable } from "../../export/offer";
import { methodName, wantedName, partnerWords as words } from "../../text/people";

const METHODS: readonly PartnerMethod[] = [
  "resource_allocation",
  "adamic_adar",
  "common_neighbors",
  "path_three_discounted",
  "path_three",
  "random_walk",
  "random_walk_all",
  "popularity",
];

/** A score that could not be worked out is unknown, not zero. */
export function partnerTable(lists: readonly PartnerList[]): OfferTable {
  const rows = lists.flatMap(({ wanted, suggestions }) =>
    suggestions.map((suggestion, at) => [
      wantedName[wanted].title,
      at + 1,
      suggestion.partner.id,
      suggestion.partner.name,
      suggestion.reasons.map(({ sentence }) => sentence).join(" "),
      suggestion.complementarity?.value ?? null,
      suggestion.inferred ? words.table.yes : words.table.no,
      ...METHODS.map(
        (method) => suggestion.scores.find((score) => score.method === method)?.value ?? null,
      ),
    ]),
  );
  const { list, place, id, name, reasons, difference, inferred } = words.table;
  const scores = METHODS.map((method) => methodName[method]);
  return {
    columns: [list, place, id, name, reasons, difference, inferred, ...scores],
    rows,
  };
}
