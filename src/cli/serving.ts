/**
 * A target as a running server: generated, installed, built, and started on a database of its own. What `up` and
 * `contract --target` have in common.
 */
import type { Api } from "../model/index.js";
import { updateOutput } from "../output/index.js";
import type { Target } from "../targets/index.js";
import {
  compileProject,
  installDependencies,
  requireCommands,
  requireFree,
  startServer,
  type RunningServer,
} from "../toolchain/index.js";
import { makeOutput } from "./jobs.js";
import { fillDatabase, makeDatabase } from "./fresh-database.js";
import type { Progress } from "./progress.js";

export interface ServingOptions {
  readonly api: Api;
  readonly target: Target;
  /** Folder of handlers of custom operations, which are copied from there. */
  readonly handlers?: string | null;
  /** Where the project is written. */
  readonly folder: string;
  /** Overwrites edited files: only for a folder that is ours. */
  readonly force: boolean;
  readonly port: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface Serving {
  readonly server: RunningServer;
  readonly databaseUrl: string;
  readonly jwtSecret: string;
  /** Where the project stands. */
  readonly folder: string;
  /** Brings the data back to the seed while the server goes on. */
  restore(): Promise<void>;
  /** Ends the server, drops its database, and stops the database server if it was started for this. */
  stop(): Promise<void>;
}

/** Fixed, so that a token outlives a restart. It only guards seeded data on the loopback interface. */
export const JWT_SECRET = "gen-bench-local-secret-0123456789abcdef";

/** As few as in the seed's hashes: these servers hold test accounts only, and hundreds of logins wait for it. */
export const PASSWORD_ITERATIONS = 1000;

/**
 * Project and database are made at the same time. When one fails, or the signal aborts, all that was started is
 * stopped again before the error goes on.
 * @throws EnvironmentError when the toolchain, the database or the port is not as needed
 * @throws EditedError, UsageError as `updateOutput` does
 */
export async function startServing(options: ServingOptions): Promise<Serving> {
  const { api, target, folder, port, progress } = options;
  const failure = new AbortController();
  const signal = AbortSignal.any([options.signal, failure.signal]);
  // Before the work, not after it.
  await requireFree(port);
  await requireCommands(target.title, target.toolchain);
  const [project, database] = await Promise.allSettled([
    makeProject(options, signal).catch(stopOthers(failure)),
    progress
      .step("preparing the database", () => makeDatabase(databaseName(options), api, signal))
      .catch(stopOthers(failure)),
  ]);
  const cleanUp = database.status === "fulfilled" ? database.value.drop : () => Promise.resolve();
  try {
    // The first failure is the cause; the other side then only tells that it was stopped.
    failure.signal.throwIfAborted();
    if (project.status === "rejected") throw project.reason;
    if (database.status === "rejected") throw database.reason;
    const { url } = database.value;
    const server = await progress.step(`starting ${target.title} on port ${port}`, () =>
      startServer({
        toolchain: target.toolchain,
        folder,
        port,
        settings: {
          DATABASE_URL: url,
          JWT_SECRET,
          PASSWORD_ITERATIONS: String(PASSWORD_ITERATIONS),
        },
        signal,
      }),
    );
    return {
      server,
      databaseUrl: url,
      jwtSecret: JWT_SECRET,
      folder,
      restore: () => fillDatabase(url, api),
      async stop() {
        await server.stop();
        await cleanUp();
      },
    };
  } catch (error) {
    // What went wrong first is what the user has to know.
    await cleanUp().catch(() => undefined);
    throw error;
  }
}

/** The port is this server's alone while it runs, so no two share a database. */
function databaseName({ target, port }: ServingOptions): string {
  return `gen_bench_${target.name}_${port}`;
}

function stopOthers(failure: AbortController): (error: unknown) => never {
  return (error) => {
    failure.abort(error);
    throw error;
  };
}

/**
 * Writes the project, installs what it needs, and builds it.
 * @throws EnvironmentError when the toolchain is not as needed
 * @throws EditedError, UsageError as `updateOutput` does
 */
export async function makeProject(
  options: Pick<ServingOptions, "api" | "target" | "handlers" | "folder" | "force" | "progress">,
  signal: AbortSignal,
): Promise<void> {
  const { api, target, folder, force, progress } = options;
  await progress.step(`generating ${target.title}`, async () => {
    const output = await makeOutput({ kind: "target", target, folder }, api, options.handlers);
    await updateOutput([output], { force });
  });
  const { toolchain, title } = target;
  await progress.step(`installing what ${title} needs`, async (rename) => {
    const installed = await installDependencies(folder, toolchain, signal);
    if (!installed) rename(`what ${title} needs is installed`);
  });
  await progress.step(`building ${title}`, () => compileProject(folder, toolchain, signal));
}
