/** What a key does while the map has the focus. */

import { type Direction, directionOf } from "./directions";

/** What someone wants, by key or by button. */
export type MapIntent =
  | { type: "move"; direction: Direction }
  | { type: "pan"; direction: Direction }
  | { type: "zoom"; way: "in" | "out" | "fit" }
  | { type: "neighbour"; step: 1 | -1 }
  | { type: "list"; to: "first" | "last" | "next-page" | "previous-page" }
  | { type: "open" }
  | { type: "center" }
  | { type: "back" }
  | { type: "escape" };

/** The part of a keyboard event that counts here. */
export type MapKey = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Reads a key; `letters` is off for those who turned single-key shortcuts off (WCAG 2.1.4). */
export function intentOf(event: MapKey, letters = true): MapIntent | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const direction = directionOf(event.key);
  if (direction) return { type: event.shiftKey ? "pan" : "move", direction };
  return plainKey(event.key) ?? (letters ? characterKey(event.key) : undefined);
}

function plainKey(key: string): MapIntent | undefined {
  switch (key) {
    case "Home":
      return { type: "list", to: "first" };
    case "End":
      return { type: "list", to: "last" };
    case "PageDown":
      return { type: "list", to: "next-page" };
    case "PageUp":
      return { type: "list", to: "previous-page" };
    case "Enter":
      return { type: "open" };
    case "Backspace":
      return { type: "back" };
    case "Escape":
      return { type: "escape" };
    default:
      return undefined;
  }
}

function characterKey(key: string): MapIntent | undefined {
  switch (key) {
    case "n":
      return { type: "neighbour", step: 1 };
    case "p":
      return { type: "neighbour", step: -1 };
    case ".":
      return { type: "center" };
    case "+":
    case "=":
      return { type: "zoom", way: "in" };
    case "-":
      return { type: "zoom", way: "out" };
    case "0":
      return { type: "zoom", way: "fit" };
    default:
      return undefined;
  }
}
