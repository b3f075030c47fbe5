/** What came of the sequences, as plain data and as text for a reader. */
import { createColors } from "picocolors";
import type { Group } from "./compare.js";

export interface DifferentialReport {
  readonly servers: readonly string[];
  readonly seeds: readonly SeedResult[];
  /** Seeds whose sequence was answered differently. */
  readonly failed: number;
  readonly milliseconds: number;
}

export interface SeedResult {
  readonly seed: number;
  readonly requests: number;
  readonly milliseconds: number;
  /** How many answers of the first server had each status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly difference: Difference | null;
}

/** The smallest sequence that still makes a difference. */
export interface Difference {
  readonly steps: readonly Step[];
  /** Requests up to the first difference, before shrinking. */
  readonly from: number;
  /** Smaller sequences that were tried. */
  readonly tries: number;
  /** e.g. `the answer to 2`, `the table things`. */
  readonly what: string;
  /** The larger group first. */
  readonly groups: readonly Group[];
  /** Servers that differ from most others; empty where no majority agrees. */
  readonly odd: readonly string[];
}

export interface Step {
  readonly name: string;
  readonly curl: string;
}

/** A line for each seed; for a difference the sequence as curl lines, and what each server said. */
export function formatDifferential(
  report: DifferentialReport,
  options: { readonly color?: boolean } = {},
): string {
  const colors = createColors(options.color ?? false);
  const lines = report.seeds.flatMap(({ seed, requests, milliseconds, statuses, difference }) => {
    const took = colors.dim(`(${(milliseconds / 1000).toFixed(1)} s)`);
    if (difference === null) {
      const counts = Object.entries(statuses).map(([status, times]) => `${times} × ${status}`);
      return [
        `${colors.green("same")} seed ${seed}: ${requests} requests ${took}`,
        colors.dim(`  ${counts.join(", ")}`),
      ];
    }
    return [
      `${colors.red("DIFFERENT")} seed ${seed}: ${headline(difference)} ${took}`,
      ...told(difference).map((line) => `  ${line}`),
    ];
  });
  const numbers = `${report.seeds.length - report.failed} of ${report.seeds.length} seeds the same on ${report.servers.join(", ")}`;
  return `${[...lines, `${numbers} (${(report.milliseconds / 1000).toFixed(1)} s)`].join("\n")}\n`;
}

function headline({ odd, what, steps, from }: Difference): string {
  const who = odd.length === 0 ? "the servers differ" : `${odd.join(", ")} differs`;
  return `${who} in ${what}; shrunk from ${from} to ${count(steps.length, "request")}`;
}

function told({ steps, groups }: Difference): string[] {
  return [
    "from the seeded state send",
    ...steps.flatMap(({ name, curl }, index) => [`  # ${index + 1}. ${name}`, `  ${curl}`]),
    ...groups.flatMap(({ servers, text }) => [
      `${servers.join(", ")}:`,
      ...text.split("\n").map((line) => `  ${line}`),
    ]),
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Long texts as what stands around their first difference, so that a reader sees it at once. */
export function excerpts(groups: readonly Group[]): readonly Group[] {
  const AROUND = 200;
  const [first] = groups;
  if (groups.every(({ text }) => text.length <= 2 * AROUND * 2) || first === undefined)
    return groups;
  const same = Math.min(...groups.slice(1).map(({ text }) => sharedLength(text, first.text)));
  const from = Math.max(0, same - AROUND);
  return groups.map(({ servers, text }) => {
    const shown = text.slice(from, same + AROUND);
    const status = from === 0 ? "" : `${text.split("\n")[0] ?? ""} …\n…`;
    return { servers, text: `${status}${shown}${same + AROUND < text.length ? "…" : ""}` };
  });
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
