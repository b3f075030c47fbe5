/** The closed loop: every connection sends its next request when its last one is answered. */
import { setTimeout as sleep } from "node:timers/promises";
import { openFlights } from "./flights.js";
import type { LoadJob } from "./job.js";
import { messagesOf } from "./messages.js";
import type { Recorder } from "./recorder.js";
import { isWithin, type Window } from "./window.js";

/** Settles when the window is over and what was sent in it is answered or has timed out. */
export async function closedLoop(job: LoadJob, window: Window, recorder: Recorder): Promise<void> {
  const flights = openFlights(job, messagesOf(job.requests), recorder, {
    onIdle(connection) {
      const now = performance.now();
      if (now < window.to) flights.send(connection, now);
    },
    onLost() {},
    onCompleted(since, now) {
      if (isWithin(now, window)) recorder.count(now - since);
    },
    onFailed() {},
  });
  await sleep(window.to - performance.now());
  while (flights.out > 0) await sleep(1);
  flights.close();
}
