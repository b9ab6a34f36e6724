/**
 * The tour is true: its pictures are made here, and every sentence that it quotes stands on the page.
 * A stop of the tour is a comment with the name of its picture and the address, and maybe what is
 * pressed, what is scrolled to, and the theme.
 */
import { mkdirSync, readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launch, PICTURES, settled, visit } from "./browser";

const TOUR = new URL("../../docs/tour.md", import.meta.url);
const STOP = /^<!-- (\S+) (\/e\/\S+)(?: press=(\S+))?(?: top=(\S+))?( dark)? -->$/m;

interface Stop {
  name: string;
  path: string;
  press?: string | undefined;
  top?: string | undefined;
  dark: boolean;
  quotes: string[];
}

/** The stops in their order: what `split` gives is the text before the first, then five parts each and a text. */
function stops(text: string): Stop[] {
  const [, ...parts] = text.split(new RegExp(STOP, "m"));
  const found: Stop[] = [];
  for (let at = 0; at + 5 < parts.length; at += 6) {
    const [name = "", path = "", press, top, dark, words = ""] = parts.slice(at, at + 6);
    const quotes = words.split("\n").filter((line) => line.startsWith("> "));
    found.push({
      name,
      path,
      press,
      top,
      dark: Boolean(dark),
      quotes: quotes.map((line) => line.slice(2)),
    });
  }
  return found;
}

const plain = (text: string) => text.replaceAll(/\s+/g, " ").trim();

let browser: Browser;

beforeAll(async () => {
  mkdirSync(`${PICTURES}/tour`, { recursive: true });
  browser = await launch();
});
afterAll(() => browser.close());

const all = stops(readFileSync(TOUR, "utf8"));

it("has stops", () => expect(all.length).toBeGreaterThan(8));

it.each(all)("$name at $path", async ({ name, path, press, top, dark, quotes }) => {
  const { page, faults, close } = await visit(browser, path, {
    colorScheme: dark ? "dark" : "light",
  });
  if (press) await page.locator(press).first().click();
  await settled(page);
  const text = plain(await page.locator("main").innerText());
  for (const quote of quotes) expect(text).toContain(plain(quote));
  if (top) {
    const part = page.locator(top).first();
    await part.evaluate((each) => scrollTo(0, each.getBoundingClientRect().top + scrollY - 16));
  }
  // The canvas paints a frame after it is told to.
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${PICTURES}/tour/${name}.png` });
  expect(faults).toEqual([]);
  await close();
});
