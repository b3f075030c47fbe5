/** `gen-bench contract --target NAME --process`: the life of a process, from the start to the stop. */
import type { ProcessReport } from "../contract/process/index.js";
import { UsageError } from "../diagnostics/errors.js";
import { documentPath, handlersOf, loadApi } from "./document.js";
import type { ExitCode } from "./exit.js";
import { interruptible } from "./interrupt.js";
import { prepareSubject } from "./process-subject.js";
import { createProgress } from "./progress.js";
import { projectFolder } from "./project-folder.js";
import { allTargets, selectTargets } from "./targets.js";
import type { Terminal } from "./terminal.js";

export interface ProcessCommandOptions {
  readonly url: string | undefined;
  readonly target: string | undefined;
  readonly spec: string | undefined;
  readonly templates: string | undefined;
  readonly grep: string | undefined;
  readonly bail: boolean;
  readonly format: "text" | "json";
}

/** The report goes to standard output; exit code 1 when a check failed. */
export async function runProcessCommand(
  options: ProcessCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { target: name, url, grep, bail } = options;
  if (name === undefined || url !== undefined) {
    throw new UsageError(
      "--process starts and stops a server, so that it needs a --target and no URL",
      "e.g. gen-bench contract --target NAME --process",
    );
  }
  const document = await documentPath(options.spec, terminal);
  const [target] = selectTargets(await allTargets(options.templates), [name]);
  if (target === undefined) throw new Error("a selected target is missing");
  const api = await loadApi(document, terminal);
  const progress = createProgress(terminal);
  return interruptible(async (signal) => {
    const folder = projectFolder("contract", target.name, document);
    const { subject, end } = await prepareSubject({
      api,
      target,
      handlers: await handlersOf(document, terminal),
      folder,
      progress,
      signal,
    });
    try {
      const { runProcessChecks } = await import("../contract/process/index.js");
      const report = await progress.step("checking the process", async (rename) =>
        runProcessChecks(subject, {
          grep,
          bail,
          signal,
          onResult: ({ id }) => rename(`checking the process: ${id}`),
        }),
      );
      await print(report, options.format, terminal);
      return report.failed === 0 ? 0 : 1;
    } finally {
      await end();
    }
  });
}

async function print(
  report: ProcessReport,
  format: "text" | "json",
  { out, outColors }: Terminal,
): Promise<void> {
  switch (format) {
    case "json":
      out(`${JSON.stringify(report, null, 2)}\n`);
      return;
    case "text": {
      const { formatProcessReport } = await import("../contract/process/index.js");
      out(formatProcessReport(report, { color: outColors.isColorSupported }));
    }
  }
}
