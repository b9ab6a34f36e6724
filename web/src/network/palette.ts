/** The colours of the canvas, read from the style sheet's tokens so that a theme changes them too. */

import { GOAL_COLORS, STAGES } from "./look";

/** Colours by what they are for. */
export interface Palette {
  paper: string;
  ink: string;
  soft: string;
  line: string;
  focus: string;
  accent: string;
  /** By a scene's colour number: 0 is unknown, then the goals, any further goal, the stages. */
  marks: string[];
  /** What is written on each of those. */
  markInks: string[];
}

/** What the media query of forced colours (Windows high contrast) is. */
export const FORCED_COLORS = "(forced-colors: active)";

/** Reads the tokens that hold for an element; forced colours go before them. */
export function readPalette(element: Element): Palette {
  // A test's document has no media queries.
  if (globalThis.matchMedia?.(FORCED_COLORS).matches) return forcedPalette();
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim() || "gray";
  const goals = Array.from({ length: GOAL_COLORS }, (_, index) => token(`goal-${index + 1}`));
  const stages = Array.from({ length: STAGES }, (_, index) => token(`seq-${index + 1}`));
  const marks = [token("goal-other"), ...goals, token("goal-other"), ...stages];
  return {
    paper: token("surface"),
    ink: token("ink"),
    soft: token("ink-soft"),
    line: token("line-strong"),
    focus: token("focus"),
    accent: token("accent"),
    marks,
    markInks: marks.map(inkOn),
  };
}

/** The browser does not force colours on a canvas; shapes and numbers still tell marks apart. */
function forcedPalette(): Palette {
  const marks = Array.from({ length: GOAL_COLORS + 2 + STAGES }, () => "CanvasText");
  return {
    paper: "Canvas",
    ink: "CanvasText",
    soft: "CanvasText",
    line: "CanvasText",
    focus: "Highlight",
    accent: "LinkText",
    marks,
    markInks: marks.map(() => "Canvas"),
  };
}

/** Black or white, whichever reads better on a colour: for the number inside a mark. */
export function inkOn(color: string): "#000000" | "#ffffff" {
  const light = luminance(color);
  // Equal contrast against black and white is at a luminance of 0.179.
  return light > 0.179 ? "#000000" : "#ffffff";
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
