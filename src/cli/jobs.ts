/** What one run generates: which files, into which folder. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import type { Api } from "../model/index.js";
import type { Output } from "../output/index.js";
import type { Target } from "../targets/index.js";
import { configuredPath, type Configuration } from "./configuration.js";
import { selectTargets } from "./targets.js";

export type Job =
  | { readonly kind: "target"; readonly target: Target; readonly folder: string }
  /** Schema and seed as plain SQL. */
  | { readonly kind: "database"; readonly folder: string };

export interface JobOptions {
  /** Names or aliases; several, or `all`, make `out` the parent of a folder for each. */
  readonly targets: readonly string[];
  readonly all: boolean;
  readonly out: string | undefined;
}

/**
 * The targets that were named, each in the folder that `out` or the configuration says; without a name, all that the
 * configuration names.
 * @throws UsageError when nothing says what to generate
 */
export function collectJobs(
  options: JobOptions,
  known: readonly Target[],
  configuration: Configuration | null,
): readonly Job[] {
  const { all, out } = options;
  if (all || options.targets.length > 0) {
    const targets = all ? known : selectTargets(known, options.targets);
    const several = all || options.targets.length > 1;
    return targets.map((target) => ({
      kind: "target",
      target,
      folder:
        out === undefined
          ? targetFolder(target, configuration)
          : several
            ? join(out, target.name)
            : out,
    }));
  }
  if (configuration === null) {
    throw new UsageError(
      "no target was named, and there is no gen-bench.config.yaml here",
      `Name a target with --target (${known.map(({ name }) => name).join(", ")}) or all with --all, or begin with gen-bench init.`,
    );
  }
  if (out !== undefined) {
    throw new UsageError(
      "--out goes with --target or --all",
      `Without them the folders stand in ${configuration.file}.`,
    );
  }
  return configuredJobs(known, configuration);
}

function configuredJobs(known: readonly Target[], configuration: Configuration): readonly Job[] {
  const { targets, database } = configuration.config;
  const chosen =
    targets === "all"
      ? known
      : selectTargets(
          known,
          targets.map(({ name }) => name),
        );
  const jobs: Job[] = chosen.map((target) => ({
    kind: "target",
    target,
    folder: targetFolder(target, configuration),
  }));
  if (database !== null) {
    jobs.push({ kind: "database", folder: configuredPath(configuration, database) });
  }
  return jobs;
}

/** Its own folder in the configuration, else one of its name. */
function targetFolder(target: Target, configuration: Configuration | null): string {
  if (configuration === null) return target.name;
  const { targets, out } = configuration.config;
  const entry =
    targets === "all"
      ? undefined
      : targets.find(({ name }) => name === target.name || target.aliases.includes(name));
  return configuredPath(configuration, entry?.out ?? join(out ?? ".", target.name));
}

/** All that a job makes, and from what. */
export async function makeOutput(job: Job, api: Api): Promise<Output> {
  const document = ["document", documentDigest(api)] as const;
  switch (job.kind) {
    case "target": {
      const { target, folder } = job;
      const { generate } = await import("../generate.js");
      const { templatesDigest } = await import("../targets/index.js");
      const files = await generate({ api, target });
      return { folder, files, made: new Map([document, ["templates", templatesDigest(target)]]) };
    }
    case "database": {
      const { databaseFiles } = await import("../sql/index.js");
      return { folder: job.folder, files: databaseFiles(api), made: new Map([document]) };
    }
  }
}

/** SHA-256 of the document as data, so that neither comments nor line ends of its text count. */
function documentDigest(api: Api): string {
  return createHash("sha256").update(JSON.stringify(api.document)).digest("hex");
}
