/** The command: arguments in, exit code out. */
import { runArguments } from "./cli/arguments.js";
import { reportError, type ExitCode } from "./cli/exit.js";
import { createTerminal } from "./cli/terminal.js";

/** @param argv arguments without node and script */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  const terminal = createTerminal();
  // A reader that has gone (`gen-bench explain | head`) is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  try {
    return await runArguments(argv, terminal);
  } catch (error) {
    return await reportError(error, terminal);
  }
}
