/**
 * How fast the command is, as whole processes beside `node -e 0` in the same rounds: `npm run bench:generate`. Prints
 * medians, ratios with their quartiles, and where the time of each case goes. Ends with 1 where a limit is missed.
 *
 *   npm run bench:generate -- --rounds 15 --target hono --only warm
 *
 * *Warm*: one description of the document was changed since the last run. *Cold*: there are no caches and no output.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { casesIn, type Case } from "./bench-generate/cases.js";
import { phasesOf } from "./bench-generate/phases.js";
import { printPhases, printTimes, type CaseTimes } from "./bench-generate/print.js";
import { measure, type Command, type Measured } from "./bench-generate/run.js";
import { packageRoot } from "../src/package-root.js";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "11" },
    "slow-rounds": { type: "string", default: "3" },
    target: { type: "string", default: "fastify" },
    only: { type: "string", default: "" },
  },
});
const WARMING_RUNS = 5;
const bin = join(packageRoot(), "bin", "gen-bench.js");
const folder = mkdtempSync(join(tmpdir(), "gen-bench-speed-"));
try {
  const cases = casesIn(folder, values.target).filter(({ name }) => name.includes(values.only));
  // The first runs fill caches and folders, and V8 learns from some (src/start.ts); they are not measured.
  for (let time = 0; time < WARMING_RUNS; time++) {
    for (const one of cases.filter(({ slow }) => !slow)) await run(one);
  }
  const times = [
    ...(await measured(
      cases.filter(({ slow }) => !slow),
      Number(values.rounds),
    )),
    ...(await measured(
      cases.filter(({ slow }) => slow),
      Number(values["slow-rounds"]),
    )),
  ];
  const missed = printTimes(times);
  const phases = [];
  for (const one of cases) {
    one.prepare();
    phases.push({ name: one.name, phases: await phasesOf(commandOf(one), folder) });
  }
  printPhases(phases);
  process.exitCode = missed === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Rounds of all cases and the bare node, in turns, so that what slows the machine slows all of them. */
async function measured(cases: readonly Case[], rounds: number): Promise<CaseTimes[]> {
  const times = cases.map((one) => ({ of: one, pairs: [] as { own: Measured; node: Measured }[] }));
  for (let round = 0; round < rounds; round++) {
    for (const { of, pairs } of times) {
      const node = await bareNode();
      pairs.push({ own: await run(of), node });
    }
  }
  return times;
}

function run(one: Case): Promise<Measured> {
  one.prepare();
  return measure(commandOf(one));
}

function commandOf({ args, home, code }: Case): Command {
  return {
    argv: [process.execPath, bin, ...args],
    cwd: folder,
    environment: { GEN_BENCH_HOME: home },
    code,
  };
}

function bareNode(): Promise<Measured> {
  return measure({ argv: [process.execPath, "-e", "0"], cwd: folder, environment: {}, code: 0 });
}
