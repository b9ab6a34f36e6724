/** What is said to those who do not see the page change. */
import { untrack } from "svelte";

export const spoken = $state({ text: "" });

/** Says something politely; the same words twice are said twice. */
export function announce(text: string): void {
  // Untracked: what speaks must not run again because it spoke.
  const last = untrack(() => spoken.text);
  spoken.text = last === text ? `${text}\u00a0` : text;
}
