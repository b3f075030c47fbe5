/** What stops a run before anything is written: files that a person edited or that were never ours. */
import { join } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import { changesOf } from "./changes.js";
import type { FileChange } from "./diff.js";
import { LEDGER_FILE } from "./ledger.js";
import { pathsIn, type OutputPlan } from "./plan.js";

/** Files that a run without `--force` will not overwrite. Exit code 1: the disk is not as the generator left it. */
export class EditedError extends Error {
  override readonly name = "EditedError";
  readonly remedy =
    "Undo the edits (what you change belongs in the document or the templates), or take the generated text with --force.";

  /** @param changes what --force would do to them */
  constructor(
    message: string,
    readonly changes: readonly FileChange[],
  ) {
    super(message);
  }
}

/**
 * @throws UsageError when files that are not in the ledger are in the way, or the ledger cannot be read
 * @throws EditedError when generated files were edited; both name every file
 */
export function refuse(plans: readonly OutputPlan[]): void {
  const damaged = plans.find((plan) => plan.damaged);
  if (damaged !== undefined) {
    throw new UsageError(
      `${join(damaged.folder, LEDGER_FILE)} is damaged, so it cannot be told which files are yours`,
      "Restore it from version control, or take the generated text of every file with --force.",
    );
  }
  const foreign = plans.flatMap((plan) => places(plan, "foreign"));
  if (foreign.length > 0) {
    throw new UsageError(
      `${count(foreign.length, "file")} in the output folder ${foreign.length === 1 ? "was" : "were"} not generated and would be overwritten:\n${list(foreign)}`,
      "Choose an empty --out, move them away, or overwrite them with --force.",
    );
  }
  const edited = plans.flatMap((plan) =>
    pathsIn(plan, "edited").map((path) => {
      const source = plan.copies.get(path);
      return join(plan.folder, path) + (source === undefined ? "" : ` (a copy: edit ${source})`);
    }),
  );
  if (edited.length > 0) {
    throw new EditedError(
      `${count(edited.length, "generated file")} ${edited.length === 1 ? "was" : "were"} edited since; nothing was written:\n${list(edited)}`,
      plans.flatMap((plan) => changesOf(plan, "edited")),
    );
  }
}

function places(plan: OutputPlan, state: "foreign"): string[] {
  return pathsIn(plan, state).map((path) => join(plan.folder, path));
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

const LISTED = 20;

function list(paths: readonly string[]): string {
  const lines = paths.slice(0, LISTED).map((path) => `  ${path}`);
  if (paths.length > LISTED) lines.push(`  and ${paths.length - LISTED} more`);
  return lines.join("\n");
}
