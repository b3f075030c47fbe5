/**
 * Starting and stopping the embedded PostgreSQL. It is a process of its own that outlives the command; `stop` ends
 * it. It listens on 127.0.0.1 only, without a Unix socket, whose path would be too long in a deep folder.
 */
import { spawn } from "node:child_process";
import { open, readFile } from "node:fs/promises";
import { Client } from "pg";
import { EnvironmentError } from "../diagnostics/errors.js";
import { type Binaries, binaries, cleanEnvironment } from "./binaries.js";
import { type Cluster, makeCluster, readCluster } from "./cluster.js";
import { sqlState } from "./connection.js";
import { databaseFolder, innerFolder } from "./folders.js";
import { choosePort, rememberPort } from "./port.js";
import { isAlive, isServerOf, readPostmaster, removeStaleLock } from "./postmaster.js";
import { type SystemUser, systemUser } from "./system-user.js";

export interface Running {
  /** Address of the server, as its superuser, without a database. */
  readonly url: string;
  /** True when this call started it. */
  readonly started: boolean;
}

/** Longest wait for a start, which may have to recover from a crash, and for a stop; milliseconds. */
const START_MS = 60_000;
const STOP_MS = 30_000;
const POLL_MS = 20;
/** Starts with another port when somebody took the one we chose. */
const ATTEMPTS = 5;

/** Room for all servers of a comparison and the tests beside them. No parallel plans: equal costs for each query. */
const SETTINGS: readonly string[] = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=300",
  "max_parallel_workers_per_gather=0",
  "max_wal_size=512MB",
  "timezone=UTC",
  "log_timezone=UTC",
];

/**
 * Starts the server unless it runs, making its files at the first time.
 *
 * @param name of a server with files of its own, beside the one that all commands share
 * @throws EnvironmentError with the reason and the end of the server's log
 */
export async function startEmbedded(name?: string): Promise<Running> {
  const user = await systemUser();
  const shared = await databaseFolder(user);
  const base = name === undefined ? shared : await innerFolder(shared, name, user);
  const known = await readCluster(base);
  const running = known === null ? null : await runningUrl(known);
  if (running !== null) return { url: running, started: false };
  const programs = await binaries(shared, user);
  const cluster = known ?? (await makeCluster(base, programs, user));
  for (let attempt = 1; ; attempt++) {
    const result = await start(cluster, programs, user);
    if (result.kind === "running") return { url: result.url, started: result.started };
    if (attempt === ATTEMPTS || !result.retry) {
      throw new EnvironmentError(
        `the embedded PostgreSQL did not start: ${await logTail(cluster)}`,
        `Its log is ${cluster.log}. DATABASE_URL may name another server.`,
      );
    }
  }
}

/**
 * Version of the programs that would be started.
 * @throws EnvironmentError where they are missing or do not run here
 */
export async function embeddedVersion(): Promise<string> {
  const user = await systemUser();
  const { version } = await binaries(await databaseFolder(user), user);
  return version;
}

/** The address of the embedded server while it runs, else null. */
export async function embeddedUrl(): Promise<string | null> {
  const cluster = await knownCluster();
  return cluster === null ? null : runningUrl(cluster);
}

async function knownCluster(name?: string): Promise<Cluster | null> {
  const user = await systemUser();
  const base = await databaseFolder(user);
  return readCluster(name === undefined ? base : await innerFolder(base, name, user));
}

/**
 * Stops the server; open connections are cut. False when it did not run.
 *
 * @throws EnvironmentError where it belongs to somebody else or does not end
 */
export async function stopEmbedded(name?: string): Promise<boolean> {
  const cluster = await knownCluster(name);
  if (cluster === null) return false;
  const postmaster = await readPostmaster(cluster.data);
  if (postmaster === null || !(await isServerOf(cluster.data, postmaster.pid))) return false;
  try {
    // "Fast shutdown": no new connections, open transactions are rolled back.
    process.kill(postmaster.pid, "SIGINT");
  } catch (error) {
    throw new EnvironmentError(
      `the embedded PostgreSQL (process ${postmaster.pid}) cannot be stopped: ${String(error)}`,
      "Stop it as the user who started it.",
    );
  }
  // Its lock file goes last. The process itself may stay as a zombie where nobody collects orphans.
  const ended = async (): Promise<boolean> =>
    (await readPostmaster(cluster.data))?.pid !== postmaster.pid || !isAlive(postmaster.pid);
  if (await waitFor(STOP_MS, ended)) return true;
  throw new EnvironmentError(`the embedded PostgreSQL (process ${postmaster.pid}) does not end`);
}

type Start =
  | { readonly kind: "running"; readonly url: string; readonly started: boolean }
  | { readonly kind: "failed"; readonly retry: boolean };

async function start(
  cluster: Cluster,
  programs: Binaries,
  user: SystemUser | null,
): Promise<Start> {
  await removeStaleLock(cluster.data);
  const port = await choosePort(cluster.port);
  const log = await open(cluster.log, "a", 0o600);
  const from = (await log.stat()).size;
  const child = spawn(
    programs.postgres,
    ["-D", cluster.data, "-p", String(port), ...SETTINGS.flatMap((setting) => ["-c", setting])],
    {
      cwd: cluster.folder,
      env: cleanEnvironment(),
      // A group of its own, so that a Ctrl-C meant for us does not reach it.
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
      windowsHide: true,
      ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
    },
  );
  let ended = false;
  child.on("error", () => (ended = true));
  child.on("exit", () => (ended = true));
  child.unref();
  await log.close();

  let url: string | null = null;
  const ready = async (): Promise<boolean> => {
    url = await runningUrl(cluster);
    return url !== null || ended;
  };
  await waitFor(START_MS, ready);
  if (url === null && (await lockedByOther(cluster, from))) {
    await waitFor(START_MS, async () => (url = await runningUrl(cluster)) !== null);
  }
  if (url === null) {
    const said = (await readFile(cluster.log, "utf8")).slice(from);
    return { kind: "failed", retry: /Address already in use|could not bind|lock file/.test(said) };
  }
  const started = !ended && (await readPostmaster(cluster.data))?.pid === child.pid;
  if (started) await rememberPort(cluster.port, port);
  return { kind: "running", url, started };
}

/** Whether our server gave way to one that another process is starting. */
async function lockedByOther(cluster: Cluster, from: number): Promise<boolean> {
  const said = (await readFile(cluster.log, "utf8")).slice(from);
  const postmaster = await readPostmaster(cluster.data);
  return (
    said.includes("postmaster.pid") &&
    postmaster !== null &&
    isServerOf(cluster.data, postmaster.pid)
  );
}

/** The address, once the server answers with our password; else null. */
async function runningUrl(cluster: Cluster): Promise<string | null> {
  const postmaster = await readPostmaster(cluster.data);
  if (postmaster === null || !isAlive(postmaster.pid)) return null;
  const url = `postgres://postgres:${cluster.password}@127.0.0.1:${postmaster.port}`;
  const client = new Client({
    connectionString: `${url}/postgres`,
    connectionTimeoutMillis: 2000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return url;
  } catch (error) {
    // Full is also running; the caller's own connection will say so.
    return sqlState(error) === "53300" ? url : null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function logTail(cluster: Cluster): Promise<string> {
  const text = await readFile(cluster.log, "utf8").catch(() => "");
  return text.trim().split("\n").slice(-3).join(" | ");
}

async function waitFor(milliseconds: number, done: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + milliseconds;
  for (;;) {
    if (await done()) return true;
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
