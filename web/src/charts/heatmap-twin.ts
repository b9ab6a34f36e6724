/** The heat map as a table: the same numbers, one row for each cell. */

import type { EntityRef, GapCell } from "../api/types";
import { decimal, fragileBecause, gapWords as words } from "../text/gaps";
import { list } from "../text/numbers";
import { countOf, nearestTo, type PlacedCell } from "./heatmap";
import { type Href, linksTo } from "./links";
import type { TwinColumn } from "./twin";

type Member = GapCell["initiatives"][number];

/** How many organizations, and how many initiatives, the table names as near. */
const NEAREST = 3;

/** In the table the mark is part of the name. */
function markInferred(member: Member): EntityRef {
  return member.inferred ? { ...member, name: `${member.name} ${words.inferredMark}` } : member;
}

function names(things: readonly { name: string }[]): string {
  return list(things.map(({ name }) => name));
}

/** Where there is no number because there can be none. */
function dash(): string {
  return "–";
}

export function gapColumns(
  rowsName: string,
  columnsName: string,
  href: Href,
): TwinColumn<PlacedCell>[] {
  return [
    {
      id: "row",
      name: rowsName,
      value: ({ row }) => row.name,
      links: ({ row }) => linksTo(row.goal ? [row.goal] : [], href),
    },
    { id: "column", name: columnsName, value: ({ column }) => column.name },
    { id: "state", name: words.table.state, value: ({ cell }) => words.states[cell.state] },
    {
      id: "count",
      name: words.table.count,
      numeric: true,
      value: ({ cell }) => countOf(cell),
      none: ({ cell }) => (cell.state === "impossible" ? "–" : undefined),
    },
    {
      id: "undetermined",
      name: words.table.undetermined,
      numeric: true,
      value: ({ cell }) => cell.undetermined,
    },
    {
      id: "inferred",
      name: words.table.inferred,
      numeric: true,
      value: ({ cell }) => cell.inferred,
    },
    {
      id: "expected",
      name: words.table.expected,
      numeric: true,
      value: ({ cell }) => cell.expected ?? null,
      text: ({ cell }) => decimal(cell.expected ?? 0),
      none: dash,
    },
    {
      id: "residual",
      name: words.table.residual,
      numeric: true,
      value: ({ cell }) => cell.residual ?? null,
      text: ({ cell }) => decimal(cell.residual ?? 0),
      none: dash,
    },
    {
      id: "funders",
      name: words.table.funders,
      numeric: true,
      value: ({ cell }) => cell.funders,
    },
    {
      id: "fragile",
      name: words.table.fragile,
      value: ({ cell }) => list(fragileBecause(cell.fragility)),
    },
    {
      id: "nearest",
      name: words.table.nearest,
      value: ({ cell }) => names(nearestTo([cell], NEAREST)),
      links: ({ cell }) => linksTo(nearestTo([cell], NEAREST), href),
    },
    {
      id: "who",
      name: words.table.who,
      value: ({ cell }) => names(cell.initiatives.map(markInferred)),
      links: ({ cell }) => linksTo(cell.initiatives.map(markInferred), href),
    },
  ];
}
