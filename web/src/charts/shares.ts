/** How many of how many are known, and the table of such bars. */

import { chartWords } from "../text/charts";
import { number } from "../text/numbers";
import type { TwinColumn } from "./twin";

export interface ShareBar {
  id: string;
  label: string;
  href?: string | undefined;
  known: number;
  of: number;
  /** Where the lists of the known and of the others are. */
  toKnown?: string | undefined;
  toUnknown?: string | undefined;
}

/** What the columns are called: what the bars are of, and their two parts. */
export interface ShareNames {
  label: string;
  known: string;
  unknown: string;
}

export function shareColumns(names: ShareNames): TwinColumn<ShareBar>[] {
  return [
    {
      id: "label",
      name: names.label,
      value: (bar) => bar.label,
      links: (bar) => (bar.href ? [{ text: bar.label, href: bar.href }] : []),
    },
    linked("known", names.known, (bar) => bar.known, "toKnown"),
    linked("unknown", names.unknown, (bar) => bar.of - bar.known, "toUnknown"),
    { id: "of", name: chartWords.all, numeric: true, value: (bar) => bar.of },
  ];
}

function linked(
  id: string,
  name: string,
  value: (bar: ShareBar) => number,
  to: "toKnown" | "toUnknown",
): TwinColumn<ShareBar> {
  return {
    id,
    name,
    numeric: true,
    value,
    links: (bar) => (bar[to] ? [{ text: number(value(bar)), href: bar[to] }] : []),
  };
}
