/** What the file system refuses, said in words that a user of `--out` understands. */
import { EnvironmentError, UsageError } from "../diagnostics/errors.js";

/** Whether an error is one of Node's system errors with one of these codes (`ENOENT`, …). */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    codes.includes(error.code)
  );
}

/**
 * Turns a system error of reading or writing below `folder` into a `UsageError` (the folder is a file) or an
 * `EnvironmentError` (no permission, no space, a file system that cannot be written). Other errors come back as they
 * are.
 */
export function explainFailure(error: unknown, folder: string): unknown {
  if (error instanceof UsageError || error instanceof EnvironmentError) return error;
  if (hasCode(error, "ENOTDIR", "EEXIST")) {
    return new UsageError(
      `${folder} is not a folder, or a part of its path is a file`,
      "Choose another --out.",
    );
  }
  if (error instanceof Error && "syscall" in error) {
    return new EnvironmentError(
      `cannot write to ${folder}: ${error.message}`,
      "Choose another --out, or make this one writable.",
    );
  }
  return error;
}
