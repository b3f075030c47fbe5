/** Compares what was generated with an output folder and its ledger: what a run would do, without doing it. */
import { lstat, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import { explainFailure, hasCode } from "./failures.js";
import { digest, LEDGER_FILE, ledgerOf, parseLedger, sameLedger, type Ledger } from "./ledger.js";
import { guardFolders, pathProblem } from "./paths.js";

/**
 * `add`: not on the disk. `change`: ours, unedited, and now another text. `keep`: as it should be. `delete`: ours,
 * unedited, and no longer generated. `edited`: ours, and changed by hand since. `foreign`: in the way, but not ours.
 */
export type FileState = "add" | "change" | "keep" | "delete" | "edited" | "foreign";

export interface PlannedFile {
  /** Relative to the folder, `/` between segments. */
  readonly path: string;
  readonly state: FileState;
  /** What it should hold; `null` where it should not be. */
  readonly text: string | null;
}

export interface OutputPlan {
  readonly folder: string;
  /** Sorted by path. */
  readonly files: readonly PlannedFile[];
  /** What the ledger should say. */
  readonly ledger: Ledger;
  /** Whether it says so. */
  readonly ledgerKept: boolean;
}

/**
 * @param folder may be missing; nothing is made
 * @param files path → text, as `generate` returns them
 * @throws UsageError when the folder is a file, holds a link or a folder in a file's place, or its ledger is damaged
 * @throws EnvironmentError when it cannot be read
 */
export async function planOutput(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<OutputPlan> {
  const problem = pathProblem(files.keys());
  if (problem !== null) throw new Error(`generated paths: ${problem}`);
  try {
    await requireFolder(folder);
    const ledger = await readLedger(folder);
    const paths = [...new Set([...files.keys(), ...ledger.keys()])].toSorted();
    const stale = new Set(paths.filter((path) => !files.has(path)));
    await guardFolders(folder, paths, stale);
    const planned = await Promise.all(
      paths.map((path) => planFile(folder, path, files.get(path) ?? null, ledger.get(path))),
    );
    const wanted = ledgerOf(files);
    return {
      folder,
      files: planned.filter((file) => file !== null),
      ledger: wanted,
      ledgerKept: sameLedger(ledger, wanted),
    };
  } catch (error) {
    throw explainFailure(error, folder);
  }
}

/** Whether the disk is as the generator would leave it. */
export function isCurrent(plan: OutputPlan): boolean {
  return plan.ledgerKept && plan.files.every((file) => file.state === "keep");
}

/** Paths of the files in one of these states. */
export function pathsIn(plan: OutputPlan, ...states: readonly FileState[]): string[] {
  return plan.files.filter((file) => states.includes(file.state)).map((file) => file.path);
}

async function requireFolder(folder: string): Promise<void> {
  try {
    if ((await stat(folder)).isDirectory()) return;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  throw new UsageError(`${folder} is a file, not a folder`, "Choose another --out.");
}

async function readLedger(folder: string): Promise<Ledger> {
  const path = join(folder, LEDGER_FILE);
  const text = await readIfThere(path);
  const ledger = text === null ? new Map<string, string>() : parseLedger(text);
  if (ledger !== null) return ledger;
  throw new UsageError(
    `${path} is damaged, so it cannot be told which files are yours`,
    "Restore it from version control, or delete it: files that equal what is generated are then taken over.",
  );
}

async function planFile(
  folder: string,
  path: string,
  text: string | null,
  recorded: string | undefined,
): Promise<PlannedFile | null> {
  const place = join(folder, path);
  const found = await readPlace(place);
  switch (found.kind) {
    case "missing":
      // Gone from the disk and no longer generated: nothing to do but to forget it.
      return text === null ? null : { path, state: "add", text };
    case "other":
      return { path, state: "foreign", text };
    case "file": {
      const hash = digest(found.text);
      if (text === null) return { path, state: hash === recorded ? "delete" : "edited", text };
      if (hash === digest(text)) return { path, state: "keep", text };
      if (recorded === undefined) return { path, state: "foreign", text };
      return { path, state: hash === recorded ? "change" : "edited", text };
    }
  }
}

type Place =
  | { readonly kind: "missing" }
  | { readonly kind: "file"; readonly text: string }
  /** A symbolic link: its text may stand outside of the folder. */
  | { readonly kind: "other" };

async function readPlace(place: string): Promise<Place> {
  try {
    const stats = await lstat(place);
    if (stats.isFile()) return { kind: "file", text: await readFile(place, "utf8") };
    if (stats.isSymbolicLink()) return { kind: "other" };
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return { kind: "missing" };
    throw error;
  }
  throw new UsageError(
    `${place} should become a file, but something else is there`,
    "Move it away or choose another --out.",
  );
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}
