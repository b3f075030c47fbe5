/** Runs one job in this process. `run.ts` does it in one of its own, which is what a measurement needs. */
import { closedLoop } from "./closed.js";
import type { LoadJob, LoadResult } from "./job.js";
import { openLoop } from "./open.js";
import { createRecorder } from "./recorder.js";
import { cpuWithin, windowAfter, type Edge } from "./window.js";

/**
 * Loads a server and counts what comes back. A server that fails shows in the result and is no error.
 * @param onEdge called when the counted time begins and when it ends
 */
export async function runLoad(job: LoadJob, onEdge: (edge: Edge) => void): Promise<LoadResult> {
  const { loop, warmUpMilliseconds, milliseconds } = job;
  if (job.requests.length === 0) throw new RangeError("a job without requests");
  const window = windowAfter(warmUpMilliseconds, milliseconds);
  const recorder = createRecorder();
  const cpu = cpuWithin(window, onEdge);
  switch (loop.kind) {
    case "closed":
      await closedLoop(job, window, recorder);
      break;
    case "open":
      await openLoop(job, loop.perSecond, window, recorder);
  }
  return recorder.result(milliseconds / 1000, await cpu);
}
