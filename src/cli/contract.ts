/** `gen-bench contract`: the scenarios against a server that runs, or against a target that is made for them. */
import { join } from "node:path";
import type { ContractReport, ContractSource } from "../contract/index.js";
import { UsageError } from "../diagnostics/errors.js";
import { freePort } from "../toolchain/index.js";
import { projectFolder } from "./project-folder.js";
import { documentPath, loadApi, scenarioFolder } from "./document.js";
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
  readonly scenarios: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly jwtSecret: string | undefined;
  readonly grep: string | undefined;
  readonly bail: boolean;
  readonly format: "text" | "json";
}

/** The report goes to standard output; exit code 1 when a scenario failed. */
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
  const document = documentPath(options.spec, terminal);
  const files = await readScenarios(options.scenarios, document);
  if (files === null) {
    throw new UsageError(
      `there are no scenarios in ${join(document, "..", "contract")}`,
      "Name their folder with --scenarios.",
    );
  }
  return interruptible(async (signal) => {
    const report =
      options.target === undefined
        ? await checkUrl(options, options.url ?? "", files, createProgress(terminal), signal)
        : await checkTarget(options, options.target, files, document, terminal, signal);
    await printReport(report, options.format, terminal);
    return report.failed === 0 && !report.stopped ? 0 : 1;
  });
}

async function checkUrl(
  options: ContractCommandOptions,
  url: string,
  files: readonly ContractSource[],
  progress: Progress,
  signal: AbortSignal,
): Promise<ContractReport> {
  return checkScenarios(
    {
      url,
      files,
      databaseUrl: options.databaseUrl,
      jwtSecret: options.jwtSecret,
      grep: options.grep,
      bail: options.bail,
      signal,
    },
    progress,
  );
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
  const [target] = selectTargets(await allTargets(), [name]);
  if (target === undefined) throw new Error("a selected target is missing");
  const api = await loadApi(document, terminal);
  const progress = createProgress(terminal);
  const serving = await startServing({
    api,
    target,
    folder: projectFolder("contract", target.name, document),
    force: true,
    port: await freePort(),
    progress,
    signal,
  });
  try {
    const { server, databaseUrl, jwtSecret } = serving;
    const { grep, bail } = options;
    return await checkScenarios(
      { url: server.url, files, databaseUrl, jwtSecret, grep, bail, signal },
      progress,
    );
  } finally {
    await progress.step(`stopping ${target.title}`, () => serving.stop());
  }
}

type CheckOptions = Parameters<typeof import("../contract/index.js").runContract>[0];

/** Runs the scenarios and shows how many are done. */
export async function checkScenarios(
  options: CheckOptions,
  progress: Progress,
): Promise<ContractReport> {
  const { runContract } = await import("../contract/index.js");
  return progress.step("checking the scenarios", async (rename) => {
    let done = 0;
    const report = await runContract({
      ...options,
      onResult: () => {
        done += 1;
        rename(`checking the scenarios: ${done}`);
      },
    });
    options.signal?.throwIfAborted();
    rename(`scenarios: ${countsOf(report)}`);
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
  format: "text" | "json",
  { out, outColors }: Terminal,
): Promise<void> {
  switch (format) {
    case "json":
      out(`${JSON.stringify(report, null, 2)}\n`);
      return;
    case "text": {
      const { formatReport } = await import("../contract/index.js");
      out(formatReport(report, { color: outColors.isColorSupported }));
    }
  }
}
