/** What a run did, or would do, to output folders. */
import { join } from "node:path";
import {
  isCurrent,
  ledgerKept,
  pathsIn,
  type FileState,
  type OutputPlan,
} from "../output/index.js";
import { reasonOf } from "./reasons.js";
import type { Terminal } from "./terminal.js";

/** `write`: it was done. `plan`: it would be. `check`: it should not be needed. */
export type Telling = "write" | "plan" | "check";

const WORDS: readonly (readonly [FileState, Readonly<Record<Telling, string>>])[] = [
  ["add", { write: "added", plan: "to add", check: "missing" }],
  ["change", { write: "changed", plan: "to change", check: "stale" }],
  ["delete", { write: "deleted", plan: "to delete", check: "no longer generated" }],
  ["edited", { write: "overwritten", plan: "edited", check: "edited" }],
  ["foreign", { write: "overwritten", plan: "not generated", check: "not generated" }],
  ["keep", { write: "unchanged", plan: "to keep", check: "current" }],
];

/**
 * A line for each folder on standard error. A check also prints each file that is not as it should be, and why, on
 * standard output, unless `files` is false.
 */
export function tellPlans(
  plans: readonly OutputPlan[],
  mode: Telling,
  { out, talk }: Terminal,
  { files = true }: { readonly files?: boolean } = {},
): void {
  for (const plan of plans) {
    if (mode === "check" && files) {
      for (const [state, words] of WORDS) {
        if (state === "keep") continue;
        for (const file of plan.files.filter((one) => one.state === state)) {
          out(`${words.check}: ${join(plan.folder, file.path)} (${reasonOf(plan, file)})\n`);
        }
      }
    }
    const counts = WORDS.flatMap(([state, words]) => {
      const count = pathsIn(plan, state).length;
      return count === 0 ? [] : [`${count} ${words[mode]}`];
    });
    if (!ledgerKept(plan) && mode === "check" && counts.length === 1) {
      counts.push(plan.damaged ? "ledger damaged" : "ledger stale");
    }
    const verdict = mode !== "check" ? "" : isCurrent(plan) ? "current: " : "not current: ";
    talk(`${plan.folder}: ${verdict}${counts.join(", ")}\n`);
  }
}
