/** What a run did, or would do, to output folders. */
import { join } from "node:path";
import {
  isCurrent,
  ledgerKept,
  pathsIn,
  type FileState,
  type OutputPlan,
} from "../output/index.js";
import type { Terminal } from "./terminal.js";

const WORDS: readonly (readonly [FileState, { readonly write: string; readonly check: string }])[] =
  [
    ["add", { write: "added", check: "missing" }],
    ["change", { write: "changed", check: "stale" }],
    ["delete", { write: "deleted", check: "no longer generated" }],
    ["edited", { write: "overwritten", check: "edited" }],
    ["foreign", { write: "overwritten", check: "not generated" }],
    ["keep", { write: "unchanged", check: "current" }],
  ];

/**
 * A line for each folder on standard error. A check also prints each file that is not as it should be, on standard
 * output.
 */
export function tellPlans(
  plans: readonly OutputPlan[],
  mode: "write" | "check",
  { out, talk }: Terminal,
): void {
  for (const plan of plans) {
    if (mode === "check") {
      for (const [state, words] of WORDS) {
        if (state === "keep") continue;
        for (const path of pathsIn(plan, state))
          out(`${words.check}: ${join(plan.folder, path)}\n`);
      }
    }
    const counts = WORDS.flatMap(([state, words]) => {
      const count = pathsIn(plan, state).length;
      return count === 0 ? [] : [`${count} ${words[mode]}`];
    });
    if (!ledgerKept(plan) && mode === "check" && counts.length === 1) counts.push("ledger stale");
    const verdict = mode === "write" ? "" : isCurrent(plan) ? "current: " : "not current: ";
    talk(`${plan.folder}: ${verdict}${counts.join(", ")}\n`);
  }
}
