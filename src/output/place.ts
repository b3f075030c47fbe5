/** What stands where a file should be. */
import { lstatSync, type BigIntStats } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import { hasCode } from "./failures.js";

export type Place =
  | { readonly kind: "missing" }
  | FoundFile
  /** A symbolic link: its text may stand outside of the folder. */
  | { readonly kind: "other" };

export interface FoundFile {
  readonly kind: "file";
  readonly place: string;
  /** Another one when the file was written to. */
  readonly stamp: string;
}

/**
 * @param wanted whether a file should be there
 * @param stale paths in the folder of files that go
 * @throws UsageError where something else is in the way
 */
export async function findPlace(
  folder: string,
  path: string,
  wanted: boolean,
  stale: ReadonlySet<string>,
): Promise<Place> {
  const place = join(folder, path);
  try {
    const stats = lstatSync(place, { bigint: true });
    if (stats.isFile()) return { kind: "file", place, stamp: stampOf(stats) };
    if (stats.isSymbolicLink()) return { kind: "other" };
    // A folder has taken the place of a file that goes; with nothing in it but what goes it makes room for one.
    if (stats.isDirectory()) {
      if (!wanted) return { kind: "missing" };
      const entries = await readdir(place, { recursive: true, withFileTypes: true });
      const goes = entries.every((entry) => {
        const inside = relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/");
        return entry.isDirectory() || stale.has(inside);
      });
      if (goes) return { kind: "missing" };
    }
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return { kind: "missing" };
    throw error;
  }
  throw new UsageError(
    `${place} should become a file, but something else is there`,
    "Move it away or choose another --out.",
  );
}

function stampOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [ino, size, mtimeNs, ctimeNs].join(" ");
}
