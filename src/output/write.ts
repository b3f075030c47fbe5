/**
 * Brings output folders to what their plans say, all or nothing: texts are staged first, then moved into place one
 * atomic rename each, and what has been moved is moved back when one fails.
 */
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { explainFailure, hasCode } from "./failures.js";
import { formatLedger, LEDGER_FILE } from "./ledger.js";
import { isCurrent, type OutputPlan, type PlannedFile } from "./plan.js";
import { refuse } from "./refusal.js";

export interface WriteOptions {
  /** Takes the generated text where a file was edited or is not ours, and deletes edited files that are stale. */
  readonly force: boolean;
}

/** How to take back one step. */
type Undo = () => Promise<void>;

/** One change of the disk. `staged` is where the new text waits; `null` for a file to delete. */
interface Move {
  readonly folder: string;
  readonly path: string;
  readonly staged: string | null;
  /** Where the old text is kept until the run has succeeded. */
  readonly backup: string;
  readonly exists: boolean;
}

/**
 * Writes nothing where nothing differs. Files that are neither generated nor in the ledger are never touched.
 * @throws UsageError as `refuse` does, before anything is written
 * @throws EnvironmentError when the file system refuses; the disk is then as it was
 */
export async function writeOutput(
  plans: readonly OutputPlan[],
  options: WriteOptions,
): Promise<void> {
  if (!options.force) refuse(plans);
  const undo: Undo[] = [];
  const staging: string[] = [];
  try {
    for (const plan of plans) {
      if (isCurrent(plan)) continue;
      await within(plan, async () => {
        const moves = await stage(plan, undo, staging);
        for (const move of moves) await apply(move, undo);
      });
    }
  } catch (error) {
    await takeBack(undo);
    throw error;
  }
  for (const folder of staging) await rm(folder, { recursive: true, force: true });
  for (const plan of plans) await removeEmptyFolders(plan);
}

/** In reverse, so that a folder is empty again before it goes. One step that fails does not keep the others. */
async function takeBack(undo: readonly Undo[]): Promise<void> {
  for (const step of undo.toReversed()) await step().catch(() => undefined);
}

async function within(plan: OutputPlan, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw explainFailure(error, plan.folder);
  }
}

async function stage(plan: OutputPlan, undo: Undo[], staging: string[]): Promise<Move[]> {
  await makeFolder(plan.folder, undo);
  await removeAbandoned(plan.folder);
  const folder = join(
    plan.folder,
    `${STAGING_PREFIX}${process.pid}-${randomBytes(4).toString("hex")}`,
  );
  await mkdir(folder);
  undo.push(() => rm(folder, { recursive: true, force: true }));
  staging.push(folder);
  const moves: Move[] = [];
  const ledger: PlannedFile = {
    path: LEDGER_FILE,
    state: "change",
    text: formatLedger(plan.ledger),
  };
  const changing = plan.files.filter(({ state }) => state !== "keep");
  // What goes, goes first: a folder may take the place of a file. The ledger comes last.
  const going = changing.filter(({ text }) => text === null);
  const coming = changing.filter(({ text }) => text !== null);
  for (const file of [...going, ...coming, ledger]) {
    const place = join(folder, String(moves.length));
    const staged = file.text === null ? null : `${place}.new`;
    if (staged !== null) await writeFile(staged, file.text ?? "");
    moves.push({
      folder: plan.folder,
      path: file.path,
      staged,
      backup: `${place}.old`,
      exists: file.state !== "add",
    });
  }
  return moves;
}

async function apply(move: Move, undo: Undo[]): Promise<void> {
  const place = join(move.folder, move.path);
  if (move.staged === null) {
    await rename(place, move.backup);
    undo.push(() => rename(move.backup, place));
    return;
  }
  await makeFolder(dirname(place), undo);
  const kept = move.exists && (await backUp(place, move.backup));
  await rename(move.staged, place);
  undo.push(() => (kept ? rename(move.backup, place) : rm(place, { force: true })));
}

/** A copy and not a move, so that there is no moment without the file. A ledger may not be there yet. */
async function backUp(place: string, backup: string): Promise<boolean> {
  try {
    await copyFile(place, backup, constants.COPYFILE_FICLONE);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/**
 * Folder by folder from the top, since Node's recursive `mkdir` never returns on a file system where a folder can
 * neither be found nor made (seen with Node 20 below /proc).
 */
async function makeFolder(folder: string, undo: Undo[]): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (hasCode(error, "EEXIST") && (await stat(folder)).isDirectory()) return;
    if (!hasCode(error, "ENOENT") || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder), undo);
    await mkdir(folder);
  }
  undo.push(() => rmdir(folder));
}

const STAGING_PREFIX = ".gen-bench-staging-";

/** Removes what a run that was killed has left behind. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(STAGING_PREFIX)) continue;
    const pid = Number.parseInt(name.slice(STAGING_PREFIX.length), 10);
    if (!isAlive(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process, so there is one.
    return hasCode(error, "EPERM");
  }
}

async function removeEmptyFolders(plan: OutputPlan): Promise<void> {
  for (const file of plan.files) {
    if (file.text !== null) continue;
    for (let folder = dirname(file.path); folder !== "."; folder = dirname(folder)) {
      try {
        await rmdir(join(plan.folder, folder));
      } catch {
        // Not empty: somebody still uses it.
        break;
      }
    }
  }
}
