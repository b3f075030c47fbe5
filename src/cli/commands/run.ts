/** How a command of the grammar hands its work over. */
import type { ExitCode } from "../exit.js";
import type { Terminal } from "../terminal.js";

/** Runs the work of the command that was named and keeps the exit code that it ends with. */
export type Run = (work: (terminal: Terminal) => Promise<ExitCode>) => Promise<void>;
