/** The life of a process, checked: servers are started, signalled and stopped, and so is their database. */
export { askOnce, statusOf } from "./answers.js";
export type { Ask } from "./asks.js";
export type {
  Launched,
  ProcessBench,
  ProcessSubject,
  Settings,
  StoppableDatabase,
} from "./bench.js";
export { openConnection } from "./connection.js";
export { askOn } from "./load.js";
export { formatProcessReport, type ProcessReport, type ProcessResult } from "./report.js";
export { PROCESS_CHECKS, prepareBench, type ProcessRunOptions, runProcessChecks } from "./run.js";
