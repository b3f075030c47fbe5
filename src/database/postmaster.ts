/**
 * Whether the embedded server runs, and on which port: `postmaster.pid` in its data directory says so (PostgreSQL
 * documentation, 66.1). The same file is the lock between two processes that start it at once.
 */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** What the lock file of a data directory says; `null` without one, or while it is being written. */
export async function readPostmaster(data: string): Promise<Postmaster | null> {
  const text = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) && port > 0
    ? { pid, port }
    : null;
}

/** Whether a process with this number runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Removes a lock file that a crash has left. PostgreSQL does so itself, unless another process has got the number
 * since, as happens after a restart of a container.
 */
export async function removeStaleLock(data: string): Promise<void> {
  const postmaster = await readPostmaster(data);
  if (postmaster === null || (await isServerOf(data, postmaster.pid))) return;
  const again = await readPostmaster(data);
  if (again?.pid === postmaster.pid) await rm(join(data, "postmaster.pid"), { force: true });
}

/** Whether the process is the server of this data directory; where the system cannot tell, whether it is alive. */
export async function isServerOf(data: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await commandLine(pid);
  return command === null || command.includes(data);
}

async function commandLine(pid: number): Promise<string | null> {
  if (process.platform === "win32") return null;
  return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() =>
    promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]).then(
      ({ stdout }) => stdout,
      () => null,
    ),
  );
}
