/** Several targets as running servers, each on a database of its own or all on one. */
import { availableParallelism } from "node:os";
import { eachOf } from "./each-of.js";
import type { Api } from "../model/index.js";
import type { Target } from "../targets/index.js";
import { freePort, requireCommands, startServer, type RunningServer } from "../toolchain/index.js";
import { makeDatabase, type FreshDatabase } from "./fresh-database.js";
import type { Progress } from "./progress.js";
import { JWT_SECRET, makeProject, PASSWORD_ITERATIONS } from "./serving.js";
import { selectTargets } from "./targets.js";

const AT_ONCE = availableParallelism();

export interface SeveralOptions {
  readonly api: Api;
  /** One that is named twice is run twice. */
  readonly targets: readonly Target[];
  readonly databases: "own" | "one";
  /** Where the project of a target is written. */
  readonly folderOf: (target: Target) => string;
  /** Folder of handlers of custom operations, which are copied from there. */
  readonly handlers?: string | null;
  /** The projects stand there already, as `makeProjects` leaves them. */
  readonly made?: boolean;
  /** Runs on each database before its servers start. */
  readonly prepare?: (databaseUrl: string) => Promise<void>;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface Several {
  /** In the order of the targets. */
  readonly members: readonly Member[];
  readonly jwtSecret: string;
  /** Ends the servers and drops their databases. */
  stop(): Promise<void>;
}

export interface Member {
  /** The target's name; with a number where it runs more than once: `name#2`. */
  readonly name: string;
  readonly server: RunningServer;
  readonly databaseUrl: string;
}

/**
 * Targets of a list like `one,two`, in its order; a single one is run against itself.
 * @throws UsageError for an unknown name
 */
export function targetsOf(all: readonly Target[], list: string): readonly Target[] {
  const chosen = list.split(",").flatMap((name) => selectTargets(all, [name.trim()]));
  return chosen.length === 1 ? [...chosen, ...chosen] : chosen;
}

/**
 * When something fails, or the signal aborts, all that was started is stopped again before the error goes on.
 * @throws EnvironmentError when a toolchain or the database is not as needed
 */
export async function startSeveral(options: SeveralOptions): Promise<Several> {
  const { targets, progress, signal } = options;
  const ends: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    if (options.made !== true) await makeProjects(options);
    const names = namesOf(targets);
    const databases = await makeDatabases(options, ends);
    const members: Member[] = [];
    await eachOf([...targets.entries()], AT_ONCE, signal, async ([index, target], either) => {
      const name = names[index] ?? target.name;
      const database = databases[index];
      if (database === undefined) throw new Error("a database is missing");
      const server = await progress.step(`starting ${name}`, () =>
        start(target, options.folderOf(target), database, either),
      );
      ends.push(() => server.stop());
      members[index] = { name, server, databaseUrl: database.url };
    });
    return { members, jwtSecret: JWT_SECRET, stop };
  } catch (error) {
    // What went wrong first is what the user has to know.
    await stop().catch(() => undefined);
    throw error;
  }
}

/**
 * Generates, installs and builds, as many at once as there are processors.
 * @throws EnvironmentError when a toolchain is not as needed
 */
export async function makeProjects(
  options: Pick<
    SeveralOptions,
    "api" | "handlers" | "targets" | "folderOf" | "progress" | "signal"
  >,
): Promise<void> {
  const targets = [...new Set(options.targets)];
  for (const { title, toolchain } of targets) await requireCommands(title, toolchain);
  await eachOf(targets, AT_ONCE, options.signal, async (target, signal) => {
    const folder = options.folderOf(target);
    await makeProject({ ...options, target, folder, force: true }, signal);
  });
}

async function makeDatabases(
  { api, targets, databases, prepare, progress, signal }: SeveralOptions,
  ends: (() => Promise<unknown>)[],
): Promise<FreshDatabase[]> {
  const made: FreshDatabase[] = [];
  await progress.step("preparing the databases", async () => {
    // A port that is free names databases that nobody else uses.
    const name = `gen_bench_several_${await freePort()}`;
    const make = async (index: number): Promise<void> => {
      const database = await makeDatabase(`${name}_${index + 1}`, api, signal);
      ends.push(() => database.drop());
      await prepare?.(database.url);
      made[index] = database;
    };
    // The first may start the server, and stops it where it did: it has to be there before the others and after them.
    const [first = 0, ...others] = targets.keys();
    await make(first);
    if (databases === "own") await eachOf(others, AT_ONCE, signal, make);
  });
  return databases === "own" ? made : targets.flatMap(() => made);
}

async function start(
  { toolchain }: Target,
  folder: string,
  { url }: FreshDatabase,
  signal: AbortSignal,
): Promise<RunningServer> {
  return startServer({
    toolchain,
    folder,
    port: await freePort(),
    settings: {
      DATABASE_URL: url,
      JWT_SECRET,
      PASSWORD_ITERATIONS: String(PASSWORD_ITERATIONS),
    },
    signal,
  });
}

function namesOf(targets: readonly Target[]): readonly string[] {
  return targets.map((target, index) => {
    const before = targets.slice(0, index).filter((one) => one === target).length;
    return before === 0 ? target.name : `${target.name}#${before + 1}`;
  });
}
