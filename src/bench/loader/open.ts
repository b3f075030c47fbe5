/**
 * The open loop: requests are due at fixed times whatever the server does, and latency counts from when a request was
 * due. A server that stalls is thus charged with all that would have been sent meanwhile.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "./connection.js";
import { openFlights } from "./flights.js";
import type { LoadJob } from "./job.js";
import { messagesOf } from "./messages.js";
import type { Recorder } from "./recorder.js";
import { isWithin, type Window } from "./window.js";

/** Timers are late by up to a millisecond and a bit, so the rest of a wait is spent looking at the clock. */
const TIMER_SLACK_MILLISECONDS = 2;

/** Settles when all that was due before the window's end is answered or has timed out. */
export async function openLoop(
  job: LoadJob,
  perSecond: number,
  window: Window,
  recorder: Recorder,
): Promise<void> {
  const interval = 1000 / perSecond;
  const start = performance.now();
  const total = Math.ceil((window.to - start) / interval);
  const giveUp = window.to + job.timeoutMilliseconds;
  const idle: { readonly connection: Connection; readonly since: number }[] = [];
  /** How many were sent, and whether the run is over. */
  const state = { sent: 0, stopped: false };

  const flights = openFlights(job, messagesOf(job.requests), recorder, {
    onIdle(connection) {
      idle.push({ connection, since: performance.now() });
      sendDue();
    },
    onLost(connection) {
      const at = idle.findIndex((held) => held.connection === connection);
      if (at !== -1) idle.splice(at, 1);
    },
    onCompleted(since, now) {
      if (isWithin(since, window)) recorder.count(now - since);
    },
    onFailed(since, now) {
      // It has waited that long at least, and leaving it out would flatter the server.
      if (isWithin(since, window)) recorder.latency.record(now - since);
    },
  });

  function due(index: number): number {
    return start + index * interval;
  }

  function sendDue(): void {
    while (state.sent < total && !state.stopped) {
      const now = performance.now();
      const time = due(state.sent);
      if (time > now) return;
      const free = idle.pop();
      if (free === undefined) return;
      if (isWithin(time, window)) recorder.lateness.record(now - Math.max(time, free.since));
      state.sent += 1;
      flights.send(free.connection, time);
    }
  }

  function watchClock(): void {
    if (state.stopped || state.sent >= total) return;
    sendDue();
    const wait = due(state.sent) - performance.now();
    // With no connection idle the next response sends what is due.
    if (idle.length === 0) setTimeout(watchClock, 1);
    else if (wait > TIMER_SLACK_MILLISECONDS) {
      setTimeout(watchClock, wait - TIMER_SLACK_MILLISECONDS);
    } else setImmediate(watchClock);
  }

  watchClock();
  await sleep(window.to - performance.now());
  while ((flights.out > 0 || state.sent < total) && performance.now() < giveUp) await sleep(1);
  state.stopped = true;
  const now = performance.now();
  for (; state.sent < total; state.sent += 1) {
    recorder.fault("timeout", "a request that was due could not be sent");
    if (isWithin(due(state.sent), window)) recorder.latency.record(now - due(state.sent));
  }
  while (flights.out > 0) await sleep(1);
  flights.close();
}
