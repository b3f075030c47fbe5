/**
 * Tests by what they need. Units need nothing. The others run the built command, generated servers or a database; those
 * with servers one file at a time, since two cores are enough for two servers and their clients.
 */
import { defineConfig } from "vitest/config";

const SECOND = 1000;

/** One after the other; those of one group beside each other. */
const WITH_SERVERS = [
  // What would be units, but takes its time: processes, databases, every document in turn.
  ["parts", "cases"],
  ["cli"],
  ["servers"],
  // In folders of their own, unlike the others.
  ["package", "examples"],
  ["docs"],
  ["django"],
  ["referee"],
] as const;

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
      ...WITH_SERVERS.flatMap((names, index) =>
        names.map((name) => ({
          test: {
            name,
            include: [`test/${name}/**/*.test.ts`],
            globalSetup: ["./scripts/build-before-tests.ts"],
            // What runs in its own folders may run beside others; servers are two at a time within a file.
            fileParallelism: ["parts", "cases", "cli", "package", "examples"].includes(name),
            maxConcurrency: 2,
            testTimeout: 120 * SECOND,
            hookTimeout: 180 * SECOND,
            sequence: { groupOrder: index + 1 },
          },
        })),
      ),
    ],
  },
});
