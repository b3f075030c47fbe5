/** Ends a test run with one plain line that a machine can read: `N passed, N failed, N skipped`. */
import type { Reporter, TestModule } from "vitest/node";

export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      // A file that could not be loaded has no tests, but is a failure all the same.
      const tests = [...module.children.allTests()];
      if (tests.length === 0 && module.state() === "failed") counts.failed += 1;
      for (const test of tests) {
        const { state } = test.result();
        if (state !== "pending") counts[state] += 1;
      }
    }
    const { passed, failed, skipped } = counts;
    process.stdout.write(
      `${passed} passed, ${failed + errors.length} failed, ${skipped} skipped\n`,
    );
  }
}
