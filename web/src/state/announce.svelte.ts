/** What is said to those who do not see the page change. */

export const spoken = $state({ text: "" });

/** Says something politely; the same words twice are said twice. */
export function announce(text: string): void {
  spoken.text = spoken.text === text ? `${text}\u00a0` : text;
}
