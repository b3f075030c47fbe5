/**
 * Child processes that never outlive us. Each is the leader of a process group of its own, so that Ctrl-C on a
 * terminal reaches only us and we decide on the order of the end, and so that a signal reaches its children too. A
 * guard ends the group when we die without a word (SIGKILL, a crash).
 */
import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

export interface GroupOptions {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Both streams, as they come. */
  readonly onOutput: (chunk: string) => void;
}

/** How a process ended; `error` when it could not be started at all. */
export type Exit =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: NodeJS.Signals }
  | { readonly kind: "error"; readonly error: Error };

export interface Group {
  readonly pid: number | undefined;
  /** Settles when the leader has ended and its output is read. Never rejects. */
  readonly exited: Promise<Exit>;
  /** Sends a signal to the leader or to all of the group; none is sent to what has ended. */
  signal(name: NodeJS.Signals, to: "first" | "all"): void;
  /** SIGTERM to all of the group, SIGKILL to what is left of it after the deadline. */
  stop(deadlineMilliseconds: number): Promise<Exit>;
}

/** @param argv command and arguments; looked up on the PATH of `environment`, no shell */
export function spawnGroup(argv: readonly string[], options: GroupOptions): Group {
  const [command, ...args] = argv;
  if (command === undefined) throw new Error("an empty argv");
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  child.stdout.setEncoding("utf8").on("data", options.onOutput);
  child.stderr.setEncoding("utf8").on("data", options.onOutput);
  const { pid } = child;
  const release = pid === undefined ? () => undefined : guard(pid);
  const exited = exitOf(child).finally(() => {
    // A leader that crashed may have left workers behind.
    signalGroup(pid, "SIGKILL");
    release();
  });
  return {
    pid,
    exited,
    signal(name, to) {
      if (to === "all") signalGroup(pid, name);
      else child.kill(name);
    },
    async stop(deadlineMilliseconds) {
      signalGroup(pid, "SIGTERM");
      const abort = new AbortController();
      const deadline = sleep(deadlineMilliseconds, "late" as const, { signal: abort.signal }).catch(
        () => "late" as const,
      );
      const first = await Promise.race([exited, deadline]);
      abort.abort();
      if (first !== "late") return first;
      signalGroup(pid, "SIGKILL");
      return exited;
    },
  };
}

function exitOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Exit> {
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ kind: "error", error }));
    // `close` waits for the streams, which a grandchild may hold open; `exit` alone could lose the last lines.
    child.on("exit", (code, signal) => {
      const exit: Exit =
        signal === null ? { kind: "code", code: code ?? 0 } : { kind: "signal", signal };
      const timer = setTimeout(() => resolve(exit), 500);
      child.on("close", () => {
        clearTimeout(timer);
        resolve(exit);
      });
    });
  });
}

/** Sends a signal to all processes of a group; a group that has gone is fine. */
function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // ESRCH: all of it has ended.
  }
}

/** Reads until we are gone, then ends the group. `$1` is the group. */
const GUARD_SCRIPT =
  'cat >/dev/null; kill -TERM -"$1" 2>/dev/null; sleep 3; kill -KILL -"$1" 2>/dev/null';

/**
 * A shell that holds the other end of a pipe: the system closes ours when we die, however that happens.
 * @returns call when the group has ended, since its number may then be given to others
 */
function guard(pid: number): () => void {
  const shell = spawn("/bin/sh", ["-c", GUARD_SCRIPT, "sh", String(pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  // Without a shell there is no guard; the orderly ways to end still work.
  shell.on("error", () => undefined);
  shell.stdin.on("error", () => undefined);
  shell.unref();
  return () => signalGroup(shell.pid, "SIGKILL");
}
