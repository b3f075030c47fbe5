/** What one run generates: which files, into which folder. */
import { join } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import type { Api } from "../model/index.js";
import type { Output } from "../output/index.js";
import type { Target } from "../targets/index.js";
import { collectHandlers, type HandlerFile, type Made, type Part } from "./handlers.js";
import { phase } from "../phase.js";
import { configuredPath, type Configuration } from "./configuration.js";
import { createShared, type Shared } from "./shared.js";
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

/** What all jobs make, and from what. */
export interface Outputs {
  /** One for each job, in their order. */
  readonly outputs: readonly Output[];
  /** The folder of handlers that projects share, where there is one and something to be in it. */
  readonly shared: Output | null;
  readonly handlers: readonly HandlerFile[];
  /** Where projects have or would have files of the user. */
  readonly ownFolders: readonly string[];
}

/**
 * @param handlers folder of the handlers that projects share; `null` leaves them in the projects
 * @param run what the jobs have in common
 */
export async function makeOutputs(
  jobs: readonly Job[],
  api: Api,
  handlers: string | null,
  run: Shared = createShared(null),
): Promise<Outputs> {
  const document = ["document", run.documentDigest(api)] as const;
  const outputs: Output[] = [];
  const made: (Made & { readonly index: number })[] = [];
  for (const job of jobs) {
    const { folder } = job;
    switch (job.kind) {
      case "target": {
        const { target } = job;
        const { generate } = await phase("load", () => import("../generate.js"));
        const { templatesDigest } = await import("../targets/index.js");
        const { readFolder } = run;
        const templates = phase("targets", () => templatesDigest(target, readFolder));
        const generated = await run.cached(job, (cache) =>
          generate({ api, target, sql: run.sql(api), readFolder, cache }),
        );
        const digests = new Map([document, ["templates", templates]]);
        made.push({ folder, generated, index: outputs.length });
        outputs.push({ folder, files: generated.files, made: digests });
        break;
      }
      case "database": {
        const { databaseFiles } = await import("../sql/index.js");
        outputs.push({ folder, files: databaseFiles(api), made: new Map([document]) });
      }
    }
  }
  const { parts, shared, files } = await collectHandlers(made, handlers);
  for (const [position, { index }] of made.entries()) {
    const [output, part] = [outputs[index], parts[position]];
    if (output !== undefined && part !== undefined) outputs[index] = withHandlers(output, part);
  }
  return {
    outputs,
    shared:
      shared === null || handlers === null
        ? null
        : { ...shared, folder: handlers, made: new Map([document]) },
    handlers: files,
    ownFolders: made.flatMap(({ folder, generated: { ownFolder } }) =>
      ownFolder === null ? [] : [join(folder, ownFolder)],
    ),
  };
}

function withHandlers(output: Output, { files, digest, ...part }: Part): Output {
  if (digest === null) return { ...output, ...part };
  return {
    ...output,
    ...part,
    files: new Map([...output.files, ...files].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    made: new Map([...output.made, ["handlers", digest]]),
  };
}

/** What one job makes; handlers are taken from a folder that is shared, but nothing is written there. */
export async function makeOutput(job: Job, api: Api, handlers?: string | null): Promise<Output> {
  const [output] = (await makeOutputs([job], api, handlers ?? null)).outputs;
  if (output === undefined) throw new Error("a job makes an output");
  return output;
}
