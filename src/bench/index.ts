/** Measuring servers against each other, and saying how sure the figures are. */
export { compareServers, type Comparison } from "./compare.js";
export * from "./loader/index.js";
export { measureServers, type MeasuredServer, type Measurement } from "./measure.js";
export type { Interval } from "./statistics.js";
