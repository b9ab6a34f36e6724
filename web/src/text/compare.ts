/** The words of comparing two to four. */
import { count } from "./numbers";

export const compareWords = {
  with: "Compare with…",
  pick: "Name of the other",
  sharing: "Shares most",
  shared: (n: number) => `${count(n, "thing", "things")} shared`,
  noneShared: "Nothing shared is known of it. Type the name of any other.",
} as const;
