import { defineConfig } from "vitest/config";

/** Browser tests: a real Chromium against a real server, given as `WAYMARK_URL`. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["tests/**/*.spec.ts"],
    // One browser at a time: the tests measure and take pictures.
    fileParallelism: false,
    // A browser on a busy machine now and then loses a frame or a connection; what is wrong with the
    // page fails twice.
    retry: 1,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
