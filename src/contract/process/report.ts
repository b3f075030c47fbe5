/** What a run of process checks found, as plain data, and as text for a reader. */
import { createColors } from "picocolors";

export interface ProcessReport {
  readonly passed: number;
  readonly failed: number;
  readonly notApplicable: number;
  readonly milliseconds: number;
  readonly results: readonly ProcessResult[];
}

export type ProcessResult = {
  readonly id: string;
  readonly expects: string;
  readonly why: string;
  readonly milliseconds: number;
} & (
  | { readonly outcome: "passed" }
  | { readonly outcome: "failed"; readonly findings: readonly string[] }
  | { readonly outcome: "notApplicable"; readonly reason: string }
);

/** One line for each check; for one that failed what was expected and why, and what came. */
export function formatProcessReport(
  report: ProcessReport,
  options: { readonly color: boolean },
): string {
  const colors = createColors(options.color);
  const lines = report.results.flatMap((result) => {
    const seconds = colors.dim(`(${(result.milliseconds / 1000).toFixed(1)} s)`);
    switch (result.outcome) {
      case "passed":
        return [`${colors.green("passed")} ${result.id} ${seconds}`];
      case "notApplicable":
        return [`${colors.dim("not applicable")} ${result.id}: ${result.reason}`];
      case "failed":
        return [
          `${colors.red("FAILED")} ${colors.bold(result.id)} ${seconds}`,
          `  expected ${result.expects}`,
          `  since    ${result.why}`,
          ...result.findings.map((finding) => `  found    ${finding.replaceAll("\n", "\n    ")}`),
        ];
    }
  });
  const numbers = `${report.passed} passed, ${report.failed} failed, ${report.notApplicable} not applicable`;
  return `${[...lines, `${numbers} (${(report.milliseconds / 1000).toFixed(1)} s)`].join("\n")}\n`;
}
