/** A generated server as a child process: started, waited for, and stopped. */
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { EnvironmentError } from "../diagnostics/errors.js";
import { describeExit } from "./command.js";
import { spawnGroup, type Exit, type Group } from "./group.js";
import { LOOPBACK, requireFree } from "./ports.js";
import { createTail } from "./tail.js";
import type { Toolchain } from "./toolchain.js";

export interface ServerOptions {
  readonly toolchain: Toolchain;
  /** The built project. */
  readonly folder: string;
  readonly port: number;
  /** `DATABASE_URL`, `JWT_SECRET` and the like, on top of what a process needs, `HOST` and `PORT`. */
  readonly settings: Readonly<Record<string, string>>;
  /** How long the server may take until it answers, 30 seconds unless given. */
  readonly startMilliseconds?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onOutput?: ((chunk: string) => void) | undefined;
}

/** A server as a process, whether it answers or not. */
export interface LaunchedServer {
  /** e.g. `http://127.0.0.1:8007`, no slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Of the process that was started; 0 when it could not be. */
  readonly pid: number;
  /** Settles when the process ends, whatever the reason. */
  readonly exited: Promise<Exit>;
  /** The first and last lines that it printed. */
  log(): string;
  /** Sends a signal to the first process alone, as a supervisor does, or to `all` of them, as a terminal does. */
  signal(name: NodeJS.Signals, to: "first" | "all"): void;
  /**
   * Waits until it answers a request, with any status.
   * @throws EnvironmentError when it ends or does not answer in time, with its last lines; it is then stopped
   * @throws the reason of `signal` when that aborts; it is then stopped
   */
  ready(): Promise<void>;
  /** Asks it to end (SIGTERM), ends it after the deadline (SIGKILL), and says how it ended. */
  stop(deadlineMilliseconds?: number): Promise<Exit>;
}

/** One that has answered. */
export type RunningServer = Omit<LaunchedServer, "ready">;

/**
 * Starts a server and waits until it answers a request, with any status.
 * @throws EnvironmentError when the port is taken, or the server ends or does not answer in time, with its last lines
 * @throws the reason of `signal` when that aborts; the server is then stopped
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  options.signal?.throwIfAborted();
  await requireFree(options.port);
  const server = launchServer(options);
  await server.ready();
  return server;
}

/** Starts a server and waits for nothing: it may be one that refuses to start. `settings` may replace HOST and PORT. */
export function launchServer(options: ServerOptions): LaunchedServer {
  const { port, folder, toolchain } = options;
  const tail = createTail();
  const group = spawnGroup(toolchain.start, {
    cwd: folder,
    environment: {
      ...inheritedEnvironment(process.env),
      HOST: LOOPBACK,
      PORT: String(port),
      ...options.settings,
    },
    onOutput: (chunk) => {
      tail.push(chunk);
      options.onOutput?.(chunk);
    },
  });
  const url = `http://${LOOPBACK}:${port}`;
  return {
    url,
    port,
    pid: group.pid ?? 0,
    exited: group.exited,
    log: () => tail.text(),
    signal: (name, to) => group.signal(name, to),
    async ready() {
      try {
        await waitUntilReady(group, url, options.startMilliseconds ?? 30_000, options.signal);
      } catch (error) {
        await group.stop(2000);
        options.signal?.throwIfAborted();
        const reason = error instanceof Error ? error.message : String(error);
        throw new EnvironmentError(
          `\`${toolchain.start.join(" ")}\` ${reason} in ${folder}\n${tail.text()}`.trimEnd(),
        );
      }
    },
    stop: (deadlineMilliseconds = 12_000) => group.stop(deadlineMilliseconds),
  };
}

/** Configuration of a server never leaks in from the caller's shell: only what a process needs to run at all. */
function inheritedEnvironment(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const needed = /^(PATH|HOME|USER|LANG|LC_\w+|TMPDIR|TEMP|TMP|TZ|SYSTEMROOT|LD_LIBRARY_PATH)$/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => needed.test(name)));
}

async function waitUntilReady(
  group: Group,
  url: string,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const state: { exit: Exit | null } = { exit: null };
  void group.exited.then((exit) => (state.exit = exit));
  const deadline = performance.now() + limit;
  while (performance.now() < deadline) {
    signal?.throwIfAborted();
    if (state.exit !== null) throw new Error(`${describeExit(state.exit)} before it answered`);
    if (await answers(url)) return;
    await sleep(40);
  }
  throw new Error(`did not answer within ${Math.round(limit / 1000)} s`);
}

/** Every generated server has its document there; any status will do. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request(`${url}/openapi.json`, { agent: false, timeout: 2000 }, (response) => {
      response.resume();
      resolve(true);
    });
    probe.on("timeout", () => probe.destroy());
    probe.on("error", () => resolve(false));
    probe.end();
  });
}
