/** The report as text: each failure with what was sent, what came, what was expected, and how to send it again. */
import { createColors } from "picocolors";
import type { ContractReport, Failure, ScenarioResult } from "./report.js";

export interface ReportOptions {
  readonly color?: boolean;
  /** How many failures are told in full, 50 unless given; of the rest only the names. */
  readonly limit?: number;
}

/** Failures, then why some scenarios did not apply, then the numbers. Ends with a newline. */
export function formatReport(report: ContractReport, options: ReportOptions = {}): string {
  const colors = createColors(options.color ?? false);
  const limit = options.limit ?? 50;
  const failures = report.results
    .flatMap((result) => (result.outcome === "failed" ? [result] : []))
    .map((result, index) =>
      index < limit ? formatFailure(result, result.failure, colors) : nameOf(result, colors),
    );
  const numbers = [
    `${report.passed} passed`,
    report.failed > 0 ? colors.red(`${report.failed} failed`) : "0 failed",
    `${report.notApplicable} not applicable`,
  ].join(", ");
  const seconds = (report.milliseconds / 1000).toFixed(1);
  const ending = report.stopped ? "; stopped before the end" : "";
  return [
    ...failures,
    ...reasons(report),
    `${numbers} (${seconds} s, run ${report.run}${seed(report)})${ending}`,
    "",
  ].join("\n");
}

type Colors = ReturnType<typeof createColors>;

function formatFailure(result: ScenarioResult, failure: Failure, colors: Colors): string {
  const lines = [
    nameOf(result, colors),
    ...whereFrom(result, failure),
    ...failure.differences.flatMap((difference) => [
      `  ${colors.bold(difference.where)}${difference.problem === undefined ? "" : ` ${difference.problem}`}`,
      `    expected ${difference.expected}`,
      `    actual   ${difference.actual}`,
    ]),
    ...part("sent", failure.sent),
    ...part("received", failure.received),
    ...(failure.curl === null ? [] : ["  again", `    ${failure.curl}`]),
  ];
  return `${lines.join("\n")}\n`;
}

/** The line of the scenario, or the claim of the probe. */
function whereFrom({ probe, place }: ScenarioResult, failure: Failure): string[] {
  if (probe !== undefined) return [`  expects ${probe.expects}`, `  because ${probe.why}`];
  const { file, line, column } = failure.place ?? place ?? { file: "", line: 1, column: 1 };
  return [`  ${file}:${line}:${column}`];
}

function nameOf(result: ScenarioResult, colors: Colors): string {
  return `${colors.red("FAILED")} ${colors.bold(`${result.feature} › ${result.title}`)}`;
}

function part(title: string, text: string | null): string[] {
  if (text === null || text === "") return [];
  return [`  ${title}`, ...text.split("\n").map((line) => (line === "" ? "" : `    ${line}`))];
}

function seed(report: ContractReport): string {
  return report.seed === undefined ? "" : `, seed ${report.seed}`;
}

/** One line for each reason, with how often. */
function reasons(report: ContractReport): string[] {
  const counts = new Map<
    string,
    { readonly reason: string; readonly kind: string; times: number }
  >();
  for (const result of report.results) {
    if (result.outcome !== "notApplicable") continue;
    const { reason } = result;
    const kind = result.probe === undefined ? "scenario" : "probe";
    const known = counts.get(`${kind} ${reason}`) ?? { reason, kind, times: 0 };
    counts.set(`${kind} ${reason}`, { ...known, times: known.times + 1 });
  }
  return [...counts.values()].map(
    ({ reason, kind, times }) =>
      `not applicable: ${times} ${kind}${times === 1 ? "" : "s"}: ${reason}`,
  );
}
