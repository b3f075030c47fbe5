/**
 * One run at a time in a folder. The lock is a folder that says who holds it, so that it survives a crash of its
 * holder: whoever comes next sees that nobody is there any more.
 *
 * A lock appears whole, by a rename, which the file system grants to one only. An abandoned one is broken under a lock
 * of its own that is named after the dead holder, so that two who find it cannot break each other's.
 */
import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EnvironmentError } from "../diagnostics/errors.js";
import { hasCode } from "./failures.js";
import { LOCK_NAME } from "./leftovers.js";
import { sha256 } from "../sha256.js";

/** `<process>-<machine>-<random>`: the name of the one file in a lock, and the end of names beside it. */
type Holder = string;

const POLL_MILLISECONDS = 25;
/** Nobody writes for so long: the process of that number is another one, or ran on a machine that we cannot ask. */
const ABANDONED_MILLISECONDS = 10 * 60 * 1000;

/**
 * Runs work while no other run of gen-bench has the folder, which has to be there.
 * @param patience how long to wait for another one, milliseconds
 * @throws EnvironmentError when another one does not end
 */
export async function withLock<T>(
  folder: string,
  work: () => Promise<T>,
  patience = 60_000,
): Promise<T> {
  const path = join(folder, LOCK_NAME);
  const release = await acquire(path, Date.now() + patience);
  try {
    await removeAbandoned(path);
    return await work();
  } finally {
    await release();
  }
}

async function acquire(path: string, deadline: number): Promise<() => Promise<void>> {
  const own: Holder = `${process.pid}-${machine()}-${randomBytes(6).toString("hex")}`;
  const waiting = `${path}.new-${own}`;
  await mkdir(waiting);
  try {
    await writeFile(join(waiting, own), "");
    while (!(await moved(waiting, path))) {
      const other = await holderOf(path);
      if (other !== null && (await isAbandoned(path, other))) {
        await breakLock(path, other, own, deadline);
      } else if (Date.now() < deadline) {
        await sleep(POLL_MILLISECONDS);
      } else {
        throw new EnvironmentError(
          `another gen-bench${other === null ? "" : ` (process ${processOf(other)})`} writes to ${dirname(path)}`,
          `Wait until it has ended; if there is none, delete ${path}.`,
        );
      }
    }
  } catch (error) {
    await rm(waiting, { recursive: true, force: true });
    throw error;
  }
  return async () => {
    // Unless it was so old that somebody else took it for abandoned.
    if ((await holderOf(path)) === own) await remove(path, own);
  };
}

/**
 * Whether the rename was ours: it is refused where a folder with something in it stands already, on Windows with EPERM or
 * EACCES. It may have gone by now, so that there is nothing to be learnt from looking at it. That we may write here is
 * known, since `from` stands beside it.
 */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOTEMPTY", "EEXIST", "EPERM", "EACCES")) return false;
    throw error;
  }
}

/** Away in one step, so that nobody ever sees a lock without its holder. */
async function remove(path: string, own: Holder): Promise<void> {
  const gone = `${path}.gone-${own}`;
  await rename(path, gone);
  await rm(gone, { recursive: true, force: true });
}

/** Only one at a time breaks the lock of this holder, and looks again before: it may be gone, and the lock another's. */
async function breakLock(
  path: string,
  other: Holder,
  own: Holder,
  deadline: number,
): Promise<void> {
  const release = await acquire(`${path}.break-${other}`, deadline);
  try {
    if ((await holderOf(path)) === other) await remove(path, own);
  } finally {
    await release();
  }
}

/** `null` where there is no lock (any more). */
async function holderOf(path: string): Promise<Holder | null> {
  try {
    return (await readdir(path))[0] ?? null;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

/** @param place a lock, or a folder beside it, of that holder */
async function isAbandoned(place: string, holder: Holder): Promise<boolean> {
  if (holder.split("-")[1] === machine() && !isAlive(processOf(holder))) return true;
  const found = await stat(place).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > ABANDONED_MILLISECONDS;
}

function processOf(holder: Holder): number {
  return Number.parseInt(holder, 10);
}

/** Tells machines apart that share a file system; process numbers of another one say nothing here. */
function machine(): string {
  return sha256(hostname()).slice(0, 8);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process, so there is one.
    return hasCode(error, "EPERM");
  }
}

/** What dead runs that waited, broke or released a lock have left beside it. Only the holder of the lock may. */
async function removeAbandoned(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    const place = join(folder, name);
    const holder = /\.(?:new|gone)-([^.]+)$/.exec(name)?.[1] ?? (await holderOf(place));
    if (holder !== null && (await isAbandoned(place, holder))) {
      await rm(place, { recursive: true, force: true });
    }
  }
}
