/** `gen-bench interop`: targets on one database, each with what the others made. */
import { randomInt } from "node:crypto";
import type { InteropReport, InteropServer } from "../contract/interop/index.js";
import { LOOPBACK } from "../toolchain/index.js";
import { documentPath, handlersOf, loadApi } from "./document.js";
import type { ExitCode } from "./exit.js";
import { interruptible } from "./interrupt.js";
import { createProgress } from "./progress.js";
import { projectFolder } from "./project-folder.js";
import { startSeveral, targetsOf, type Several } from "./several.js";
import { formatTable } from "./table.js";
import { allTargets } from "./targets.js";
import type { Terminal } from "./terminal.js";

export interface InteropCommandOptions {
  /** Names between commas. */
  readonly targets: string;
  readonly spec: string | undefined;
  readonly templates: string | undefined;
  /** Another one each time unless given. */
  readonly seed: number | undefined;
  readonly reporter: "text" | "json";
}

/** The report goes to standard output; exit code 1 when a check failed. */
export async function runInteropCommand(
  options: InteropCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const document = await documentPath(options.spec, terminal);
  const targets = targetsOf(await allTargets(options.templates), options.targets);
  const api = await loadApi(document, terminal);
  const progress = createProgress(terminal);
  return interruptible(async (signal) => {
    const several = await startSeveral({
      api,
      targets,
      handlers: await handlersOf(document, terminal),
      databases: "one",
      folderOf: ({ name }) => projectFolder("interop", name, document),
      progress,
      signal,
    });
    try {
      const { runInterop } = await import("../contract/interop/index.js");
      const servers = interopServers(several);
      const seed = options.seed ?? randomInt(2 ** 31);
      const report = await progress.step("checking every pair", () =>
        runInterop({ api, servers, seed, signal }),
      );
      await print(report, options.reporter, terminal);
      return report.failed === 0 ? 0 : 1;
    } finally {
      await progress.step("stopping the servers", () => several.stop());
    }
  });
}

export function interopServers({ members }: Several): InteropServer[] {
  return members.map(({ name, server: { url, port } }) => ({
    name,
    url,
    address: { host: LOOPBACK, port },
  }));
}

async function print(
  report: InteropReport,
  reporter: "text" | "json",
  { out, outColors }: Terminal,
): Promise<void> {
  switch (reporter) {
    case "json":
      out(`${JSON.stringify(report, null, 2)}\n`);
      return;
    case "text": {
      const { formatInterop } = await import("../contract/interop/index.js");
      out(formatInterop(report, formatTable, { color: outColors.isColorSupported }));
    }
  }
}
