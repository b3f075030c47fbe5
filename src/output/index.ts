/** Output folders: what is on the disk, what should be, and the way from one to the other. */
export { changesOf } from "./changes.js";
export type { FileChange, LineCounts } from "./diff.js";
export { hasCode } from "./failures.js";
export { LEDGER_FILE, normalizeLineEnds } from "./ledger.js";
export {
  isCurrent,
  ledgerKept,
  pathsIn,
  planOutput,
  type FileState,
  type Output,
  type OwnFile,
  type OutputPlan,
  type PlannedFile,
} from "./plan.js";
export { EditedError, refuse } from "./refusal.js";
export { updateOutput, type UpdateOptions } from "./update.js";
