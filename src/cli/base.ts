/** The document as it was at a git revision. */
import { execFile } from "node:child_process";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { EnvironmentError, UsageError } from "../diagnostics/errors.js";
import type { SourceText } from "../diagnostics/index.js";
import type { DocumentFiles } from "../openapi/index.js";
import { hasCode } from "../output/index.js";
import { decode } from "./read-text.js";

const run = promisify(execFile);
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Each of its files as it was; `null` where the first was not there at that revision.
 * @throws UsageError for a revision that there is not, or a document outside of a repository
 * @throws EnvironmentError without git
 */
export async function documentAt(revision: string, file: string): Promise<DocumentFiles | null> {
  const folder = dirname(file);
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
  const name = basename(file);
  const main = await textAt(revision, folder, name);
  if (main === null) return null;
  const { collectFiles } = await import("../openapi/index.js");
  return collectFiles(main, name, async (path) => {
    const found = await textAt(revision, folder, path);
    return found ?? { problem: `there was no ${join(folder, path)} at ${revision}` };
  });
}

/** @param path from the folder; `null` where no file of that path was at that revision */
async function textAt(revision: string, folder: string, path: string): Promise<SourceText | null> {
  const object = `${revision}:./${path}`;
  const kind = await git(folder, ["cat-file", "-t", object]).catch(() => null);
  if (kind?.toString().trim() !== "blob") return null;
  const text = decode(await git(folder, ["cat-file", "blob", object]));
  return { file: `${join(folder, path)} (${revision})`, text };
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
