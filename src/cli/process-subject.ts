/** A target made ready for checks of its process: built, on a PostgreSQL of its own that can be stopped and started. */
import type { Launched, ProcessSubject, Settings } from "../contract/process/index.js";
import type { Api } from "../model/index.js";
import { testAccounts } from "../sql/index.js";
import type { Target } from "../targets/index.js";
import {
  freePort,
  groupMembers,
  launchServer,
  LOOPBACK,
  openFiles,
  requireCommands,
} from "../toolchain/index.js";
import { fillDatabase } from "./fresh-database.js";
import type { Progress } from "./progress.js";
import { JWT_SECRET, makeProject, PASSWORD_ITERATIONS } from "./serving.js";

export interface PreparedSubject {
  readonly subject: ProcessSubject;
  /** Stops the database; its files are kept for the next time. */
  end(): Promise<void>;
}

export interface SubjectOptions {
  readonly api: Api;
  readonly target: Target;
  /** Folder of handlers of custom operations, which are copied from there. */
  readonly handlers?: string | null;
  /** Where the project is written. */
  readonly folder: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Inside its own server; made anew for each run. */
const DATABASE = "checks";

/**
 * @throws EnvironmentError when the toolchain or the database is not as needed
 * @throws UsageError as `updateOutput` does
 */
export async function prepareSubject(options: SubjectOptions): Promise<PreparedSubject> {
  const { api, target, progress, signal } = options;
  await requireCommands(target.title, target.toolchain);
  await makeProject({ ...options, force: true }, signal);
  const { createDatabase, dropDatabase, ownServer } = await import("../database/index.js");
  const server = await progress.step("starting a database for the checks", () =>
    ownServer(`process-${target.name}`),
  );
  try {
    await dropDatabase(server.url, DATABASE);
    const url = await createDatabase(server.url, DATABASE);
    await fillDatabase(url, api);
    signal.throwIfAborted();
    return {
      subject: {
        api,
        title: target.title,
        accounts: testAccounts(api),
        workers: target.toolchain.workers ?? "processes",
        database: { url, start: () => server.start(), stop: () => server.stop() },
        launch: (settings = {}) => launch(options, url, settings),
      },
      end: () => server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function launch(
  { target, folder, signal }: SubjectOptions,
  databaseUrl: string,
  settings: Settings,
): Promise<Launched> {
  const standard: Settings = {
    DATABASE_URL: databaseUrl,
    JWT_SECRET,
    PASSWORD_ITERATIONS: String(PASSWORD_ITERATIONS),
  };
  const port = await freePort();
  const server = launchServer({
    toolchain: target.toolchain,
    folder,
    port,
    settings: Object.fromEntries(
      Object.entries({ ...standard, ...settings }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
    signal,
  });
  return {
    address: { host: LOOPBACK, port },
    pid: server.pid,
    exited: server.exited,
    log: () => server.log(),
    signal: (name, to) => server.signal(name, to),
    ready: () => server.ready(),
    processes: () => groupMembers(server.pid),
    openFiles: async () => openFiles((await groupMembers(server.pid)).map(({ pid }) => pid)),
    end: async () => void (await server.stop(0)),
  };
}
