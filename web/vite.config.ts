import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds the API; the built page asks the origin it came from. */
const api = process.env.WAYMARK_URL ?? "http://127.0.0.1:8420";

export default defineConfig({
  plugins: [svelte()],
  // The page is served at every path, so its assets are named from the root.
  base: "/",
  build: {
    target: "es2022",
    // A data: URL would need `img-src data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Fetching a screen's own style sheet late would show it unstyled for a moment.
    cssCodeSplit: false,
  },
  server: { proxy: { "/api": api } },
  resolve: process.env.VITEST ? { conditions: ["browser"] } : {},
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
  },
});
