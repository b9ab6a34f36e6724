/** Two hands for the same task: one clicks in the middle of what it sees, one has nothing but keys. */
import type { Locator, Page } from "playwright-core";

export interface Hand {
  /** How often something was chosen: clicks of the mouse, or Enter and Space. */
  readonly acts: number;
  /** Chooses a link or a button. */
  press(target: Locator): Promise<void>;
  /** Goes to a thing from anywhere, by its name. */
  find(name: string, kind: string): Promise<void>;
}

/** More presses of Tab than anybody has patience for. */
const MOST = 700;

/** So long may the page be silent after a choice, in milliseconds. */
const PATIENCE = 2_000;

export function mouse(page: Page): Hand {
  let acts = 0;
  async function press(target: Locator): Promise<void> {
    const { x, y } = await middle(target);
    acts += 1;
    await page.mouse.click(x, y);
    await heard(page);
  }
  return {
    get acts() {
      return acts;
    },
    press,
    async find(name, kind) {
      await press(page.locator("#search"));
      await typed(page, name, kind);
    },
  };
}

export function keyboard(page: Page): Hand {
  let acts = 0;
  return {
    get acts() {
      return acts;
    },
    async press(target) {
      await reach(page, target);
      acts += 1;
      await page.keyboard.press("Enter");
      await heard(page);
    },
    async find(name, kind) {
      await page.keyboard.press("/");
      acts += 1;
      await typed(page, name, kind);
    },
  };
}

/** Where a hand would click: nothing lies above it, and it no longer moves. */
async function middle(target: Locator): Promise<{ x: number; y: number }> {
  await target.waitFor();
  for (let tries = 0; tries < 100; tries += 1) {
    await target.scrollIntoViewIfNeeded();
    const found = await target.evaluate(async (element) => {
      const point = () => {
        const [box] = element.getClientRects();
        return box
          ? { x: box.left + box.width / 2, y: box.top + box.height / 2 }
          : { x: -1, y: -1 };
      };
      const before = point();
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      const { x, y } = point();
      const hit = document.elementFromPoint(x, y);
      return { x, y, still: x === before.x && y === before.y, open: element.contains(hit) };
    });
    if (found.still && found.open) return found;
  }
  throw new Error(`\`${target}\` is covered, or never rests`);
}

/** Tabs to a thing, forward or backward, as somebody who sees where it is. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let pressed = 0; pressed < MOST; pressed += 1) {
    const key = await target.evaluate((element) => {
      const { activeElement } = document;
      if (activeElement === element) return null;
      if (!activeElement || activeElement === document.body) return "Tab";
      const where = activeElement.compareDocumentPosition(element);
      return where & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
    });
    if (key === null) return;
    await page.keyboard.press(key);
  }
  throw new Error(`\`${target}\` is not reached by Tab`);
}

/** Types a name into the search, goes down to what is called so and is of a kind, and takes it. */
async function typed(page: Page, name: string, kind: string): Promise<void> {
  await page.keyboard.type(name);
  const wanted = page
    .locator("#search-results li")
    .filter({ has: page.locator(".name").getByText(name, { exact: true }) })
    .filter({ hasText: new RegExp(`${kind} ·`) })
    .first();
  await wanted.waitFor();
  for (let at = 0; at < MOST; at += 1) {
    if ((await wanted.getAttribute("aria-selected")) === "true") break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await heard(page);
}

/** Soon after a choice there is an answer, or the page says that it is at work. */
async function heard(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const shows = document.querySelector("main h1") !== null;
      const waits = document.querySelector("main [aria-busy=true]") !== null;
      const says = document.querySelector("main .work, main .skeleton, main .answer") !== null;
      return shows && (!waits || says);
    },
    undefined,
    { timeout: PATIENCE },
  );
}
