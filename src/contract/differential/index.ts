/** The same seeded requests to several servers, whose answers and tables must be equal. Knows no document. */
export { makeSequence } from "./sequence.js";
export type { Subject } from "./play.js";
export { runDifferential, type DifferentialOptions } from "./run.js";
export {
  formatDifferential,
  type Difference,
  type DifferentialReport,
  type SeedResult,
} from "./report.js";
export { connectDatabase } from "../database.js";
