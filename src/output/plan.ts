/** Compares what was generated with an output folder and its ledger: what a run would do, without doing it. */
import { readFileSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import { explainFailure, hasCode } from "./failures.js";
import {
  digest,
  digestOfBytes,
  EMPTY_LEDGER,
  LEDGER_FILE,
  normalizeLineEnds,
  parseLedger,
  sameLedger,
  type Digester,
  type Digests,
  type Ledger,
} from "./ledger.js";
import { isLeftover } from "./leftovers.js";
import { guardFolders, pathProblem } from "./paths.js";
import { findPlace, type FoundFile } from "./place.js";

/**
 * `add`: not on the disk. `change`: ours, unedited, and now another text. `keep`: as it should be. `delete`: ours,
 * unedited, and no longer generated. `edited`: ours, and changed by hand since. `foreign`: in the way, but not ours.
 */
export type FileState = "add" | "change" | "keep" | "delete" | "edited" | "foreign";

/** What should be in a folder. */
export interface Output {
  readonly folder: string;
  /** Path → text, as `generate` returns them. */
  readonly files: ReadonlyMap<string, string>;
  /** Files that are the user's, by path: written once, and from then on only what they lack is added. */
  readonly own?: ReadonlyMap<string, OwnFile>;
  /** Of `files` those that are copies, and where each is to be edited, for messages. */
  readonly copies?: ReadonlyMap<string, string>;
  /** Files with other endings are somebody else's business, though the ledger may have them. */
  readonly endings?: readonly string[];
  /** What they were made from; see `Ledger`. */
  readonly made: Digests;
}

export interface OwnFile {
  /** What it begins as. */
  readonly text: string;
  /** What is there, as it stands on the disk, with all that it lacks and nothing else changed. */
  readonly complete: (found: string) => Promise<string>;
}

export interface PlannedFile {
  /** Relative to the folder, `/` between segments. */
  readonly path: string;
  readonly state: FileState;
  /** What it should hold; `null` where it should not be. */
  readonly text: string | null;
  /** What it holds, with LF unless it is the user's; `null` where it is not there, or is a link. */
  readonly found: string | null;
  /** Digest of `found`, where that is known. */
  readonly foundDigest: string | null;
  /** Tells whether the file was written to since. */
  readonly stamp: string | null;
  /** Whether the ledger knows it. */
  readonly recorded: boolean;
  /** It is the user's: nothing of it goes into the ledger. */
  readonly own: boolean;
}

export interface OutputPlan {
  readonly folder: string;
  readonly copies: ReadonlyMap<string, string>;
  /** Sorted by path. */
  readonly files: readonly PlannedFile[];
  /** What the ledger should say. */
  readonly ledger: Ledger;
  /** What it says; empty where it cannot be read. */
  readonly found: Ledger;
  /** It is there, but cannot be read: which files are ours is not known. */
  readonly damaged: boolean;
  /** What a run that was killed has left: folders to remove, and paths that may have left empty folders behind. */
  readonly leftovers: boolean;
  readonly vanished: readonly string[];
}

export interface PlanOptions {
  /** For texts that are generated. */
  readonly digest?: Digester;
  /** A look at the same output just before: files that were not written to since are not read again. */
  readonly before?: OutputPlan | undefined;
}

/**
 * The folder may be missing; nothing is made.
 * @throws UsageError when it is a file, or holds a link or a folder in a file's place
 * @throws EnvironmentError when it cannot be read
 */
export async function planOutput(output: Output, options: PlanOptions = {}): Promise<OutputPlan> {
  const { folder, files, made, own = new Map<string, OwnFile>(), copies = new Map() } = output;
  const wanted = [...files.keys(), ...own.keys()];
  const problem = pathProblem(wanted);
  if (problem !== null) throw new Error(`generated paths: ${problem}`);
  try {
    const names = await namesIn(folder);
    const read = await readLedger(folder);
    const ledger = read ?? EMPTY_LEDGER;
    const known = [...ledger.files.keys(), ...ledger.pending.keys()];
    const others = new Set(known.filter((path) => !isOurs(output, path)));
    const paths = [...new Set([...wanted, ...known])].filter((path) => !others.has(path));
    paths.sort();
    const stale = new Set(paths.filter((path) => !files.has(path) && !own.has(path)));
    await guardFolders(folder, wanted, stale);
    const hash = options.digest ?? digest;
    const digests = new Map([...files].map(([path, text]) => [path, hash(text)]));
    const before = new Map((options.before?.files ?? []).map((file) => [file.path, file]));
    const planned = await Promise.all(
      paths.map((path) => {
        const question = { folder, path, ledger, stale, before: before.get(path) };
        const yours = own.get(path);
        return yours === undefined
          ? planFile(question, wantedAt(path, files, digests))
          : planOwn(question, yours);
      }),
    );
    const kept = planned.filter((file) => file !== null);
    const present = new Set(kept.map(({ path }) => path));
    return {
      folder,
      copies,
      files: kept,
      ledger: withOthers({ made, files: digests, pending: new Map() }, ledger, others),
      found: ledger,
      damaged: read === null,
      leftovers: names.some(isLeftover),
      vanished: paths.filter((path) => !present.has(path)),
    };
  } catch (error) {
    throw explainFailure(error, folder);
  }
}

function isOurs({ endings, files, own }: Output, path: string): boolean {
  if (endings === undefined || files.has(path) || own?.has(path) === true) return true;
  return endings.some((ending) => path.endsWith(ending));
}

/** What the ledger says of files that are not looked at stays. */
function withOthers(ledger: Ledger, found: Ledger, others: ReadonlySet<string>): Ledger {
  const kept = (digests: Digests) => [...digests].filter(([path]) => others.has(path));
  return {
    ...ledger,
    files: new Map([...ledger.files, ...kept(found.files)]),
    pending: new Map([...ledger.pending, ...kept(found.pending)]),
  };
}

/** Whether the disk is as the generator would leave it. */
export function isCurrent(plan: OutputPlan): boolean {
  return ledgerKept(plan) && plan.files.every((file) => file.state === "keep");
}

/** Whether the ledger says what it should. */
export function ledgerKept(plan: OutputPlan): boolean {
  return !plan.damaged && sameLedger(plan.found, plan.ledger);
}

/** Paths of the files in one of these states. */
export function pathsIn(plan: OutputPlan, ...states: readonly FileState[]): string[] {
  return plan.files.filter((file) => states.includes(file.state)).map((file) => file.path);
}

/**
 * Names in the folder; none where there is no folder.
 * @throws UsageError when it is a file
 */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    if ((await stat(folder)).isDirectory()) return await readdir(folder);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
  throw new UsageError(`${folder} is a file, not a folder`, "Choose another --out.");
}

/** `null` when it is damaged. */
export async function readLedger(folder: string): Promise<Ledger | null> {
  const text = await readIfThere(join(folder, LEDGER_FILE));
  return text === null ? EMPTY_LEDGER : parseLedger(text);
}

interface Question {
  readonly folder: string;
  readonly path: string;
  readonly ledger: Ledger;
  readonly stale: ReadonlySet<string>;
  readonly before: PlannedFile | undefined;
}

interface Wanted {
  readonly text: string;
  readonly digest: string;
}

function wantedAt(
  path: string,
  files: ReadonlyMap<string, string>,
  digests: Digests,
): Wanted | null {
  const [text, hash] = [files.get(path), digests.get(path)];
  return text === undefined || hash === undefined ? null : { text, digest: hash };
}

/** What is known of a file that was not read. */
const UNREAD = { found: null, foundDigest: null, stamp: null };

async function planFile(
  { folder, path, ledger, stale, before }: Question,
  wanted: Wanted | null,
): Promise<PlannedFile | null> {
  const place = await findPlace(folder, path, wanted !== null, stale);
  const text = wanted?.text ?? null;
  const ours = [ledger.files.get(path), ledger.pending.get(path)];
  const recorded = ours.some((hash) => hash !== undefined);
  const unread = { ...UNREAD, path, text, recorded, own: false };
  switch (place.kind) {
    case "missing":
      // Gone from the disk and no longer generated: nothing to do but to forget it.
      return text === null ? null : { ...unread, state: "add" };
    case "other":
      return { ...unread, state: "foreign" };
    case "file": {
      const file = { ...unread, ...readFound(place, wanted, before) };
      const unedited = ours.includes(file.foundDigest);
      if (wanted === null) return { ...file, state: unedited ? "delete" : "edited" };
      if (file.foundDigest === wanted.digest) return { ...file, state: "keep" };
      if (!recorded) return { ...file, state: "foreign" };
      return { ...file, state: unedited ? "change" : "edited" };
    }
  }
}

/** Files that are as they should be are many, and some are large: their bytes are enough. */
function readFound(
  { place, stamp }: FoundFile,
  wanted: Wanted | null,
  before: PlannedFile | undefined,
) {
  if (before?.stamp === stamp && before.found !== null && before.foundDigest !== null) {
    return { found: before.found, foundDigest: before.foundDigest, stamp };
  }
  // One call is a fraction of what the promises around it cost.
  const bytes = readFileSync(place);
  const foundDigest = digestOfBytes(bytes);
  const text = foundDigest === wanted?.digest ? wanted.text : bytes.toString("utf8");
  return { found: normalizeLineEnds(text), foundDigest, stamp };
}

/** A link is left alone: what it leads to is the user's twice over. */
async function planOwn(
  { folder, path, ledger, stale }: Question,
  { text: begins, complete }: OwnFile,
): Promise<PlannedFile> {
  const place = await findPlace(folder, path, true, stale);
  const file = { ...UNREAD, path, recorded: ledger.files.has(path), own: true };
  switch (place.kind) {
    case "missing":
      return { ...file, state: "add", text: begins };
    case "other":
      return { ...file, state: "keep", text: null };
    case "file": {
      const found = await readFile(place.place, "utf8");
      const text = await complete(found);
      return { ...file, state: text === found ? "keep" : "change", text, found };
    }
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}
