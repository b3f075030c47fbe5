/** What both loops count: responses in the window, their latency, and all that was not as expected. */
import { createHistogram, type Histogram } from "./histogram.js";
import type { Response } from "./connection.js";
import type { Fault, LoadRequest, LoadResult } from "./job.js";

export interface Recorder {
  readonly latency: Histogram;
  readonly lateness: Histogram;
  /** Checks a response. @returns whether it is as expected */
  check(request: LoadRequest, response: Response): boolean;
  /** Counts a response that is as expected. */
  count(latencyMilliseconds: number): void;
  fault(fault: Fault, description: string): void;
  result(seconds: number, cpuMicroseconds: number): LoadResult;
}

const EXAMPLES = 5;

export function createRecorder(): Recorder {
  const latency = createHistogram();
  const lateness = createHistogram();
  const faults = { status: 0, length: 0, malformed: 0, closed: 0, refused: 0, timeout: 0 };
  const examples: string[] = [];
  let completed = 0;

  function fault(kind: Fault, description: string): void {
    faults[kind] += 1;
    if (examples.length < EXAMPLES) examples.push(description);
  }

  return {
    latency,
    lateness,
    fault,
    check({ method, message, expected }, { status, length }) {
      const { minimum, maximum } = expected.length;
      if (status === expected.status && length >= minimum && length <= maximum) return true;
      const target = message.slice(method.length + 1, message.indexOf(" ", method.length + 1));
      const sent = `${method} ${target}`;
      if (status !== expected.status) {
        fault("status", `${sent}: status ${status} instead of ${expected.status}`);
      } else {
        const wanted = minimum === maximum ? `${minimum}` : `${minimum} to ${maximum}`;
        fault("length", `${sent}: a body of ${length} bytes instead of ${wanted}`);
      }
      return false;
    },
    count(latencyMilliseconds) {
      completed += 1;
      latency.record(latencyMilliseconds);
    },
    result: (seconds, cpuMicroseconds) => ({
      seconds,
      completed,
      faults,
      examples,
      latency: latency.snapshot(),
      lateness: lateness.snapshot(),
      cpuMicroseconds,
    }),
  };
}
