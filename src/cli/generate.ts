/** `gen-bench`, the command without a name: writes server projects, or says whether those on the disk are as they should be. */
import {
  isCurrent,
  planOutput,
  updateOutput,
  type Output,
  type OutputPlan,
} from "../output/index.js";
import { findConfiguration } from "./configuration.js";
import { documentOf, loadApi } from "./document.js";
import type { ExitCode } from "./exit.js";
import { collectJobs, makeOutput, type Job, type JobOptions } from "./jobs.js";
import { tellPlans } from "./tell-plans.js";
import { allTargets } from "./targets.js";
import type { Terminal } from "./terminal.js";

export interface GenerateOptions extends JobOptions {
  readonly spec: string | undefined;
  readonly config: string | undefined;
  readonly check: boolean;
  readonly force: boolean;
}

/** Nothing is written before every target has been generated and compared with the disk. */
export async function runGenerate(options: GenerateOptions, terminal: Terminal): Promise<ExitCode> {
  const known = await allTargets();
  const configuration = await findConfiguration(options.config, known, terminal);
  const jobs = collectJobs(options, known, configuration);
  const api = await loadApi(options.spec ?? documentOf(configuration, terminal), terminal);
  const outputs: Output[] = [];
  for (const job of jobs) outputs.push(await makeOutput(job, api));
  if (options.check) {
    const plans = await Promise.all(outputs.map(planOutput));
    tellPlans(plans, "check", terminal);
    return plans.every(isCurrent) ? 0 : 1;
  }
  const plans = await updateOutput(outputs, { force: options.force });
  tellPlans(plans, "write", terminal);
  tellNextSteps(jobs, plans, terminal);
  return 0;
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
  talk(`next: ${[`cd ${plan.folder}`, ...steps].join(" && ")}\n`);
}
