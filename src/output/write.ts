/**
 * Brings output folders to what their plans say, all or nothing: texts are staged first, then moved into place one
 * atomic rename each, and what has been moved is moved back when one fails. The ledger says what is about to happen
 * before the first move, so that the next run knows every file also after this one was killed half way.
 */
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import {
  copyFile,
  lstat,
  mkdir,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { explainFailure, hasCode } from "./failures.js";
import { isLeftover, LOCK_NAME, STAGING_PREFIX } from "./leftovers.js";
import { formatLedger, LEDGER_FILE, type Ledger } from "./ledger.js";
import { isCurrent, type OutputPlan, type PlannedFile } from "./plan.js";

/** How to take back one step. */
export type Undo = () => Promise<void>;

/** One change of the disk. `staged` is where the new text waits; `null` for a file to delete. */
interface Move {
  readonly folder: string;
  readonly path: string;
  readonly staged: string | null;
  /** Where the old text is kept until the run has succeeded. */
  readonly backup: string;
  readonly exists: boolean;
}

interface Staged {
  readonly plan: OutputPlan;
  /** Where texts wait. */
  readonly folder: string;
  readonly announcement: Move;
  readonly moves: readonly Move[];
  readonly ledger: Move;
}

/**
 * For one whose folders are there and locked. Of a folder that is current only leftovers go.
 * @throws EnvironmentError when the file system refuses; the disk is then as it was
 */
export async function writePlans(plans: readonly OutputPlan[]): Promise<void> {
  const undo: Undo[] = [];
  const all: Staged[] = [];
  try {
    for (const plan of plans) {
      await within(plan, async () => {
        await removeLeftovers(plan.folder);
        if (!isCurrent(plan)) all.push(await stage(plan, undo));
      });
    }
    for (const { plan, announcement, moves, ledger } of all) {
      await within(plan, async () => {
        for (const move of [announcement, ...moves]) await apply(move, undo);
        // The ledger comes last: until then the next run knows what is still to be done.
        await removeEmptyFolders(plan, undo);
        await apply(ledger, undo);
      });
    }
  } catch (error) {
    await takeBack(undo);
    throw error;
  }
  for (const { folder } of all) await rm(folder, { recursive: true, force: true });
}

/** In reverse, so that a folder is empty again before it goes. One step that fails does not keep the others. */
export async function takeBack(undo: readonly Undo[]): Promise<void> {
  for (const step of undo.toReversed()) await step().catch(() => undefined);
}

/**
 * Folder by folder from the top, since Node's recursive `mkdir` never returns on a file system where a folder can
 * neither be found nor made (seen with Node 20 below /proc).
 */
export async function makeFolder(folder: string, undo: Undo[]): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (hasCode(error, "EEXIST") && (await stat(folder)).isDirectory()) return;
    if (!hasCode(error, "ENOENT") || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder), undo);
    await mkdir(folder).catch((again: unknown) => {
      // Another run may have made it in between.
      if (!hasCode(again, "EEXIST")) throw again;
    });
  }
  undo.push(() => rmdir(folder));
}

async function within(plan: OutputPlan, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw explainFailure(error, plan.folder);
  }
}

async function stage(plan: OutputPlan, undo: Undo[]): Promise<Staged> {
  const folder = join(plan.folder, `${STAGING_PREFIX}${randomBytes(4).toString("hex")}`);
  await mkdir(folder);
  undo.push(() => rm(folder, { recursive: true, force: true }));
  let count = 0;
  const move = async (path: string, text: string | null, exists: boolean): Promise<Move> => {
    const place = join(folder, String(count));
    count += 1;
    const staged = text === null ? null : `${place}.new`;
    if (staged !== null) await writeFile(staged, text ?? "");
    return { folder: plan.folder, path, staged, backup: `${place}.old`, exists };
  };
  const announcement = await move(LEDGER_FILE, formatLedger(announced(plan)), true);
  const changing = plan.files.filter(({ state }) => state !== "keep");
  // What goes, goes first: a folder may take the place of a file.
  const going = changing.filter(({ text }) => text === null);
  const coming = changing.filter(({ text }) => text !== null);
  const moves: Move[] = [];
  for (const { path, text, state } of [...going, ...coming]) {
    moves.push(await move(path, text, state !== "add"));
  }
  const ledger = await move(LEDGER_FILE, formatLedger(plan.ledger), true);
  return { plan, folder, announcement, moves, ledger };
}

/**
 * The ledger as it is, and with it the texts that are to come. What an earlier run that was killed had announced may
 * be on the disk, and counts as recorded.
 */
export function announced({ files: all, found, ledger }: OutputPlan): Ledger {
  // What is the user's never stands in a ledger: nothing may take it for stale, not even after a run that was killed.
  const files = all.filter(({ own }) => !own);
  const coming = files.filter(({ text, state }) => text !== null && state !== "keep");
  const kept = files.filter(({ state }) => state !== "edited" && state !== "foreign");
  const yours = new Set(all.flatMap(({ path, own }) => (own ? [path] : [])));
  const before = [...found.files].filter(([path]) => !yours.has(path));
  return {
    made: found.made,
    files: new Map([...before, ...digests(kept, ({ foundDigest }) => foundDigest)]),
    pending: digests(coming, ({ path }) => ledger.files.get(path) ?? null),
  };
}

/** By path, of those that have one. */
function digests(
  files: readonly PlannedFile[],
  digestOf: (file: PlannedFile) => string | null,
): Map<string, string> {
  return new Map(
    files.flatMap((file): [string, string][] => {
      const digest = digestOf(file);
      return digest === null ? [] : [[file.path, digest]];
    }),
  );
}

async function apply(move: Move, undo: Undo[]): Promise<void> {
  const place = join(move.folder, move.path);
  if (move.staged === null) {
    await rename(place, move.backup);
    undo.push(() => rename(move.backup, place));
    return;
  }
  await makeFolder(dirname(place), undo);
  if (!move.exists) await makeRoom(place, undo);
  const kept = move.exists && (await backUp(place, move.backup));
  await rename(move.staged, place);
  undo.push(() => (kept ? rename(move.backup, place) : rm(place, { force: true })));
}

/** A folder whose files have gone stands in the way of a file: it goes, from the bottom up. */
async function makeRoom(place: string, undo: Undo[]): Promise<void> {
  const stats = await lstat(place).catch(() => null);
  if (stats?.isDirectory() !== true) return;
  for (const name of await readdir(place)) await makeRoom(join(place, name), undo);
  await rmdir(place);
  undo.push(() => mkdir(place));
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

/** What a run that was killed has left behind. We have the lock, so that nobody else is at work here. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (isLeftover(name) && !name.startsWith(LOCK_NAME)) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

/** Folders of files that went, also those that a killed run had made for files that are no longer wanted. */
async function removeEmptyFolders(plan: OutputPlan, undo: Undo[]): Promise<void> {
  const gone = plan.files.filter(({ text }) => text === null).map(({ path }) => path);
  for (const path of [...gone, ...plan.vanished]) {
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
      try {
        const place = join(plan.folder, folder);
        await rmdir(place);
        undo.push(() => mkdir(place));
      } catch (error) {
        // Not there at all is as good; not empty: somebody still uses it.
        if (!hasCode(error, "ENOENT")) break;
      }
    }
  }
}
