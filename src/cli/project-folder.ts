/** Folders of our own, in the user's cache, for projects that a command makes for itself. */
import { join, resolve } from "node:path";
import { folders } from "../database/folders.js";
import { sha256 } from "../sha256.js";

/**
 * One for each command, target and document, so that two commands never build in the same place, and installed
 * dependencies are found again the next time.
 */
export function projectFolder(command: string, target: string, document: string): string {
  const hash = sha256(resolve(document)).slice(0, 8);
  return join(folders().cache, command, `${target}-${hash}`);
}
