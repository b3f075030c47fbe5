/** `--watch`: generates again what a change of document, configuration or templates touches, until Ctrl-C. */
import { once } from "node:events";
import { basename, relative, resolve, sep } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { watch, type FSWatcher } from "chokidar";
import { CONFIG_FILES } from "../config/config.js";
import { EditedError } from "../output/index.js";
import { shippedTemplates } from "../targets/index.js";
import { pathsOf, readDocument } from "./document-files.js";
import { lowerRead, RefusedDocumentError } from "./document.js";
import { reportError, type ExitCode } from "./exit.js";
import { readAssignment, writeJobs, type Assignment, type GenerateOptions } from "./generate.js";
import { aborted, interruptible } from "./interrupt.js";
import type { Job } from "./jobs.js";
import type { Terminal } from "./terminal.js";

/** Editors write a file in several steps, and a checkout many files. */
const SETTLE_MILLISECONDS = 80;

/**
 * What is wrong with a document or was edited is told, and watching goes on. Ctrl-C is how it is meant to end.
 * @throws UsageError when options or configuration are wrong from the beginning
 */
export async function runWatch(options: GenerateOptions, terminal: Terminal): Promise<ExitCode> {
  const first = await readAssignment(options, terminal);
  return interruptible<ExitCode>(async (signal) => {
    const templates = [shippedTemplates(), options.templates ?? []]
      .flat()
      .map((one) => resolve(one));
    const watcher = watch([...watchedPaths(first, options), ...templates], {
      ignoreInitial: true,
      // What a run makes for itself in a folder of handlers.
      ignored: (path) => basename(path).startsWith(".gen-bench"),
    });
    try {
      // What changes while the first run is at work is for the second.
      const changes = collectChanges(watcher);
      await generateAgain(first, first.jobs, watcher, options, terminal);
      terminal.talk("watching for changes until Ctrl-C\n");
      for (;;) {
        const paths = await Promise.race([changes.next(), aborted(signal).then(() => null)]);
        if (paths === null) return 0;
        await handle(paths, templates, watcher, options, terminal);
      }
    } finally {
      await watcher.close();
    }
  });
}

/** The configuration that is there, or may come to be, handlers, and the document; its other files are added when it is read. */
function watchedPaths(
  { document, configuration, handlers }: Assignment,
  options: GenerateOptions,
): string[] {
  const configurations = [options.config ?? configuration ?? CONFIG_FILES].flat();
  return [document, ...configurations, ...(handlers === null ? [] : [handlers])].map((path) =>
    resolve(path),
  );
}

async function handle(
  paths: readonly string[],
  templates: readonly string[],
  watcher: FSWatcher,
  options: GenerateOptions,
  terminal: Terminal,
): Promise<void> {
  terminal.talk(`${paths.map((path) => relative(process.cwd(), path)).join(", ")} changed\n`);
  try {
    const assignment = await readAssignment(options, terminal);
    watcher.add(watchedPaths(assignment, options));
    const jobs = assignment.jobs.filter((job) =>
      paths.some((path) => isTouched(job, path, templates)),
    );
    if (jobs.length === 0) terminal.talk("nothing is made of it\n");
    else await generateAgain(assignment, jobs, watcher, options, terminal);
  } catch (error) {
    await reportError(error, terminal);
  }
}

/** @param path outside of the templates it is the document or the configuration */
function isTouched(job: Job, path: string, templates: readonly string[]): boolean {
  const within = templates
    .map((root) => relative(root, path).split(sep))
    .find(([first]) => first !== "..");
  if (within === undefined) return true;
  const [language, folder] = within;
  if (job.kind !== "target") return false;
  if (language === "_all") return true;
  const { target } = job;
  const folders = ["_language", ...(target.layers ?? []), basename(target.folder)];
  return language === target.language && folders.some((name) => name === folder);
}

async function generateAgain(
  { document, handlers }: Assignment,
  jobs: readonly Job[],
  watcher: FSWatcher,
  options: GenerateOptions,
  terminal: Terminal,
): Promise<void> {
  const started = performance.now();
  try {
    const files = await readDocument(document);
    watcher.add(pathsOf(files).map((path) => resolve(path)));
    await writeJobs({ jobs, handlers }, await lowerRead(files, terminal), options, terminal);
    terminal.talk(`done in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  } catch (error) {
    if (!(error instanceof RefusedDocumentError || error instanceof EditedError)) throw error;
    await reportError(error, terminal);
  }
}

/** Paths that changed since the last call, once they have settled. */
function collectChanges(watcher: FSWatcher): { readonly next: () => Promise<readonly string[]> } {
  const pending = new Set<string>();
  watcher.on("all", (_, path) => pending.add(path));
  return {
    async next() {
      if (pending.size === 0) await once(watcher, "all");
      for (let seen = -1; seen !== pending.size;) {
        seen = pending.size;
        await sleep(SETTLE_MILLISECONDS);
      }
      const paths = [...pending].toSorted();
      pending.clear();
      return paths;
    },
  };
}
