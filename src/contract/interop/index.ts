/** Whether servers of one database accept each other's accounts, tokens and rows. Knows no document. */
export { runInterop, type InteropOptions, type InteropReport, type InteropServer } from "./run.js";
export { formatInterop } from "./report.js";
