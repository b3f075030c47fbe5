/** The suite that tests the suite: `npm run test:faults`. */
import { defineConfig } from "vitest/config";

const SECOND = 1000;
/** Servers at the same time. A run mostly waits, for a server or for its client. */
export const LANES = Number(process.env["FAULT_LANES"] ?? "4");
/** How many cases of a probe are enough to see that it notices nothing. */
export const CASES = Number(process.env["FAULT_CASES"] ?? "2");

export default defineConfig({
  test: {
    include: ["test/faults/**/*.test.ts"],
    fileParallelism: false,
    maxConcurrency: LANES,
    testTimeout: 600 * SECOND,
    hookTimeout: 600 * SECOND,
  },
});
