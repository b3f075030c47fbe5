/** Whether a folder is as its ledger says, by the digests of its files alone. */
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { explainFailure, hasCode } from "./failures.js";
import { digestOfBytes, type Ledger } from "./ledger.js";
import { isLeftover } from "./leftovers.js";
import { guardFolders } from "./paths.js";
import { namesIn, readLedger, type OutputPlan, type PlannedFile } from "./plan.js";

/**
 * The plan of a folder whose ledger is whole and whose files are all as they were generated; `null` for any other. The
 * texts in it are empty. Whether the ledger is the one that should be there is for the caller to know.
 * @throws as `planOutput` does
 */
export async function currentPlan(folder: string): Promise<OutputPlan | null> {
  try {
    const names = await namesIn(folder);
    const ledger = names.length === 0 ? null : await readLedger(folder);
    if (ledger === null || ledger.pending.size > 0 || names.some(isLeftover)) return null;
    await guardFolders(folder, ledger.files.keys(), new Set());
    const paths = [...ledger.files.keys()].toSorted();
    if (!paths.every((path) => isSame(folder, path, ledger))) return null;
    return {
      folder,
      copies: new Map(),
      files: paths.map((path) => keptFile(path, ledger)),
      ledger,
      found: ledger,
      damaged: false,
      leftovers: false,
      vanished: [],
    };
  } catch (error) {
    throw explainFailure(error, folder);
  }
}

function isSame(folder: string, path: string, { files }: Ledger): boolean {
  const place = join(folder, path);
  try {
    if (!lstatSync(place).isFile()) return false;
    return digestOfBytes(readFileSync(place)) === files.get(path);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return false;
    throw error;
  }
}

function keptFile(path: string, { files }: Ledger): PlannedFile {
  const foundDigest = files.get(path) ?? null;
  const known = { stamp: null, recorded: true, own: false };
  return { path, state: "keep", text: "", found: "", foundDigest, ...known };
}
