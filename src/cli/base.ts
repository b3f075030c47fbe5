/** The document as it was at a git revision. */
import { execFile } from "node:child_process";
import { basename, dirname } from "node:path";
import { promisify } from "node:util";
import { EnvironmentError, UsageError } from "../diagnostics/errors.js";
import type { SourceText } from "../diagnostics/index.js";
import { hasCode } from "../output/index.js";
import { decode } from "./read-text.js";

const run = promisify(execFile);
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * `null` where there was no such file at that revision.
 * @throws UsageError for a revision that there is not, or a document outside of a repository
 * @throws EnvironmentError without git
 */
export async function documentAt(revision: string, file: string): Promise<SourceText | null> {
  const folder = dirname(file);
  const path = `./${basename(file)}`;
  try {
    await git(folder, [
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${revision}^{commit}`,
    ]);
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    throw new UsageError(
      `git knows no revision ${JSON.stringify(revision)} of ${folder === "." ? "this folder" : folder}`,
      "In a shallow clone, fetch it first: git fetch origin BRANCH.",
    );
  }
  const object = `${revision}:${path}`;
  const there = await git(folder, ["cat-file", "-e", object]).catch(() => null);
  if (there === null) return null;
  return { file: `${file} (${revision})`, text: decode(await git(folder, ["show", object])) };
}

/** Whether the folder of the file belongs to a repository that has a commit. */
export async function hasHead(file: string): Promise<boolean> {
  return git(dirname(file), ["rev-parse", "--verify", "--quiet", "HEAD"]).then(
    () => true,
    () => false,
  );
}

async function git(cwd: string, args: readonly string[]): Promise<Buffer> {
  try {
    const { stdout } = await run("git", [...args], {
      cwd,
      encoding: "buffer",
      maxBuffer: MOST_BYTES,
    });
    return stdout;
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
    throw new EnvironmentError(
      "git cannot be started",
      "Install it; --base reads the document from it.",
    );
  }
}
