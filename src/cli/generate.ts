/** `gen-bench`, the command without a name: writes server projects, or says whether those on the disk are as they should be. */
import { UsageError } from "../diagnostics/errors.js";
import { printable } from "../diagnostics/template.js";
import { planOutput, updateOutput, type Output, type OutputPlan } from "../output/index.js";
import type { Api } from "../model/index.js";
import { phase } from "../phase.js";
import { cacheFolder } from "./cache-folder.js";
import type { Comparison } from "./compare.js";
import { configuredHandlers, findConfiguration } from "./configuration.js";
import { documentOf, lowerRead } from "./document.js";
import { readDocument } from "./document-files.js";
import type { ExitCode } from "./exit.js";
import type { InspectOptions } from "./inspect.js";
import { collectJobs, makeOutputs, type Job, type JobOptions, type Outputs } from "./jobs.js";
import { createRecords } from "./records.js";
import { createShared, type Shared } from "./shared.js";
import { shellWord } from "./shell-word.js";
import { tellHandlers } from "./tell-handlers.js";
import { tellPlans } from "./tell-plans.js";
import { allTargets } from "./targets.js";
import type { Terminal } from "./terminal.js";

export interface GenerateOptions extends JobOptions, InspectOptions {
  readonly spec: string | undefined;
  readonly templates: string | undefined;
  readonly config: string | undefined;
  /** Folder of handlers that projects share. */
  readonly handlers: string | undefined;
  /** A git revision, whose document is compared with that of now. */
  readonly base: string | undefined;
  readonly watch: boolean;
}

/** Nothing is written before every target has been generated and compared with the disk. */
export async function runGenerate(options: GenerateOptions, terminal: Terminal): Promise<ExitCode> {
  requireSense(options);
  if (options.watch) {
    const { runWatch } = await import("./watch.js");
    return runWatch(options, terminal);
  }
  const assignment = await readAssignment(options, terminal);
  const { jobs, document, handlers } = assignment;
  const compares = options.base !== undefined || options.format === "markdown";
  const lists = options.diff || options.dryRun || options.format === "json";
  const cache = cacheFolder();
  const shared = createShared(cache);
  const records = createRecords(cache, shared.readFolder);
  // Handlers of the user are looked at every time.
  if (!compares && !lists && handlers === null) {
    const current = await records.recall(jobs, document);
    if (current !== null) {
      tellPlans(current, options.check ? "check" : "write", terminal);
      return 0;
    }
  }
  const files = await phase("read", () => readDocument(document));
  let told = handlers !== null;
  const api = await lowerRead(files, terminal, () => (told = true));
  if (compares) {
    const { compare } = await import("./compare.js");
    const comparison = await compare(assignment, api, options.base, terminal);
    return runCompare(options, comparison, terminal);
  }
  const keep = (made: Outputs, plans: readonly OutputPlan[]): void => {
    if (!told && made.handlers.length === 0) records.keep(jobs, files, made, plans);
  };
  if (options.check || options.diff || options.dryRun) {
    const { inspect } = await import("./inspect.js");
    const made = await makeOutputs(jobs, api, handlers, shared);
    const plans: OutputPlan[] = [];
    for (const output of allOf(made)) {
      plans.push(await phase("compare", () => planOutput(output, { digest: shared.digest })));
    }
    tellHandlers(made.handlers, "plan", terminal);
    keep(made, plans);
    return inspect(plans, options, terminal);
  }
  const { made, plans } = await writeJobs(assignment, api, options, terminal, shared);
  keep(made, plans);
  tellNextSteps(jobs, plans, terminal);
  return 0;
}

/** What options and configuration say together. */
export interface Assignment {
  readonly jobs: readonly Job[];
  /** Path of the document. */
  readonly document: string;
  /** Folder of the handlers that projects share; `null` leaves them in the projects. */
  readonly handlers: string | null;
  /** Path of the configuration, if there is one. */
  readonly configuration: string | null;
}

/** @throws UsageError when nothing says what to generate, or the configuration is wrong */
export async function readAssignment(
  options: GenerateOptions,
  terminal: Terminal,
): Promise<Assignment> {
  const known = await phase("targets", () => allTargets(options.templates));
  const configuration = await findConfiguration(options.config, known, terminal);
  const jobs = collectJobs(options, known, configuration);
  const document = options.spec ?? documentOf(configuration, terminal);
  const handlers = options.handlers ?? configuredHandlers(configuration);
  return { jobs, document, handlers, configuration: configuration?.file ?? null };
}

/** Generates, writes, and tells what was done. */
export async function writeJobs(
  { jobs, handlers }: Pick<Assignment, "jobs" | "handlers">,
  api: Api,
  { force }: Pick<GenerateOptions, "force">,
  terminal: Terminal,
  shared: Shared = createShared(cacheFolder()),
): Promise<{ readonly made: Outputs; readonly plans: readonly OutputPlan[] }> {
  const made = await makeOutputs(jobs, api, handlers, shared);
  const { digest } = shared;
  const plans = await phase("write", () => updateOutput(allOf(made), { force, digest }));
  tellPlans(plans, "write", terminal);
  tellHandlers(made.handlers, "write", terminal);
  return { made, plans };
}

function allOf({ outputs, shared }: Outputs): readonly Output[] {
  return shared === null ? outputs : [...outputs, shared];
}

/** @throws UsageError for options that say nothing together */
function requireSense(options: GenerateOptions): void {
  const { check, diff, dryRun, base, format, watch } = options;
  if (watch && (check || diff || dryRun)) {
    throw new UsageError("--watch writes; it goes neither with --check nor --diff nor --dry-run");
  }
  if (base !== undefined && (dryRun || (!diff && !check))) {
    throw new UsageError("--base goes with --diff or --check", "A run writes what is now.");
  }
  if (format === "markdown" && (!diff || dryRun))
    throw new UsageError("--format markdown goes with --diff");
  if (format === "json" && (diff || base !== undefined || (!check && !dryRun))) {
    throw new UsageError("--format json goes with --check or --dry-run");
  }
}

/** With a base, what a check finds is what breaks clients; without one it is what is not current. */
async function runCompare(
  { check, diff, base, format }: GenerateOptions,
  comparison: Comparison,
  terminal: Terminal,
): Promise<ExitCode> {
  const changes = comparison.folders.flatMap((folder) => folder.changes);
  const breaking = (comparison.api ?? []).filter((change) => change.breaking);
  if (format === "markdown") {
    const { toMarkdown } = await import("./markdown.js");
    terminal.out(toMarkdown(comparison));
  } else if (diff) {
    const { printDiff } = await import("./print-diff.js");
    terminal.out(printDiff(changes, terminal.outColors));
  } else {
    for (const { subject, text } of breaking) {
      terminal.out(`breaking: ${printable(`${subject.name}: ${text}`)}\n`);
    }
  }
  for (const { folder, changes: own } of comparison.folders) {
    terminal.talk(`${folder}: ${own.length} file${own.length === 1 ? "" : "s"} to change\n`);
  }
  if (!check) return 0;
  return (base === undefined ? changes : breaking).length === 0 ? 0 : 1;
}

/** How to go on, the first time that one project is written. */
function tellNextSteps(
  jobs: readonly Job[],
  plans: readonly OutputPlan[],
  { talk }: Terminal,
): void {
  const [job] = jobs;
  const [plan] = plans;
  if (job?.kind !== "target" || plan === undefined || jobs.length > 1) return;
  if (!plan.files.every((file) => file.state === "add")) return;
  const { install, build, start } = job.target.toolchain;
  const steps = [install, build, start].flatMap((argv) =>
    argv.length === 0 ? [] : [argv.join(" ")],
  );
  talk(`next: ${[`cd ${shellWord(plan.folder)}`, ...steps].join(" && ")}\n`);
}
