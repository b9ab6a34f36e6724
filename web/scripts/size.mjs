// Holds the page to its size: what the first visit loads, and all of it, compressed.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const KILO = 1000;
const ENTRY = 80 * KILO;
const ALL = 300 * KILO;

const assets = new URL("../dist/assets/", import.meta.url);
const sizes = readdirSync(assets)
  .filter((name) => name.endsWith(".js"))
  .map((name) => ({ name, size: gzipSync(readFileSync(new URL(name, assets))).length }));
const entry = sizes.find(({ name }) => name.startsWith("index-"))?.size ?? Number.NaN;
const all = sizes.reduce((sum, { size }) => sum + size, 0);

console.log(`entry ${(entry / KILO).toFixed(1)} kB, all ${(all / KILO).toFixed(1)} kB, compressed`);
if (!(entry <= ENTRY && all <= ALL)) {
  console.error(
    `the page is larger than \`${ENTRY / KILO}\` kB at first or \`${ALL / KILO}\` kB in all`,
  );
  process.exit(1);
}
