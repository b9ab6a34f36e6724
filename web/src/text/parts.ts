/** Sentences with links in them. */
import type { Options, View } from "../state/place";

export type Part = string | { text: string; to: string };

/** Gives the address of a list, keeping edition and filters. */
export type ToList = (view: View, options?: Options) => string;

/** A sentence as plain text, for `aria-describedby` and tests. */
export function plain(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
}
