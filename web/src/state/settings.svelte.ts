/** What this reader chose for this browser; nothing here changes what a link shows. */

import { formatStart, parseStart, type Start } from "./start";

export type Theme = "system" | "light" | "dark";

const THEME = "waymark-theme";
const SHORTCUTS = "waymark-shortcuts";
const START = "waymark-start";
/** Kept in place of a start page by whoever does not want to be asked. */
const UNASKED = "unasked";
const AUTHOR = "waymark-author";

class Settings {
  theme = $state<Theme>(readTheme());
  /** Whether single keys do things; some people's devices press them by accident. */
  shortcuts = $state(load(SHORTCUTS) !== "off");
  #paper = false;

  /** The name under which changes from this browser are made; empty is nobody's. */
  author = $state(load(AUTHOR) ?? "");

  setAuthor(author: string): void {
    this.author = author;
    save(AUTHOR, author === "" ? null : author);
  }

  /** Where `/` leads; `null` is the state of the field. */
  start = $state<Start | null>(parseStart(load(START)));
  /** Whether what brings them here may still be asked. */
  asking = $state(load(START) === null);

  /** Sets the start page; `null` is the state of the field, without being asked again. */
  setStart(start: Start | null): void {
    this.start = start;
    this.asking = false;
    save(START, start === null ? UNASKED : formatStart(start));
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    save(THEME, theme === "system" ? null : theme);
    this.paint();
  }

  setShortcuts(on: boolean): void {
    this.shortcuts = on;
    save(SHORTCUTS, on ? null : "off");
  }

  /** Puts the theme on the page and follows the system while it is asked to. */
  begin(): void {
    this.paint();
    darkness()?.addEventListener("change", () => this.paint());
  }

  /** Paper is white, whatever the screen is. */
  forPaper(paper: boolean): void {
    this.#paper = paper;
    this.paint();
  }

  private paint(): void {
    const night =
      this.theme === "dark" || (this.theme === "system" && darkness()?.matches === true);
    const dark = night && !this.#paper;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }
}

export const settings = new Settings();

function darkness(): MediaQueryList | undefined {
  return globalThis.matchMedia?.("(prefers-color-scheme: dark)");
}

function readTheme(): Theme {
  const chosen = load(THEME);
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

/** Storage can be forbidden; then a choice lasts as long as the page. */
function load(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function save(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A choice that cannot be kept still holds for this page.
  }
}
