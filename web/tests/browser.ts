/** One Chromium for the browser tests, and what each page did that it must not. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Where the server under test is; the tests do not start one. */
export const BASE = process.env.WAYMARK_URL ?? "http://127.0.0.1:8420";

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

/** A page in a context of its own, at a path. */
export async function visit(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
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
    if (new URL(request.url()).origin !== BASE) faults.push(`off origin: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await go(page, path);
  return { page, faults, close: () => context.close() };
}

/** Goes to a path and waits until nothing is being asked. */
export async function go(page: Page, path: string): Promise<void> {
  await page.goto(BASE + path);
  await settled(page);
}

export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
}

/** Asks the API what the page must show. */
export async function answer<T>(path: string): Promise<T> {
  const response = await fetch(`${BASE}/api/v1${path}`);
  if (!response.ok) throw new Error(`\`${path}\` answers ${response.status}`);
  return (await response.json()) as T;
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
