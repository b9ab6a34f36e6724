/**
 * How much work the network is for the browser: `node scripts/bench.mjs URL…`, a server each.
 *
 * CPU time of the main thread as Chromium counts it, so that a busy machine changes little; the
 * first paint and the longest tasks are by the clock.
 */
import { chromium } from "playwright-core";

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const FRAMES = 60;
/** As the page has it: a larger map is not sent whole. */
const MOST_DRAWN = 50_000;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ARGUMENTS,
});
try {
  for (const url of process.argv.slice(2)) await bench(url);
} finally {
  await browser.close();
}

/** Of a map that is too large the page shows its communities; it must stay quick. */
async function communities(url, things) {
  await fetch(`${url}/api/v1/layout/groups?mode=two`);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const started = Date.now();
  await page.goto(`${url}/e/now/network?show=chart`);
  await page.locator("#communities circle").first().waitFor({ timeout: 120_000 });
  const painted = Date.now() - started;
  await page.waitForLoadState("networkidle");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const spent = 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
  console.log(url, `${things} things as communities`);
  console.log(`  first paint ${painted} ms after the address; ${Math.round(spent)} CPU-ms`);
  await page.close();
}

async function bench(url) {
  // The server works out once where things are; that is its own measure.
  const summary = await (await fetch(`${url}/api/v1/summary`)).json();
  const things = summary.organizations + summary.initiatives + summary.goals;
  if (things > MOST_DRAWN) return communities(url, things);
  await fetch(`${url}/api/v1/layout?mode=two`);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) globalThis.longTasks.push(task.duration);
    }).observe({ type: "longtask", buffered: true });
  });
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const cpu = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
  };
  const longest = () => page.evaluate(() => Math.max(0, ...globalThis.longTasks.splice(0)));

  await page.goto(`${url}/e/now/network?show=chart`);
  await page.waitForFunction(() => performance.getEntriesByName("network draw").length > 0, null, {
    timeout: 120_000,
  });
  const first = await page.evaluate(() => {
    const [drawn] = performance.getEntriesByName("network draw");
    const answers = performance.getEntriesByType("resource");
    const layout = answers.find(({ name }) => name.includes("/layout"));
    return {
      all: drawn.startTime + drawn.duration,
      own: drawn.startTime + drawn.duration - layout.responseEnd,
    };
  });
  await page.waitForLoadState("networkidle");
  const told = await page.locator(".shown").first().textContent();
  const start = await longest();
  const loaded = await cpu();

  const box = await page.locator(".surface").boundingBox();
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + 5, middle.y);
  const before = await cpu();
  for (let frame = 0; frame < FRAMES; frame += 1) {
    await page.mouse.move(middle.x + 5 + frame, middle.y + (frame % 7));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
  const panned = (await cpu()) - before;
  await page.mouse.up();
  await page.waitForTimeout(600);
  const pans = await longest();
  const redraws = [];
  for (const turn of [-300, -300, -300, 300, 300, 300, 300, 300]) {
    const from = await cpu();
    await page.mouse.wheel(0, turn);
    await page.waitForTimeout(700);
    redraws.push((await cpu()) - from);
  }
  const zooms = await longest();
  const round = (value) => Math.round(value * 10) / 10;
  console.log(url, told?.slice(0, 90));
  console.log(
    `  first paint ${round(first.all)} ms after the address, ${round(first.own)} ms after the layout came; ${round(loaded)} CPU-ms; longest task ${round(start)} ms`,
  );
  console.log(`  pan ${round(panned / FRAMES)} CPU-ms a frame; longest task ${round(pans)} ms`);
  console.log(
    `  zoom and redraw ${redraws.map(round).join(", ")} CPU-ms; longest task ${round(zooms)} ms`,
  );
  await context.close();
}
