/** Output folders: what is on the disk, what should be, and the way from one to the other. */
export { hasCode } from "./failures.js";
export { LEDGER_FILE } from "./ledger.js";
export {
  isCurrent,
  pathsIn,
  planOutput,
  type FileState,
  type OutputPlan,
  type PlannedFile,
} from "./plan.js";
export { EditedError } from "./refusal.js";
export { writeOutput, type WriteOptions } from "./write.js";
