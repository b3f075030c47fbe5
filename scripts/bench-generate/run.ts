/** Runs a program to its end and measures it as a whole process. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

export interface Measured {
  readonly milliseconds: number;
  /** User and system; `null` where no bash can tell. */
  readonly cpuMilliseconds: number | null;
}

export interface Command {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Exit code that is as it should be. */
  readonly code: number;
}

/** Only a shell's `time` knows what a child has used; the shell itself is not counted. */
const BASH = "/bin/bash";
const TIMED = 'TIMEFORMAT="%3R %3U %3S"; time "$@"';

/** @throws Error with what the command said when it ends otherwise than expected */
export async function measure({ argv, cwd, environment, code }: Command): Promise<Measured> {
  const timed = existsSync(BASH);
  const all = timed ? [BASH, "-c", TIMED, "bash", ...argv] : argv;
  const started = performance.now();
  const child = spawn(all[0] ?? "", all.slice(1), {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let talk = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (talk += chunk));
  const ended = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const elapsed = performance.now() - started;
  if (ended !== code) throw new Error(`${argv.join(" ")} ended with ${ended}:\n${talk}`);
  const [real, user, system] = (talk.trimEnd().split("\n").at(-1) ?? "").split(" ").map(Number);
  if (!timed || real === undefined || user === undefined || system === undefined) {
    return { milliseconds: elapsed, cpuMilliseconds: null };
  }
  return { milliseconds: real * 1000, cpuMilliseconds: (user + system) * 1000 };
}
