/** `gen-bench differential`: the same seeded requests to several targets, whose answers and tables must be equal. */
import { randomInt } from "node:crypto";
import type { DifferentialReport, Subject } from "../contract/differential/index.js";
import { LOOPBACK } from "../toolchain/index.js";
import { documentPath, handlersOf, loadApi } from "./document.js";
import type { ExitCode } from "./exit.js";
import { interruptible } from "./interrupt.js";
import { createProgress } from "./progress.js";
import { projectFolder } from "./project-folder.js";
import { startSeveral, targetsOf, type Member, type SeveralOptions } from "./several.js";
import { allTargets } from "./targets.js";
import type { Terminal } from "./terminal.js";

export interface DifferentialCommandOptions {
  /** Names between commas. */
  readonly targets: string;
  readonly spec: string | undefined;
  readonly templates: string | undefined;
  /** How many seeds. */
  readonly seeds: number;
  /** The first of them; another one each time unless given. */
  readonly seed: number | undefined;
  /** For each seed. */
  readonly requests: number;
  readonly bail: boolean;
  readonly reporter: "text" | "json";
}

/** The report goes to standard output; exit code 1 when the servers differ. */
export async function runDifferentialCommand(
  options: DifferentialCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const document = await documentPath(options.spec, terminal);
  const targets = targetsOf(await allTargets(options.templates), options.targets);
  const api = await loadApi(document, terminal);
  const progress = createProgress(terminal);
  const first = options.seed ?? randomInt(2 ** 31);
  return interruptible(async (signal) => {
    const started = await startSubjects({
      api,
      targets,
      handlers: await handlersOf(document, terminal),
      folderOf: ({ name }) => projectFolder("differential", name, document),
      progress,
      signal,
    });
    try {
      const { runDifferential } = await import("../contract/differential/index.js");
      const report = await progress.step("comparing", async (rename) => {
        let done = 0;
        return runDifferential({
          api,
          subjects: started.subjects,
          seeds: Array.from({ length: options.seeds }, (_, index) => (first + index) % 2 ** 32),
          requests: options.requests,
          secret: started.jwtSecret,
          bail: options.bail,
          signal,
          onSeed: () => {
            done += 1;
            rename(`comparing: ${done} of ${options.seeds} seeds`);
          },
        });
      });
      await print(report, options.reporter, terminal);
      return report.failed === 0 ? 0 : 1;
    } finally {
      await progress.step("stopping the servers", () => started.stop());
    }
  });
}

export interface StartedSubjects {
  readonly subjects: readonly Subject[];
  readonly jwtSecret: string;
  stop(): Promise<void>;
}

/** Rows of each kind beside the test accounts: more than a page of any size that documents like. */
const SEED_ROWS = 25;

/**
 * Servers with databases of their own, ready to be compared.
 * @throws EnvironmentError when a toolchain or the database is not as needed
 */
export async function startSubjects(
  options: Omit<SeveralOptions, "databases" | "prepare">,
): Promise<StartedSubjects> {
  const { keepState } = await import("../database/index.js");
  const { connectDatabase } = await import("../contract/differential/index.js");
  const states = new Map<string, Awaited<ReturnType<typeof keepState>>>();
  const closes: (() => Promise<void>)[] = [];
  const several = await startSeveral({
    ...options,
    databases: "own",
    prepare: async (url) => {
      const state = await keepState(url, options.api, { rows: SEED_ROWS });
      states.set(url, state);
      closes.push(() => state.close());
    },
  });
  const stop = async (): Promise<void> => {
    await Promise.allSettled(closes.map((close) => close()));
    await several.stop();
  };
  const subjectOf = async ({ name, server, databaseUrl }: Member): Promise<Subject> => {
    const database = await connectDatabase(databaseUrl);
    closes.push(() => database.close());
    return {
      name,
      url: server.url,
      address: { host: LOOPBACK, port: server.port },
      database,
      restore: async () => states.get(databaseUrl)?.restore(),
    };
  };
  try {
    const subjects = await Promise.all(several.members.map(subjectOf));
    return { subjects, jwtSecret: several.jwtSecret, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function print(
  report: DifferentialReport,
  reporter: "text" | "json",
  { out, outColors }: Terminal,
): Promise<void> {
  switch (reporter) {
    case "json":
      out(`${JSON.stringify(report, null, 2)}\n`);
      return;
    case "text": {
      const { formatDifferential } = await import("../contract/differential/index.js");
      out(formatDifferential(report, { color: outColors.isColorSupported }));
    }
  }
}
