/** `gen-bench contract`: scenarios and probes against a server that runs, or a target that is made for them. */
import { randomInt } from "node:crypto";
import { join } from "node:path";
import type { ContractReport, ContractSource, ProbeOptions } from "../contract/index.js";
import type { Api } from "../model/index.js";
import { UsageError } from "../diagnostics/errors.js";
import { freePort } from "../toolchain/index.js";
import { projectFolder } from "./project-folder.js";
import { documentPath, handlersOf, loadApi, scenarioFolder } from "./document.js";
import type { ExitCode } from "./exit.js";
import { interruptible } from "./interrupt.js";
import { createProgress, type Progress } from "./progress.js";
import { startServing } from "./serving.js";
import { allTargets, selectTargets } from "./targets.js";
import type { Terminal } from "./terminal.js";

export interface ContractCommandOptions {
  readonly url: string | undefined;
  readonly target: string | undefined;
  readonly spec: string | undefined;
  readonly templates: string | undefined;
  readonly scenarios: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly jwtSecret: string | undefined;
  readonly grep: string | undefined;
  readonly bail: boolean;
  /** One of the two; both unless given. */
  readonly only: "scenarios" | "probes" | undefined;
  /** Of the probes; another one each time unless given. */
  readonly seed: number | undefined;
  readonly reporter: Reporter;
}

export type Reporter = "text" | "json" | "junit" | "tap" | "github";

/** The report goes to standard output; exit code 1 when a scenario or probe failed. */
export async function runContractCommand(
  options: ContractCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if ((options.url === undefined) === (options.target === undefined)) {
    throw new UsageError(
      "name either a URL or a --target",
      "e.g. gen-bench contract http://127.0.0.1:8007, or gen-bench contract --target NAME",
    );
  }
  const document = await documentPath(options.spec, terminal);
  const files = options.only === "probes" ? [] : await readScenarios(options.scenarios, document);
  // Without scenarios there are the probes, unless somebody asked for scenarios by name.
  if (files === null && (options.only === "scenarios" || options.scenarios !== undefined)) {
    throw new UsageError(
      `there are no scenarios in ${join(document, "..", "contract")}`,
      "Name their folder with --scenarios.",
    );
  }
  return interruptible(async (signal) => {
    const report =
      options.target === undefined
        ? await checkUrl(options, options.url ?? "", files ?? [], document, terminal, signal)
        : await checkTarget(options, options.target, files ?? [], document, terminal, signal);
    await printReport(report, options.reporter, terminal);
    return report.failed === 0 && !report.stopped ? 0 : 1;
  });
}

async function checkUrl(
  options: ContractCommandOptions,
  url: string,
  files: readonly ContractSource[],
  document: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ContractReport> {
  const api = options.only === "scenarios" ? null : await loadApi(document, terminal);
  return checkScenarios(
    {
      url,
      files,
      probes: api === null ? undefined : probesOf(options, api),
      databaseUrl: options.databaseUrl,
      jwtSecret: options.jwtSecret,
      grep: options.grep,
      bail: options.bail,
      signal,
    },
    createProgress(terminal),
  );
}

function probesOf({ seed }: ContractCommandOptions, api: Api): ProbeOptions {
  return { api, seed: seed ?? randomInt(2 ** 31) };
}

async function checkTarget(
  options: ContractCommandOptions,
  name: string,
  files: readonly ContractSource[],
  document: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ContractReport> {
  if (options.databaseUrl !== undefined || options.jwtSecret !== undefined) {
    throw new UsageError(
      "--database-url and --jwt-secret describe the server of a URL, not a --target",
    );
  }
  const [target] = selectTargets(await allTargets(options.templates), [name]);
  if (target === undefined) throw new Error("a selected target is missing");
  const api = await loadApi(document, terminal);
  const progress = createProgress(terminal);
  const serving = await startServing({
    api,
    target,
    handlers: await handlersOf(document, terminal),
    folder: projectFolder("contract", target.name, document),
    force: true,
    port: await freePort(),
    progress,
    signal,
  });
  try {
    const { server, databaseUrl, jwtSecret } = serving;
    const { grep, bail, only } = options;
    const probes = only === "scenarios" ? undefined : probesOf(options, api);
    return await checkScenarios(
      { url: server.url, files, probes, databaseUrl, jwtSecret, grep, bail, signal },
      progress,
    );
  } finally {
    await progress.step(`stopping ${target.title}`, () => serving.stop());
  }
}

type CheckOptions = Parameters<typeof import("../contract/index.js").runContract>[0];

/** Runs scenarios and probes and shows how many are done. */
export async function checkScenarios(
  options: CheckOptions,
  progress: Progress,
): Promise<ContractReport> {
  const { runContract } = await import("../contract/index.js");
  const what = options.probes === undefined ? "scenarios" : "contract";
  return progress.step(`checking the ${what}`, async (rename) => {
    let done = 0;
    const report = await runContract({
      ...options,
      onResult: () => {
        done += 1;
        rename(`checking the ${what}: ${done}`);
      },
    });
    options.signal?.throwIfAborted();
    // A typing error must not look like success.
    if (report.results.length === 0 && options.grep !== undefined) {
      throw new UsageError(
        `no ${options.probes === undefined ? "scenario" : "scenario or probe"} has "${options.grep}" in its name`,
        "Names are <feature> › <title>, as reports show them.",
      );
    }
    rename(`${what}: ${countsOf(report)}`);
    return report;
  });
}

/** e.g. `120 passed, 0 failed, 3 not applicable`. */
export function countsOf(report: ContractReport): string {
  return `${report.passed} passed, ${report.failed} failed, ${report.notApplicable} not applicable`;
}

/** The scenario files of a folder, or of the one beside the document; `null` when there are none. */
export async function readScenarios(
  named: string | undefined,
  document: string,
): Promise<ContractSource[] | null> {
  const folder = scenarioFolder(named, document);
  if (folder === null) return null;
  const { readContractFiles } = await import("../contract/index.js");
  const files = await readContractFiles(folder);
  return files.length === 0 ? null : files;
}

async function printReport(
  report: ContractReport,
  reporter: Reporter,
  { out, outColors }: Terminal,
): Promise<void> {
  const { formatGitHub, formatJunit, formatReport, formatTap } =
    await import("../contract/index.js");
  switch (reporter) {
    case "json":
      return out(`${JSON.stringify(report, null, 2)}\n`);
    case "text":
      return out(formatReport(report, { color: outColors.isColorSupported }));
    case "junit":
      return out(formatJunit(report));
    case "tap":
      return out(formatTap(report));
    case "github":
      // A log that a person reads as well.
      return out(formatGitHub(report) + formatReport(report, { limit: 0 }));
  }
}
