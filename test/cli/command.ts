/** Runs the real command, as a user would. */
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../../bin/gen-bench.js", import.meta.url));

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly talk: string;
}

export interface CommandOptions {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Without the settings of whoever runs the tests, so that a shell's `DATABASE_URL` or `NO_COLOR` changes nothing. */
export function commandEnvironment(
  extra: Readonly<Record<string, string>> = {},
): Record<string, string | undefined> {
  const { DATABASE_URL: _, NO_COLOR: __, FORCE_COLOR: ___, ...rest } = process.env;
  return { ...rest, ...extra };
}

/** Starts the command; the caller ends it. */
export function startCommand(args: readonly string[], options: CommandOptions) {
  return spawn(process.execPath, [BIN, ...args], {
    cwd: options.cwd,
    env: commandEnvironment(options.environment),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs the command to its end. */
export function genBench(args: readonly string[], options: CommandOptions): Promise<Result> {
  const child = startCommand(args, options);
  let out = "";
  let talk = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (talk += chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, talk }));
  });
}

/** `script` (util-linux) gives a command a terminal. */
export const hasTerminal =
  spawnSync("script", ["--version"]).stdout?.includes("util-linux") ?? false;

export interface Session {
  readonly code: number | null;
  readonly screen: string;
}

/** Runs the command on a terminal of its own, and types each answer when its question has appeared. */
export function onTerminal(
  args: readonly string[],
  answers: readonly (readonly [question: string, answer: string])[],
  { cwd, environment = {} }: CommandOptions,
): Promise<Session> {
  const command = [process.execPath, BIN, ...args].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd,
    env: { ...commandEnvironment(environment), CI: "", TERM: "xterm" },
  });
  const left = [...answers];
  let screen = "";
  let unread = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    screen += chunk;
    unread += chunk;
    const [next] = left;
    if (next === undefined || !unread.includes(next[0])) return;
    left.shift();
    unread = "";
    child.stdin.write(next[1]);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, screen }));
  });
}
