/** Plans as changes of files. */
import { posix, sep } from "node:path";
import type { FileChange } from "./diff.js";
import type { FileState, OutputPlan } from "./plan.js";

/** From the disk to what is generated, for the files in one of these states (without any: all that differ). */
export function changesOf(plan: OutputPlan, ...states: readonly FileState[]): FileChange[] {
  const folder = plan.folder.split(sep).join("/");
  return plan.files
    .filter(({ state }) => (states.length === 0 ? state !== "keep" : states.includes(state)))
    .map(({ path, found, text }) => ({
      path: posix.join(folder, path),
      before: found,
      after: text,
    }));
}
