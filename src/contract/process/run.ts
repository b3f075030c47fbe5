/** Runs process checks one after the other: each starts servers of its own on a database that works. */
import { EnvironmentError } from "../../diagnostics/errors.js";
import { asksOf } from "./asks.js";
import type { ProcessBench, ProcessSubject } from "./bench.js";
import type { ProcessCheck } from "./check.js";
import { databaseChecks } from "./checks/database.js";
import { poolChecks } from "./checks/pool.js";
import { startChecks } from "./checks/start.js";
import { stopChecks } from "./checks/stop.js";
import { workerChecks } from "./checks/workers.js";
import { logIn } from "./credentials.js";
import type { ProcessReport, ProcessResult } from "./report.js";

/** In the order in which they run. */
export const PROCESS_CHECKS: readonly ProcessCheck[] = [
  ...startChecks,
  ...databaseChecks,
  ...poolChecks,
  ...stopChecks,
  ...workerChecks,
];

export interface ProcessRunOptions {
  /** Only checks whose id holds this text, in any case. */
  readonly grep?: string | undefined;
  /** Only checks with one of these ids. */
  readonly ids?: readonly string[] | undefined;
  /** Stops after the first failure. */
  readonly bail?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onResult?: ((result: ProcessResult) => void) | undefined;
}

/**
 * @throws EnvironmentError when a server that nothing is wrong with does not start
 * @throws the reason of `signal` when that aborts
 */
export async function runProcessChecks(
  subject: ProcessSubject,
  options: ProcessRunOptions = {},
): Promise<ProcessReport> {
  const started = performance.now();
  const bench = await prepareBench(subject);
  const wanted = PROCESS_CHECKS.filter(
    ({ id }) =>
      id.includes(options.grep?.toLowerCase() ?? "") && (options.ids?.includes(id) ?? true),
  );
  const results: ProcessResult[] = [];
  for (const check of wanted) {
    options.signal?.throwIfAborted();
    const result = await runCheck(check, bench);
    results.push(result);
    options.onResult?.(result);
    if (options.bail === true && result.outcome === "failed") break;
  }
  const count = (outcome: ProcessResult["outcome"]): number =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    passed: count("passed"),
    failed: count("failed"),
    notApplicable: count("notApplicable"),
    milliseconds: Math.round(performance.now() - started),
    results,
  };
}

/** Logs in and works out the requests; leaves nothing running but the database. */
export async function prepareBench(subject: ProcessSubject): Promise<ProcessBench> {
  await subject.database.start();
  const server = await subject.launch();
  try {
    await server.ready();
    const { operations, schemes } = subject.api;
    const credentials = await logIn(server.address, operations, (name) => {
      const account = schemes.find((scheme) => scheme.name === name)?.account;
      return subject.accounts.find(
        ({ entity, purpose }) => entity === account && purpose === "admin",
      );
    });
    return { ...subject, credentials, asks: asksOf(subject.api, credentials) };
  } finally {
    await server.end();
  }
}

async function runCheck(check: ProcessCheck, bench: ProcessBench): Promise<ProcessResult> {
  const { id, expects, why } = check;
  const started = performance.now();
  const reason = check.notApplicable?.(bench) ?? null;
  const head = (): { id: string; expects: string; why: string; milliseconds: number } => ({
    id,
    expects,
    why,
    milliseconds: Math.round(performance.now() - started),
  });
  if (reason !== null) return { ...head(), outcome: "notApplicable", reason };
  try {
    const findings = await check.run(bench);
    return findings.length === 0
      ? { ...head(), outcome: "passed" }
      : { ...head(), outcome: "failed", findings };
  } catch (error) {
    // A server that does not come up is what some checks are about.
    if (!(error instanceof EnvironmentError)) throw error;
    return { ...head(), outcome: "failed", findings: [error.message] };
  }
}
