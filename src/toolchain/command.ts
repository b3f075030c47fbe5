/** One command to its end, such as an install or a build. */
import { EnvironmentError } from "../diagnostics/errors.js";
import { spawnGroup, type Exit } from "./group.js";
import { createTail } from "./tail.js";

export interface CommandOptions {
  readonly cwd: string;
  /** On top of our own environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Ends the command when it aborts. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a command and returns what it printed (both streams mixed, first and last lines).
 * @throws EnvironmentError when it cannot be started or fails, with what it printed
 * @throws the reason of `signal` when that aborts
 */
export async function runCommand(
  argv: readonly string[],
  options: CommandOptions,
): Promise<string> {
  options.signal?.throwIfAborted();
  const tail = createTail();
  const group = spawnGroup(argv, {
    cwd: options.cwd,
    environment: { ...process.env, ...options.environment },
    onOutput: (chunk) => tail.push(chunk),
  });
  const abort = (): void => void group.stop(2000);
  options.signal?.addEventListener("abort", abort);
  const exit = await group.exited;
  options.signal?.removeEventListener("abort", abort);
  options.signal?.throwIfAborted();
  if (exit.kind === "code" && exit.code === 0) return tail.text();
  throw new EnvironmentError(
    `\`${argv.join(" ")}\` ${describeExit(exit)} in ${options.cwd}\n${tail.text()}`.trimEnd(),
  );
}

/** e.g. `ended with code 1`, to follow the name of what ended. */
export function describeExit(exit: Exit): string {
  switch (exit.kind) {
    case "code":
      return `ended with code ${exit.code}`;
    case "signal":
      return `was ended by ${exit.signal}`;
    case "error":
      return `could not be started (${exit.error.message})`;
  }
}
