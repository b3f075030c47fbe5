/** Some of the accepted documents as servers that run: each on one target, the targets by turns. */
import { readdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { eachOf } from "../../src/cli/each-of.js";
import { startSeveral } from "../../src/cli/several.js";
import { formatReport, runContract } from "../../src/contract/index.js";
import type { Target } from "../../src/targets/index.js";
import { startOptions } from "../servers/several.js";
import { lowered } from "../support.js";
import type { Finding, Trial } from "./run.js";

export interface Served {
  /** How many servers ran, by target. */
  readonly runs: ReadonlyMap<string, number>;
  readonly passed: number;
  readonly findings: readonly Finding[];
}

/** Each is built, started and asked the probes that follow from its own document. */
export async function serveSample(
  accepted: readonly Trial[],
  targets: readonly Target[],
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<Served> {
  const sample = spread(accepted, count);
  const findings: Finding[] = [];
  const runs = new Map<string, number>();
  let passed = 0;
  // A target's folder is its own, so that only different ones run beside each other.
  await eachOf(targets, availableParallelism(), new AbortController().signal, async (target) => {
    const own = sample.filter((_, index) => targets[index % targets.length] === target);
    for (const trial of own) {
      const report = await served(trial, target, seed).catch((error: unknown) => {
        findings.push({ trial, problem: `${target.name}: ${String(error)}` });
        return null;
      });
      runs.set(target.name, (runs.get(target.name) ?? 0) + 1);
      if (report === null) continue;
      passed += report.passed;
      if (report.failed === 0 && report.passed > 0) continue;
      const told = formatReport(report, { color: false });
      findings.push({ trial, problem: `${target.name}: ${told}` });
    }
  });
  return { runs, passed, findings };
}

async function served({ document, text }: Trial, target: Target, seed: number) {
  const api = lowered({ file: document.file, text });
  const options = startOptions(api, [target]);
  await clear(options.folderOf(target), target);
  const several = await startSeveral({ ...options, databases: "own" });
  try {
    const [member] = several.members;
    if (member === undefined) throw new Error("nothing was started");
    return await runContract({
      url: member.server.url,
      files: [],
      probes: { api, seed },
      databaseUrl: member.databaseUrl,
      jwtSecret: several.jwtSecret,
    });
  } finally {
    await several.stop();
  }
}

/** Handlers of another document would stay otherwise, since they are the user's. */
async function clear(folder: string, { toolchain }: Target): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const others = names.filter((name) => name !== toolchain.installs);
  await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true })));
}

/** So many, from all over the list. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, items.length / count);
  return items
    .filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
    .slice(0, count);
}
