/**
 * The processes of a started server, as the system tells of them: which there are, what they hold. From /proc
 * (proc(5)); where there is none, as on macOS, `ps` tells the processes and the rest is unknown.
 */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

export interface Member {
  readonly pid: number;
  readonly parent: number;
}

/** The living processes of a group, the oldest first. Zombies are none. */
export async function groupMembers(group: number): Promise<Member[]> {
  const all = (await fromProc()) ?? (await fromPs());
  return all
    .filter((one) => one.group === group && one.state !== "Z")
    .map(({ pid, parent }) => ({ pid, parent }))
    .toSorted((a, b) => a.pid - b.pid);
}

/** How many files and sockets the processes hold open; null where the system does not tell. */
export async function openFiles(pids: readonly number[]): Promise<number | null> {
  const counts = await Promise.all(
    pids.map((pid) =>
      readdir(`/proc/${pid}/fd`).then(
        ({ length }) => length,
        () => null,
      ),
    ),
  );
  return sum(counts);
}

/** Memory that the processes hold (`VmRSS`), in bytes; null where the system does not tell. */
export async function residentBytes(pids: readonly number[]): Promise<number | null> {
  const sizes = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
      const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
      return kilobytes === undefined ? null : Number(kilobytes) * 1024;
    }),
  );
  return sum(sizes);
}

function sum(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>(
    (total, value) => (total === null || value === null ? null : total + value),
    0,
  );
}

interface Process extends Member {
  readonly group: number;
  readonly state: string;
}

async function fromProc(): Promise<Process[] | null> {
  const names = await readdir("/proc").catch(() => null);
  if (names === null) return null;
  const found = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      // One that has ended meanwhile is none.
      .map((name) => readFile(`/proc/${name}/stat`, "utf8").catch(() => "")),
  );
  return found.flatMap((text) => {
    // The name in parentheses may hold anything, so that the fields count from its end.
    const [state = "", parent, group] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const pid = Number.parseInt(text, 10);
    return Number.isNaN(pid) ? [] : [{ pid, parent: Number(parent), group: Number(group), state }];
  });
}

async function fromPs(): Promise<Process[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,pgid=,state="]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => {
      const [pid, parent, group, state = ""] = line.trim().split(/\s+/);
      return {
        pid: Number(pid),
        parent: Number(parent),
        group: Number(group),
        state: state.slice(0, 1),
      };
    });
}
