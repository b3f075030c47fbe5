/** The figures of a route as a table. */
import type { Comparison, Interval } from "../../src/bench/index.js";
import { formatTable } from "../../src/cli/table.js";
import type { Baseline } from "./baselines.js";
import type { MeasuredRoute } from "./route.js";

const HEADINGS = ["", "req/s", "of the baseline", "CPU µs", "of the baseline", "p50 ms", "p99 ms"];

/** @returns what is not as it should be */
export function printRoute(
  route: string,
  { title, target }: Baseline,
  { comparisons }: MeasuredRoute,
  atLeast: number,
): string[] {
  const titles: Readonly<Record<string, string>> = {
    baseline: title,
    control: "control (node:http)",
    generated: `${target.title}, generated`,
  };
  const rows = comparisons.map((comparison) => [
    titles[comparison.server] ?? comparison.server,
    comparison.perSecond.toFixed(0),
    shown(comparison.throughputRatio),
    comparison.cpuMicroseconds?.toFixed(1) ?? "unknown",
    shown(comparison.cpuRatio),
    comparison.p50.toFixed(2),
    comparison.p99.toFixed(2),
  ]);
  console.log(`\n${route}\n${formatTable([HEADINGS, ...rows])}`.trimEnd());
  return comparisons.flatMap((comparison) => failuresOf(route, comparison, atLeast));
}

/** How much the machine itself changed from round to round, as the control server saw it. */
export function printControl({ measurements, comparisons }: MeasuredRoute): void {
  const rates = measurements
    .filter(({ server }) => server === "control")
    .map(({ perSecond }) => perSecond);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / (rates.length - 1);
  const loader = Math.max(...comparisons.map((comparison) => comparison.loaderCpuMicroseconds));
  console.log(
    `the machine: ${((100 * Math.sqrt(variance)) / mean).toFixed(1)} % from round to round; ` +
      `the loader: at most ${loader.toFixed(1)} µs CPU a request`,
  );
}

function shown(ratio: Interval | null): string {
  if (ratio === null) return "";
  const { estimate, lower, upper } = ratio;
  return `${estimate.toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)})`;
}

function failuresOf(route: string, comparison: Comparison, atLeast: number): string[] {
  const { server, faults, examples, throughputRatio } = comparison;
  const failures: string[] = [];
  if (faults > 0)
    failures.push(`${route}, ${server}: ${faults} faults, e.g. ${examples.join("; ")}`);
  if (server !== "generated") return failures;
  if (throughputRatio === null) failures.push(`${route}: no ratio`);
  else if (throughputRatio.lower < atLeast) {
    failures.push(
      `${route}: the lower bound ${throughputRatio.lower.toFixed(3)} is below ${atLeast}`,
    );
  }
  return failures;
}
