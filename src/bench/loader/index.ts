/** The loader: raw sockets, keep-alive, no pipelining, a closed or an open loop, in a process of its own. */
export { mergeHistograms, quantile, type HistogramSnapshot } from "./histogram.js";
export {
  COUNTER,
  faultCount,
  type Expected,
  type Fault,
  type LoadJob,
  type LoadRequest,
  type LoadResult,
  type Loop,
} from "./job.js";
export { loadRequest, type RequestParts } from "./request.js";
export { runLoader, type RunOptions } from "./run.js";
export type { Edge } from "./window.js";
