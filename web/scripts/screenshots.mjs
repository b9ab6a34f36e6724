// Takes the pictures of the documentation from a running server, given as `WAYMARK_URL`.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const BASE = process.env.WAYMARK_URL ?? "http://127.0.0.1:8420";
const FOLDER = fileURLToPath(new URL("../../docs/", import.meta.url));
const PICTURES = [
  { name: "state-of-the-field", path: "/e/now" },
  { name: "state-of-the-field-dark", path: "/e/now", colorScheme: "dark" },
  { name: "initiatives", path: "/e/now/initiatives?sort=-milestones" },
  { name: "profile", path: "/e/now/initiatives/credential-registry", press: ".cite" },
  { name: "overlap", path: "/e/now/overlap?show=chart" },
  { name: "gaps", path: "/e/now/gaps?show=chart", press: "#filters", top: "figure" },
  { name: "network", path: "/e/now/network?show=chart", top: ".network" },
];

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
for (const { name, path, press, top, colorScheme = "light" } of PICTURES) {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    colorScheme,
  });
  await page.goto(BASE + path);
  await page.waitForSelector("main h1");
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  if (press) await page.locator(press).first().click();
  if (top)
    await page
      .locator(top)
      .first()
      .evaluate((part) => scrollTo(0, part.offsetTop - 16));
  // The canvas paints a frame after it is told to.
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${FOLDER}${name}.png` });
  console.log(`docs/${name}.png`);
  await page.close();
}
await browser.close();
