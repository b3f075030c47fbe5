/**
 * The files of the embedded PostgreSQL: made once, aside, and renamed into place, so that a crash or a second
 * process at the same moment leaves either nothing or a whole cluster.
 */
import { randomBytes } from "node:crypto";
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { EnvironmentError } from "../diagnostics/errors.js";
import { type Binaries, run } from "./binaries.js";
import { clusterFolder } from "./folders.js";
import type { SystemUser } from "./system-user.js";

/** Where everything of one cluster lies. */
export interface Cluster {
  readonly folder: string;
  /** PostgreSQL's own data directory. */
  readonly data: string;
  readonly log: string;
  /** File with the port that was used last. */
  readonly port: string;
  readonly password: string;
}

/** Leftovers of a first start that was killed, in milliseconds of age. */
const ABANDONED_MS = 10 * 60 * 1000;

/** The cluster below `base`; `null` where there is none yet. */
export async function readCluster(base: string): Promise<Cluster | null> {
  const folder = join(clusterFolder(base), "cluster");
  const password = await readFile(join(folder, "password"), "utf8").catch(() => null);
  if (password === null) return null;
  return {
    folder,
    data: join(folder, "data"),
    log: join(folder, "log"),
    port: join(folder, "port"),
    password: password.trim(),
  };
}

/**
 * Makes the cluster. With the builtin locale `C.UTF-8`: the same order and the same letter cases on every system.
 *
 * @throws EnvironmentError with what `initdb` said
 */
export async function makeCluster(
  base: string,
  programs: Binaries,
  user: SystemUser | null,
): Promise<Cluster> {
  const parent = clusterFolder(base);
  await mkdir(parent, { recursive: true });
  if (user !== null) await chmod(parent, 0o711);
  await removeAbandoned(parent);
  const aside = join(parent, `new-${process.pid}-${randomBytes(4).toString("hex")}`);
  try {
    await mkdir(aside, { mode: 0o700 });
    const passwordFile = join(aside, "password");
    await writeFile(passwordFile, `${randomBytes(16).toString("hex")}\n`, { mode: 0o600 });
    if (user !== null) {
      await chown(passwordFile, user.uid, user.gid);
      await chown(aside, user.uid, user.gid);
    }
    await initialise(aside, passwordFile, programs, user);
    await rename(aside, join(parent, "cluster")).catch(async (error: unknown) => {
      // Another process was faster, and its cluster is as good.
      if ((await readCluster(base)) === null) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  const cluster = await readCluster(base);
  if (cluster !== null) return cluster;
  throw new EnvironmentError(`the database files under ${parent} vanished while they were made`);
}

async function initialise(
  aside: string,
  passwordFile: string,
  programs: Binaries,
  user: SystemUser | null,
): Promise<void> {
  const options = [
    `--pgdata=${join(aside, "data")}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    // The files are worth nothing before the first start.
    "--no-sync",
    "--no-instructions",
  ];
  const { code, output } = await run(programs.initdb, options, aside, user);
  if (code === 0) return;
  const lines = output.trim().split("\n");
  throw new EnvironmentError(
    `the embedded PostgreSQL could not make its files: ${lines.slice(-3).join(" ")}`,
    output.includes("could not look up effective user ID")
      ? "Run as a user that /etc/passwd names, or set DATABASE_URL to a server that is already there."
      : "Look for free space and rights, set GEN_BENCH_HOME to another folder, or DATABASE_URL to another server.",
  );
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith("new-")) continue;
    const path = join(parent, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > ABANDONED_MS) {
      await rm(path, { recursive: true, force: true });
    }
  }
}
