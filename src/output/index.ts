/** Output folders: what is on the disk, what should be, and the way from one to the other. */
export { changesOf } from "./changes.js";
export type { FileChange, LineCounts } from "./diff.js";
export { hasCode } from "./failures.js";
export { currentPlan } from "./current.js";
export {
  createDigester,
  formatLedger,
  LEDGER_FILE,
  normalizeLineEnds,
  type Digester,
} from "./ledger.js";
export {
  isCurrent,
  ledgerKept,
  pathsIn,
  planOutput,
  type FileState,
  type Output,
  type OwnFile,
  type OutputPlan,
  type PlanOptions,
  type PlannedFile,
} from "./plan.js";
export { EditedError, refuse } from "./refusal.js";
export { updateOutput, type UpdateOptions } from "./update.js";
