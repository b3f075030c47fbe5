/** Paths inside an output folder, and the guard that nothing outside of it is ever written or deleted. */
import { lstatSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import { hasCode } from "./failures.js";

/**
 * Whether a path may be written: relative, `/` between segments, each of which has a name (no `.`, no `..`) and
 * nothing that another operating system reads as a separator, drive or end.
 */
export function isOutputPath(path: string): boolean {
  return path !== "" && path.split("/").every(isSegment);
}

function isSegment(segment: string): boolean {
  return segment !== "" && segment !== "." && segment !== ".." && !/[\\:\0]/.test(segment);
}

/**
 * The first problem of a set of generated paths, or `null`. Two paths that differ only in case are one file on some
 * systems, and a path cannot be a file and a folder.
 */
export function pathProblem(paths: Iterable<string>): string | null {
  const seen = new Map<string, string>();
  const all = [...paths];
  for (const path of all) {
    if (!isOutputPath(path)) return `${JSON.stringify(path)} is no path inside the output folder`;
    const other = seen.get(path.toLowerCase());
    if (other !== undefined) return `${other} and ${path} are one file where case does not count`;
    seen.set(path.toLowerCase(), path);
  }
  for (const path of all) {
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
      const other = seen.get(folder.toLowerCase());
      if (other !== undefined) return `${other} is a file and, for ${path}, a folder`;
    }
  }
  return null;
}

/**
 * Refuses a folder below `root` that is a symbolic link or a file, since a write below it would land elsewhere or
 * not at all. `root` itself may be a link: it is what the user named.
 * @param paths relative paths of files that should be there
 * @param leaving those that should not: a folder may take their place, and a file that of their folder
 * @throws UsageError that names the place
 */
export async function guardFolders(
  root: string,
  paths: Iterable<string>,
  leaving: ReadonlySet<string>,
): Promise<void> {
  const needed = [...foldersOf(paths)].filter((folder) => !leaving.has(folder));
  await Promise.all(needed.map((folder) => guardFolder(join(root, folder), true)));
  const left = [...foldersOf(leaving)].filter((folder) => !needed.includes(folder));
  await Promise.all(left.map((folder) => guardFolder(join(root, folder), false)));
}

function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) folders.add(folder);
  }
  return folders;
}

async function guardFolder(folder: string, needed: boolean): Promise<void> {
  try {
    const stats = lstatSync(folder);
    if (stats.isDirectory() || (!needed && !stats.isSymbolicLink())) return;
    const what = stats.isSymbolicLink() ? "a symbolic link" : "no folder";
    throw new UsageError(
      `${folder} is ${what}, so nothing can be generated below it`,
      "Remove it or choose another --out.",
    );
  } catch (error) {
    if (!hasCode(error, "ENOENT", "ENOTDIR")) throw error;
  }
}
