/** Exit codes, and how an error is told. The only place that knows either. */
import { EnvironmentError, UsageError } from "../diagnostics/errors.js";
import { EditedError } from "../output/index.js";
import { TemplateError } from "../render/error.js";
import { InterruptedError } from "./interrupt.js";
import type { Terminal } from "./terminal.js";

/**
 * 0: fine. 1: findings (stale or edited output, a failing contract). 2: usage, or a bad document. 3: the environment
 * (toolchain, database, port). 4: our own bug. 130: ended by Ctrl-C, as shells count it (128 + SIGINT).
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130;

/** Of the diff of edited files; `--diff` shows all of it. */
const SHOWN_LINES = 200;

/** Tells an error on standard error and returns the exit code that it stands for. */
export async function reportError(error: unknown, terminal: Terminal): Promise<ExitCode> {
  if (error instanceof UsageError) return tell(error, 2, terminal);
  if (error instanceof EnvironmentError) return tell(error, 3, terminal);
  if (error instanceof EditedError) {
    const code = tell(error, 1, terminal);
    const { printDiff } = await import("./print-diff.js");
    terminal.talk(printDiff(error.changes, terminal.talkColors, SHOWN_LINES));
    return code;
  }
  if (error instanceof TemplateError) {
    const remedy = "If that template came with gen-bench, this is a bug: please report it.";
    return tell({ message: error.message, remedy }, 2, terminal);
  }
  if (error instanceof InterruptedError) {
    terminal.talk("interrupted\n");
    return 130;
  }
  const { sourceStack } = await import("./stack.js");
  const text = error instanceof Error ? sourceStack(error.stack ?? error.message) : String(error);
  terminal.talk(
    `${terminal.talkColors.red("internal error")}: this is a bug of gen-bench, please report it\n${text}\n`,
  );
  return 4;
}

function tell(
  error: { readonly message: string; readonly remedy: string },
  code: ExitCode,
  { talk, talkColors }: Terminal,
): ExitCode {
  talk(`${talkColors.red("error")}: ${error.message}\n`);
  if (error.remedy !== "") talk(`${error.remedy}\n`);
  return code;
}
