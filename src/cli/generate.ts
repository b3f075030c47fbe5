/** `gen-bench --target …`: writes server projects, or says whether those on the disk are as they should be. */
import { join } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import { isCurrent, planOutput, writeOutput, type OutputPlan } from "../output/index.js";
import type { Target } from "../targets/index.js";
import { documentPath, loadApi } from "./document.js";
import type { ExitCode } from "./exit.js";
import { tellPlans } from "./tell-plans.js";
import { allTargets, selectTargets } from "./targets.js";
import type { Terminal } from "./terminal.js";

export interface GenerateOptions {
  /** Names or aliases; several, or `all`, make `out` the parent of a folder for each. */
  readonly targets: readonly string[];
  readonly all: boolean;
  readonly out: string | undefined;
  readonly spec: string | undefined;
  readonly check: boolean;
  readonly force: boolean;
}

/** Nothing is written before every target has been generated and compared with the disk. */
export async function runGenerate(options: GenerateOptions, terminal: Terminal): Promise<ExitCode> {
  const known = await allTargets();
  const targets = options.all ? [...known] : selectTargets(known, options.targets);
  if (targets.length === 0) {
    throw new UsageError(
      "no target was named",
      `Name one with --target (${known.map(({ name }) => name).join(", ")}), or all with --all. See gen-bench --help.`,
    );
  }
  const api = await loadApi(documentPath(options.spec, terminal), terminal);
  const { generate } = await import("../generate.js");
  const plans: OutputPlan[] = [];
  for (const target of targets) {
    const folder = outputFolder(options, target);
    plans.push(await planOutput(folder, await generate({ api, target })));
  }
  if (options.check) {
    tellPlans(plans, "check", terminal);
    return plans.every(isCurrent) ? 0 : 1;
  }
  await writeOutput(plans, { force: options.force });
  tellPlans(plans, "write", terminal);
  if (targets.length === 1) tellNextSteps(targets, plans, terminal);
  return 0;
}

function outputFolder(options: GenerateOptions, target: Target): string {
  const several = options.all || options.targets.length > 1;
  if (options.out === undefined) return target.name;
  return several ? join(options.out, target.name) : options.out;
}

/** How to go on, the first time that a project is written. */
function tellNextSteps(
  targets: readonly Target[],
  plans: readonly OutputPlan[],
  { talk }: Terminal,
): void {
  const [target] = targets;
  const [plan] = plans;
  if (target === undefined || plan === undefined) return;
  if (!plan.files.every((file) => file.state === "add")) return;
  const { install, build, start } = target.toolchain;
  const steps = [install, build, start].flatMap((argv) =>
    argv.length === 0 ? [] : [argv.join(" ")],
  );
  talk(`next: ${[`cd ${plan.folder}`, ...steps].join(" && ")}\n`);
}
