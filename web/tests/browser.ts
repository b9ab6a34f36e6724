/** One Chromium for the browser tests, and what each page did that it must not. */
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Where the server under test is; the tests do not start one. */
export const BASE = process.env.WAYMARK_URL ?? "http://127.0.0.1:8420";

/** A server whose map is empty, if there is one. */
export const EMPTY = process.env.WAYMARK_EMPTY_URL;

/** A server with a large map, if there is one. */
export const LARGE = process.env.WAYMARK_LARGE_URL;

/** Where the tests put their pictures, to be looked at. */
export const PICTURES =
  process.env.WAYMARK_PICTURES ?? fileURLToPath(new URL("../../target/pictures", import.meta.url));

/** WCAG 2.2 at level AA. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ARGUMENTS,
  });
}

export interface Visit {
  page: Page;
  /** Errors on the console, requests elsewhere, violations of the content security policy. */
  faults: string[];
  close: () => Promise<void>;
}

/** A page in a context of its own, at a path of a server. */
export async function visit(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
  base = BASE,
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== base) faults.push(`off origin: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await go(page, path, base);
  const close = async () => {
    // Closed as people close a page: it hears of it, and stops the work that nobody waits for.
    await page.goto("about:blank");
    await context.close();
  };
  return { page, faults, close };
}

/** Goes to a path and waits until nothing is being asked. */
export async function go(page: Page, path: string, base = BASE): Promise<void> {
  await page.goto(base + path);
  await settled(page);
}

/** For so many frames nothing may be waited for, and for so long that may take, in milliseconds. */
const QUIET = { frames: 3, most: 30_000 };

/** The page keeps listening for changes, so that the network is never idle: it says itself when it waits. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  const still = await page.evaluate(async ({ frames, most }) => {
    const frame = () => new Promise(requestAnimationFrame);
    const until = performance.now() + most;
    for (let quiet = 0; performance.now() < until; ) {
      const busy = document.querySelector("[aria-busy=true]") !== null;
      quiet = busy || document.querySelector("main h1") === null ? 0 : quiet + 1;
      if (quiet > frames) return true;
      await frame();
    }
    return false;
  }, QUIET);
  if (!still) throw new Error(`\`${page.url()}\` still waits for something`);
}

/** Asks the API what the page must show. */
export async function answer<T>(path: string, base = BASE): Promise<T> {
  const response = await fetch(`${base}/api/v1${path}`);
  if (!response.ok) throw new Error(`\`${path}\` answers ${response.status}`);
  return (await response.json()) as T;
}

/** Changes the map of the server under test; returns how to undo it. */
export async function change(
  message: string,
  changes: readonly object[],
): Promise<() => Promise<void>> {
  const position = await post("/changes", { author: "test", message, changes });
  return async () => {
    await post(`/changes/${position}/undo`, { author: "test", message: `Undo: ${message}` });
  };
}

async function post(path: string, body: object): Promise<number> {
  const response = await fetch(`${BASE}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`\`${path}\` answers ${await response.text()}`);
  const { version } = (await response.json()) as { version: { position: number } };
  return version.position;
}

/**
 * What axe cannot tell by itself, and who does: the contrast of signs that are no letters, of single
 * characters, of words within drawings, and of words that the edge of a box or a line cuts. Their colours
 * are those that `tokens.test.ts` holds to 4.5:1 on every ground they stand on.
 */
const TOLD_ELSEWHERE = [
  "nonBmp",
  "shortTextContent",
  "imgNode",
  "bgOverlap",
  "elmPartiallyObscured",
  "elmPartiallyObscuring",
];

/** Axe's findings on a page, in words: what is wrong, and what it could not tell and nobody else does. */
export async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const wrong = found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
  );
  const open = found.incomplete.flatMap(({ id, nodes }) =>
    nodes
      .map(({ html, any }) => ({ html, why: any.map((check) => check.data?.messageKey ?? "") }))
      .filter(
        ({ why }) => id !== "color-contrast" || !why.every((key) => TOLD_ELSEWHERE.includes(key)),
      )
      .map(({ html, why }) => `${id} cannot be told (${why}): ${html.slice(0, 120)}`),
  );
  return [...wrong, ...open];
}

/** Presses Tab until what has the focus matches, as somebody without a mouse would. */
export async function tabTo(page: Page, selector: string, most = 400): Promise<void> {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await page.evaluate((css) => document.activeElement?.matches(css), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`\`${selector}\` is not reached by Tab`);
}

export function path(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}
