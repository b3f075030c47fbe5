/** The matrix of servers: rows made something, columns had to accept it. */
import { createColors } from "picocolors";
import type { InteropReport, PairResult } from "./run.js";

/** Rows of cells for a table, the head first, then a line for each failure and for what does not apply. */
export function formatInterop(
  report: InteropReport,
  table: (rows: readonly (readonly string[])[]) => string,
  options: { readonly color?: boolean } = {},
): string {
  const colors = createColors(options.color ?? false);
  const { servers, pairs, claims } = report;
  const cell = (first: string, second: string): string => {
    const pair = pairs.find((one) => one.first === first && one.second === second);
    if (pair === undefined) return "-";
    const all = pair.passed + pair.failures.length;
    const text = `${pair.passed}/${all}`;
    return pair.failures.length === 0 ? colors.green(text) : colors.red(text);
  };
  const head = ["MADE ON ↓ USED ON →", ...servers].map(colors.bold);
  const matrix = table([
    head,
    ...servers.map((first) => [first, ...servers.map((second) => cell(first, second))]),
  ]);
  const lines = [
    ...claims.map(({ id, expects, checks, notApplicable }) =>
      notApplicable === null
        ? `${id} (${checks}): ${expects}`
        : colors.dim(`${id}: not applicable, ${notApplicable}`),
    ),
    ...pairs.flatMap(told),
  ];
  const numbers = `${report.passed} passed, ${report.failed} failed (${(report.milliseconds / 1000).toFixed(1)} s)`;
  return `${matrix}\n${[...lines, numbers].join("\n")}\n`;
}

function told({ first, second, failures }: PairResult): string[] {
  return failures.flatMap(({ id, what, curl }) => [
    `FAILED ${first} → ${second}: ${id}`,
    `  ${what}`,
    ...curl.map((line) => `  ${line}`),
  ]);
}
