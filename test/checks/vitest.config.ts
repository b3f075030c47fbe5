/** Checks that take minutes or a quiet machine, each with a script of its own (`npm run check:…`). */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/checks/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 20 * 60 * 1000,
    hookTimeout: 5 * 60 * 1000,
  },
});
