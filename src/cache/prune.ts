/** Keeps a folder of cache files small. */
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

export interface Bounds {
  readonly bytes: number;
  readonly files: number;
}

/** Removes the files that were written longest ago until the rest is within bounds. Never fails. */
export function prune(folder: string, bounds: Bounds): void {
  try {
    const files = readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats?.isFile() === true ? [{ path, size: stats.size, at: stats.mtimeMs }] : [];
    });
    let bytes = 0;
    for (const [index, file] of files.toSorted((a, b) => b.at - a.at).entries()) {
      bytes += file.size;
      if (index >= bounds.files || bytes > bounds.bytes) rmSync(file.path, { force: true });
    }
  } catch {
    // There is no folder, or it is not ours to change.
  }
}
