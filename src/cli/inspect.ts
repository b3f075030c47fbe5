/** What a run would do, without doing it: `--check`, `--dry-run` and `--diff`. None of them writes. */
import { join } from "node:path";
import { changesOf, isCurrent, refuse, type FileState, type OutputPlan } from "../output/index.js";
import type { ExitCode } from "./exit.js";
import { printDiff } from "./print-diff.js";
import { reasonOf } from "./reasons.js";
import { tellPlans } from "./tell-plans.js";
import type { Terminal } from "./terminal.js";

export interface InspectOptions {
  readonly check: boolean;
  readonly diff: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly format: "text" | "json" | "markdown";
}

/** What a run does to a file. */
type Action = "add" | "change" | "delete" | "keep" | "edited" | "foreign";

/**
 * @returns 1 for a check where a folder is not current
 * @throws what stops the run, after a dry run has listed its files
 */
export function inspect(
  plans: readonly OutputPlan[],
  options: InspectOptions,
  terminal: Terminal,
): ExitCode {
  if (options.diff) {
    const changes = plans.flatMap((plan) => changesOf(plan));
    terminal.out(printDiff(changes, terminal.outColors));
  } else if (options.format === "json") {
    terminal.out(
      `${JSON.stringify(
        plans.flatMap((plan) => rowsOf(plan, options)),
        null,
        2,
      )}\n`,
    );
  } else if (options.dryRun) {
    for (const { state, file } of plans.flatMap((plan) => rowsOf(plan, options))) {
      terminal.out(`${state.padEnd(7)} ${file}\n`);
    }
  }
  tellPlans(plans, options.check ? "check" : "plan", terminal, {
    files: options.check && !options.diff && options.format === "text" && !options.dryRun,
  });
  if (options.dryRun && !options.force) refuse(plans);
  return options.check && !plans.every(isCurrent) ? 1 : 0;
}

interface Row {
  readonly file: string;
  readonly state: Action;
  readonly because: string;
}

function rowsOf(plan: OutputPlan, { dryRun, force }: InspectOptions): Row[] {
  return plan.files.map((file) => ({
    file: join(plan.folder, file.path),
    state: dryRun && force ? forced(file.state, file.text) : file.state,
    because: reasonOf(plan, file),
  }));
}

/** With `--force`, what is edited or in the way is overwritten, or deleted where nothing is generated. */
function forced(state: FileState, text: string | null): Action {
  if (state !== "edited" && state !== "foreign") return state;
  return text === null ? "delete" : "change";
}
