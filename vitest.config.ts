/**
 * Tests by what they need. Units need nothing. The others run the built command, generated servers or a database, and
 * one file at a time, since two cores are enough for one server and its client.
 */
import { defineConfig } from "vitest/config";

const SECOND = 1000;

export default defineConfig({
  test: {
    // Also on two cores both: without it one is kept for the runner, which has little to do.
    maxWorkers: "100%",
    reporters: ["default", "./scripts/summary-reporter.ts"],
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts", "test/*.test.ts", "test/faults/catalogue.test.ts"],
          // Nothing in src keeps state in a module, so that files can share what they import.
          isolate: false,
          // They take milliseconds, but for a machine that does ten things at once.
          testTimeout: 30 * SECOND,
          sequence: { groupOrder: 0 },
        },
      },
      ...["cases", "cli", "servers", "docs", "django", "referee"].map((name, index) => ({
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`],
          globalSetup: ["./scripts/build-before-tests.ts"],
          fileParallelism: false,
          maxConcurrency: 2,
          testTimeout: 120 * SECOND,
          hookTimeout: 180 * SECOND,
          sequence: { groupOrder: index + 1 },
        },
      })),
    ],
  },
});
