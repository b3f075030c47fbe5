/** Folders of our own, in the user's cache, for projects that a command makes for itself. */
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { folders } from "../database/folders.js";

/**
 * One for each command, target and document, so that two commands never build in the same place, and installed
 * dependencies are found again the next time.
 */
export function projectFolder(command: string, target: string, document: string): string {
  const hash = createHash("sha256").update(resolve(document)).digest("hex").slice(0, 8);
  return join(folders().cache, command, `${target}-${hash}`);
}
