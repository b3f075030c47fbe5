/** The life of a process, checked: servers are started, signalled and stopped, and so is their database. */
export type { Launched, ProcessSubject, Settings, StoppableDatabase } from "./bench.js";
export { formatProcessReport, type ProcessReport, type ProcessResult } from "./report.js";
export { PROCESS_CHECKS, type ProcessRunOptions, runProcessChecks } from "./run.js";
