/** Tables of `npm run bench:generate`. */
import { formatTable } from "../../src/cli/table.js";
import type { Case, Limit } from "./cases.js";
import type { Phases } from "./phases.js";
import type { Measured } from "./run.js";

export interface CaseTimes {
  readonly of: Case;
  /** Each run with that of the bare node just before it. */
  readonly pairs: readonly { readonly own: Measured; readonly node: Measured }[];
}

const HEADINGS = ["case", "ms", "times node (quartiles)", "CPU ms", "times node", "limit", ""];

/** @returns how many limits are missed */
export function printTimes(times: readonly CaseTimes[]): number {
  const nodes = times.flatMap(({ pairs }) => pairs.map(({ node }) => node));
  const results = times.map((one) => ({ ...one, missed: isMissed(one) }));
  const rows = results.map(({ of, pairs, missed }) => {
    const ratios = pairs.map(({ own, node }) => own.milliseconds / node.milliseconds);
    return [
      of.name,
      median(pairs.map(({ own }) => own.milliseconds)).toFixed(0),
      `${median(ratios).toFixed(1)} (${quantile(ratios, 0.25).toFixed(1)} to ${quantile(ratios, 0.75).toFixed(1)})`,
      ...cpuCells(pairs),
      limitText(of.limit),
      of.limit === null ? "" : missed ? "MISSED" : "ok",
    ];
  });
  const bare = ["node -e 0", median(nodes.map((one) => one.milliseconds)).toFixed(0), "1"];
  const cpu = nodes.flatMap(({ cpuMilliseconds }) => cpuMilliseconds ?? []);
  const bareCpu = cpu.length === 0 ? ["", ""] : [median(cpu).toFixed(0), "1"];
  console.log(formatTable([HEADINGS, [...bare, ...bareCpu, "", ""], ...rows]));
  return results.filter(({ missed }) => missed).length;
}

/** One row for each case, one column for each phase that any of them has. */
export function printPhases(
  cases: readonly { readonly name: string; readonly phases: Phases }[],
): void {
  const names = [...new Set(cases.flatMap(({ phases }) => Object.keys(phases)))];
  const rows = cases.map(({ name, phases }) => [
    name,
    ...names.map((phase) => phases[phase]?.toFixed(0) ?? ""),
  ]);
  console.log(`where it goes, ms of one run\n${formatTable([["", ...names], ...rows])}`);
}

function cpuCells(pairs: CaseTimes["pairs"]): string[] {
  const cpu = pairs.flatMap(({ own, node }) =>
    own.cpuMilliseconds === null || node.cpuMilliseconds === null
      ? []
      : [{ own: own.cpuMilliseconds, node: node.cpuMilliseconds }],
  );
  if (cpu.length === 0) return ["", ""];
  return [
    median(cpu.map(({ own }) => own)).toFixed(0),
    median(cpu.map(({ own, node }) => own / node)).toFixed(1),
  ];
}

function isMissed({ of: { limit }, pairs }: CaseTimes): boolean {
  if (limit === null) return false;
  if ("seconds" in limit) {
    return median(pairs.map(({ own }) => own.milliseconds)) > limit.seconds * 1000;
  }
  return (
    median(pairs.map(({ own, node }) => own.milliseconds / node.milliseconds)) > limit.timesNode
  );
}

function limitText(limit: Limit | null): string {
  if (limit === null) return "";
  return "seconds" in limit ? `${limit.seconds} s` : `${limit.timesNode} times node`;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}
