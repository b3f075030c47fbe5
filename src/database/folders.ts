/**
 * Where our data and caches live: the folders of the operating system's user (env-paths), or `GEN_BENCH_HOME`.
 * Nothing is ever kept in the working directory.
 */
import { chmod, mkdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import envPaths from "env-paths";
import { EnvironmentError } from "../diagnostics/errors.js";
import type { SystemUser } from "./system-user.js";

export interface Folders {
  readonly data: string;
  readonly cache: string;
}

/** Paths only; nothing is created. */
export function folders(environment: NodeJS.ProcessEnv = process.env): Folders {
  const home = environment["GEN_BENCH_HOME"];
  if (home !== undefined && home !== "") {
    return { data: resolve(home), cache: resolve(home, "cache") };
  }
  const { data, cache } = envPaths("gen-bench", { suffix: "" });
  return { data, cache };
}

/** For root, whose home is closed to the user that PostgreSQL runs as (File System Hierarchy Standard, 5.8). */
const ROOT_DATA = "/var/lib/gen-bench";

/**
 * Makes the folder for the database and gives its path: one that `user` can reach, `null` being ourselves.
 *
 * @throws EnvironmentError where there is no such folder
 */
export async function databaseFolder(
  user: SystemUser | null,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const { data } = folders(environment);
  const chosen = (environment["GEN_BENCH_HOME"] ?? "") !== "";
  if (chosen || user === null || (await reachable(dirname(data), user))) {
    await makeFolder(data, user);
    if (user === null || (await reachable(data, user))) return data;
    throw new EnvironmentError(
      `the folder ${data} cannot be reached by the user ${user.name}, as which PostgreSQL runs for root`,
      "Set GEN_BENCH_HOME to a folder that every user may enter, for example /var/lib/gen-bench.",
    );
  }
  await makeFolder(ROOT_DATA, user);
  return ROOT_DATA;
}

/** Makes a folder for another cluster inside the database folder, for one that is not everybody's. */
export async function innerFolder(
  base: string,
  name: string,
  user: SystemUser | null,
): Promise<string> {
  const folder = join(base, name);
  await makeFolder(folder, user);
  return folder;
}

async function makeFolder(path: string, user: SystemUser | null): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    if (user === null) return;
    // Entering it is all that the other user gets; it may have been made for us alone, as mkdtemp does.
    const { mode } = await stat(path);
    if ((mode & 0o011) !== 0o011) await chmod(path, (mode & 0o7777) | 0o011);
  } catch (error) {
    throw new EnvironmentError(
      `the folder ${path} cannot be made: ${error instanceof Error ? error.message : String(error)}`,
      "Set GEN_BENCH_HOME to a folder that can be written.",
    );
  }
}

/** Whether a user may enter this folder and all above it. A folder that is not there yet counts as its parent. */
export async function reachable(path: string, user: SystemUser): Promise<boolean> {
  let folder = resolve(path);
  for (;;) {
    const found = await stat(folder).catch(() => null);
    if (found !== null && !mayEnter(found, user)) return false;
    const parent = dirname(folder);
    if (parent === folder) return true;
    folder = parent;
  }
}

function mayEnter(
  found: { readonly mode: number; readonly uid: number; readonly gid: number },
  user: SystemUser,
): boolean {
  if (found.uid === user.uid) return (found.mode & 0o100) !== 0;
  if (found.gid === user.gid) return (found.mode & 0o010) !== 0;
  return (found.mode & 0o001) !== 0;
}

/** The folder of one PostgreSQL version inside the database folder. */
export function clusterFolder(base: string): string {
  return join(base, "postgresql-18");
}
