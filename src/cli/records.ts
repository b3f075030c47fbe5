/**
 * What runs remember of folders, so that nothing has to be generated to see that a folder is as it should be: digests of
 * all that was read, and of the ledger that came of it. The folder itself is looked at every time.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readEntry, writeEntry } from "../cache/index.js";
import type { DocumentFiles } from "../openapi/index.js";
import { currentPlan, formatLedger, type OutputPlan } from "../output/index.js";
import { phase } from "../phase.js";
import { templatesDigest, type FolderReader } from "../targets/index.js";
import type { CacheFolder } from "./cache-folder.js";
import type { Job, Outputs } from "./jobs.js";
import { sha256 } from "../sha256.js";

interface RunRecord {
  /** Absolute paths of the document's files, with a digest of each; the first was named. */
  readonly documents: readonly (readonly [string, string])[];
  /** Where the user may put files; there were none. */
  readonly ownFolders: readonly string[];
  /** Digest of the target and its templates. */
  readonly templates: string;
  /** Digest of the ledger that the folder should have. */
  readonly ledger: string;
}

type Made = Pick<Outputs, "outputs" | "ownFolders">;

export interface Records {
  /** Plans of folders that are all current, so that nothing is to be done; `null` where that has to be worked out. */
  readonly recall: (
    jobs: readonly Job[],
    document: string,
  ) => Promise<readonly OutputPlan[] | null>;
  /**
   * For documents that nothing was told about, since that would have to be told again, and projects without files of the
   * user.
   */
  readonly keep: (
    jobs: readonly Job[],
    files: DocumentFiles,
    made: Made,
    plans: readonly OutputPlan[],
  ) => void;
}

/** @param cache where records are; `null` remembers nothing */
export function createRecords(cache: CacheFolder | null, readFolder: FolderReader): Records {
  if (cache === null) return { recall: () => Promise.resolve(null), keep: () => undefined };
  // A record is that of a folder, a document and a build.
  const fileOf = (job: Job, document: string): string => {
    const name = ["record", cache.generator, job.kind, resolve(job.folder), resolve(document)];
    return join(cache.folder, `${sha256(JSON.stringify(name))}.record`);
  };
  const templatesOf = (job: Job): string =>
    job.kind === "target" ? templatesDigest(job.target, readFolder) : "";
  return {
    async recall(jobs, document) {
      const plans: OutputPlan[] = [];
      for (const job of jobs) {
        const record = phase("cache", () => readRecord(fileOf(job, document)));
        if (record === null || !record.documents.every(isUnchanged)) return null;
        if (record.ownFolders.some(existsSync)) return null;
        if (phase("targets", () => templatesOf(job)) !== record.templates) return null;
        const plan = await phase("compare", () => currentPlan(job.folder));
        if (plan === null || sha256(formatLedger(plan.ledger)) !== record.ledger) return null;
        plans.push(plan);
      }
      return plans;
    },
    keep(jobs, files, { outputs, ownFolders: folders }, plans) {
      const documents = digestsOf(files);
      const ownFolders = folders.map((folder) => resolve(folder));
      if (documents === null || ownFolders.some(existsSync)) return;
      if (outputs.some(({ own }) => (own?.size ?? 0) > 0)) return;
      for (const [index, job] of jobs.entries()) {
        const plan = plans[index];
        if (plan === undefined) continue;
        const ledger = sha256(formatLedger(plan.ledger));
        const record: RunRecord = { documents, ownFolders, templates: templatesOf(job), ledger };
        const file = fileOf(job, files.main.source.file);
        const text = JSON.stringify(record);
        if (readEntry(file)?.toString() !== text) writeEntry(file, text);
      }
    },
  };
}

function readRecord(file: string): RunRecord | null {
  const bytes = readEntry(file);
  return bytes === null ? null : (JSON.parse(bytes.toString()) as RunRecord);
}

/** `null` where a file could not be read: it may come to be there. */
function digestsOf({ main, others }: DocumentFiles): RunRecord["documents"] | null {
  const documents: [string, string][] = [];
  for (const file of [main, ...others.values()]) {
    if ("problem" in file) return null;
    documents.push([resolve(file.source.file), sha256(file.source.text)]);
  }
  return documents;
}

function isUnchanged([path, digest]: readonly [string, string]): boolean {
  try {
    return sha256(readFileSync(path)) === digest;
  } catch {
    return false;
  }
}
