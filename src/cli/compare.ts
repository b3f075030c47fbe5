/** `--base REF`: what the document of now generates beside what that of a git revision does. The disk is not asked. */
import { join, sep } from "node:path";
import { compareApis, type ApiChange } from "../changes/index.js";
import type { Api } from "../model/index.js";
import { changesOf, planOutput, type FileChange } from "../output/index.js";
import { documentAt, hasHead } from "./base.js";
import { lowerRead } from "./document.js";
import type { Assignment } from "./generate.js";
import { makeOutputs } from "./jobs.js";
import type { Terminal } from "./terminal.js";

/** What is different in one folder. */
export interface FolderChanges {
  readonly folder: string;
  /** Name of the target, `database` for its SQL. */
  readonly title: string;
  readonly changes: readonly FileChange[];
}

export interface Comparison {
  /** The revision; `null` where nothing was compared with. */
  readonly base: string | null;
  readonly folders: readonly FolderChanges[];
  /** `null` where there was no document to compare with. */
  readonly api: readonly ApiChange[] | null;
}

/**
 * Without a base: files as on the disk, and the API as committed, if there is a repository.
 * @throws UsageError also when the document of the base cannot be served
 */
export async function compare(
  { jobs, document, handlers }: Pick<Assignment, "jobs" | "document" | "handlers">,
  api: Api,
  base: string | undefined,
  terminal: Terminal,
): Promise<Comparison> {
  const revision = base ?? ((await hasHead(document)) ? "HEAD" : null);
  const files = revision === null ? null : await documentAt(revision, document);
  const old = files === null ? null : await lowerRead(files, terminal);
  const folders: FolderChanges[] = [];
  const { outputs, shared } = await makeOutputs(jobs, api, handlers);
  const before = base === undefined || old === null ? null : await makeOutputs(jobs, old, handlers);
  for (const [index, job] of jobs.entries()) {
    const { folder } = job;
    const title = job.kind === "target" ? job.target.name : "database";
    const output = outputs[index];
    if (output === undefined) continue;
    const changes =
      base === undefined
        ? changesOf(await planOutput(output))
        : between(folder, before?.outputs[index]?.files ?? new Map(), output.files);
    folders.push({ folder, title, changes });
  }
  if (shared !== null && base === undefined) {
    const changes = changesOf(await planOutput(shared));
    folders.push({ folder: shared.folder, title: "handlers", changes });
  }
  return { base: revision, folders, api: old === null ? null : compareApis(old, api) };
}

function between(
  folder: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): FileChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return paths.flatMap((path) => {
    const change = {
      path: join(folder, path).split(sep).join("/"),
      before: before.get(path) ?? null,
      after: after.get(path) ?? null,
    };
    return change.before === change.after ? [] : [change];
  });
}
