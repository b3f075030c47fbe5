/**
 * Tests by what they need. Units need nothing. The others run the built command, generated servers or a database; those
 * with servers one file at a time, since two cores are enough for two servers and their clients.
 */
import { defineConfig } from "vitest/config";

const SECOND = 1000;

/** One after the other; those of one group beside each other, and where it says so their files as well. */
const WITH_SERVERS = [
  // What would be units, but takes its time: processes, databases, every document in turn.
  { names: ["parts", "cases"], fileParallelism: true },
  { names: ["cli"], fileParallelism: true },
  { names: ["servers"], fileParallelism: false },
  // In folders of their own, unlike the others.
  { names: ["package", "examples"], fileParallelism: true },
  { names: ["docs"], fileParallelism: false },
  { names: ["django"], fileParallelism: false },
  { names: ["referee"], fileParallelism: false },
];

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
      ...WITH_SERVERS.flatMap(({ names, fileParallelism }, index) =>
        names.map((name) => ({
          test: {
            name,
            include: [`test/${name}/**/*.test.ts`],
            globalSetup: ["./scripts/before-tests.ts"],
            fileParallelism,
            // Servers at a time within a file: each waits for its database or its client now and then.
            maxConcurrency: 4,
            testTimeout: 120 * SECOND,
            hookTimeout: 180 * SECOND,
            sequence: { groupOrder: index + 1 },
          },
        })),
      ),
    ],
  },
});
