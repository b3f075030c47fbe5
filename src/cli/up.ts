/** `gen-bench up`: from the document to a served and checked server, in one command. */
import type { ContractSource } from "../contract/index.js";
import { EnvironmentError } from "../diagnostics/errors.js";
import { printable } from "../diagnostics/template.js";
import type { Api } from "../model/index.js";
import type { Target } from "../targets/index.js";
import {
  describeExit,
  freePortNear,
  missingCommands,
  type RunningServer,
} from "../toolchain/index.js";
import { checkScenarios, readScenarios } from "./contract.js";
import { documentPath, handlersOf, loadApi } from "./document.js";
import type { ExitCode } from "./exit.js";
import { aborted, interruptible } from "./interrupt.js";
import { createProgress, type Progress } from "./progress.js";
import { projectFolder } from "./project-folder.js";
import { startServing, type Serving } from "./serving.js";
import { formatTable } from "./table.js";
import { allTargets, selectTargets } from "./targets.js";
import type { Terminal } from "./terminal.js";

export interface UpOptions {
  readonly target: string | undefined;
  readonly out: string | undefined;
  readonly spec: string | undefined;
  readonly templates: string | undefined;
  readonly scenarios: string | undefined;
  /** The target's own port, or any that is free, unless given. */
  readonly port: number | undefined;
  readonly once: boolean;
}

/**
 * Serves until Ctrl-C, or only until the table is printed with `once`; then all that was started is stopped.
 * Exit code 1 when scenarios failed.
 * @throws EnvironmentError also when the server ends by itself
 */
export async function runUp(options: UpOptions, terminal: Terminal): Promise<ExitCode> {
  const target = await chooseTarget(options, terminal);
  const document = await documentPath(options.spec, terminal);
  const files = await readScenarios(options.scenarios, document);
  const api = await loadApi(document, terminal);
  const progress = createProgress(terminal);
  return interruptible(async (signal) => {
    const serving = await startServing({
      api,
      target,
      handlers: await handlersOf(document, terminal),
      folder: options.out ?? projectFolder("up", target.name, document),
      force: options.out === undefined,
      port: options.port ?? (await freePortNear(target.port)),
      progress,
      signal,
    });
    try {
      const code = await check(serving, files, progress, terminal, signal);
      // The scenarios have left rows; who looks around now should find the seed.
      if (files !== null) {
        await progress.step("restoring the data", () => serving.restore());
      }
      await printTable(serving, api, target, terminal);
      return options.once ? code : await serve(serving.server, code, terminal, signal);
    } finally {
      await progress.step(`stopping ${target.title}`, () => serving.stop());
    }
  });
}

/** Runs the scenarios, tells failures on standard error, and returns the exit code that they stand for. */
async function check(
  { server, databaseUrl, jwtSecret }: Serving,
  files: readonly ContractSource[] | null,
  progress: Progress,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  if (files === null) {
    terminal.talk("there are no scenarios beside the document: nothing was checked\n");
    return 0;
  }
  const options = { url: server.url, files, databaseUrl, jwtSecret, signal };
  const report = await checkScenarios(options, progress);
  if (report.failed === 0) return 0;
  const { formatReport } = await import("../contract/index.js");
  terminal.talk(formatReport(report, { color: terminal.talkColors.isColorSupported }));
  return 1;
}

/** Until Ctrl-C, which is how it is meant to end. */
async function serve(
  server: RunningServer,
  code: ExitCode,
  { talk }: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  talk("serving until Ctrl-C\n");
  const exit = await Promise.race([server.exited, aborted(signal).then(() => null)]);
  if (exit === null) {
    talk("\n");
    return code;
  }
  throw new EnvironmentError(`the server ${describeExit(exit)}\n${server.log()}`.trimEnd());
}

async function printTable(
  { server, databaseUrl, jwtSecret, folder }: Serving,
  api: Api,
  target: Target,
  { out, outColors }: Terminal,
): Promise<void> {
  const { testAccounts } = await import("../sql/index.js");
  const accounts = testAccounts(api);
  const rows: (readonly [string, string])[] = [
    ["document", printable(`${api.title} ${api.version}`)],
    ["server", `${target.title} ${target.framework.version}`],
    ["API", server.url],
    ["docs", `${server.url}/docs`],
    ["ReDoc", `${server.url}/redoc`],
    ["OpenAPI", `${server.url}/openapi.json`],
    ...accounts.map(({ identifier, password, purpose }, index) => {
      return [
        index === 0 ? "accounts" : "",
        printable(`${identifier} / ${password}${NOTES[purpose]}`),
      ] as const;
    }),
    ["database", databaseUrl],
    ...(accounts.length === 0 ? [] : [["JWT secret", jwtSecret] as const]),
    ["project", folder],
  ];
  out(formatTable(rows.map(([name, value]) => [outColors.bold(name), value])));
}

const NOTES = { admin: "  (every role)", user: "", inactive: "  (not let in)" } as const;

/** Programs that are here, since this one runs on them. */
const OWN_COMMANDS: ReadonlySet<string> = new Set(["node", "npm"]);

function asksForMore({ toolchain }: Target): boolean {
  return toolchain.requires.some(({ command }) => !OWN_COMMANDS.has(command));
}

/** The named target, else the first one whose toolchain is here; one that needs Node alone comes first. */
async function chooseTarget(
  { target: name, templates }: UpOptions,
  { talk }: Terminal,
): Promise<Target> {
  const targets = await allTargets(templates);
  if (name !== undefined) {
    const [target] = selectTargets(targets, [name]);
    if (target !== undefined) return target;
  }
  const byNeeds = targets.toSorted((a, b) => Number(asksForMore(a)) - Number(asksForMore(b)));
  for (const target of byNeeds) {
    if ((await missingCommands(target.toolchain)).length > 0) continue;
    talk(`no --target: using ${target.name}\n`);
    return target;
  }
  throw new EnvironmentError(
    "the toolchain of no target is here",
    `Install one: ${targets.map((target) => `${target.name} needs ${target.toolchain.requires.map(({ command }) => command).join(", ")}`).join("; ")}`,
  );
}
