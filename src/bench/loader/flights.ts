/** The requests that are out, at most one on each connection. */
import {
  openConnection,
  type Connection,
  type ConnectionEvents,
  type Response,
} from "./connection.js";
import type { LoadJob, LoadRequest } from "./job.js";
import type { Messages } from "./messages.js";
import type { Recorder } from "./recorder.js";

export interface Flights {
  /** How many requests are out. */
  readonly out: number;
  /** Sends the next request. @param since the time from which its latency counts, in milliseconds */
  send(connection: Connection, since: number): void;
  /** Closes all connections; nothing is told from then on. */
  close(): void;
}

export interface FlightEvents {
  onIdle(connection: Connection): void;
  /** A connection that was idle is so no more. */
  onLost(connection: Connection): void;
  /** A response as expected is complete. */
  onCompleted(since: number, now: number): void;
  /** A request that was out will get no response. */
  onFailed(since: number, now: number): void;
}

interface Flight {
  readonly request: LoadRequest;
  readonly since: number;
  readonly sent: number;
}

const SWEEP_MILLISECONDS = 50;

/** Opens all connections of a job. */
export function openFlights(
  job: LoadJob,
  messages: Messages,
  recorder: Recorder,
  events: FlightEvents,
): Flights {
  const flights: (Flight | null)[] = [];
  let out = 0;
  let closed = false;

  function land(connection: Connection): Flight | null {
    const flight = flights[connection.index] ?? null;
    flights[connection.index] = null;
    if (flight !== null) out -= 1;
    return flight;
  }

  const connectionEvents: ConnectionEvents = {
    onReady: events.onIdle,
    onResponse(connection, response: Response) {
      const now = performance.now();
      const flight = land(connection);
      if (flight === null || closed) return;
      if (recorder.check(flight.request, response)) events.onCompleted(flight.since, now);
      else events.onFailed(flight.since, now);
      if (connection.idle) events.onIdle(connection);
    },
    onLoss(connection, loss) {
      const flight = land(connection);
      if (closed) return;
      // A server may close an idle connection; only a request that was out is lost by it.
      if (flight !== null || loss !== "closed") {
        const what = flight === null ? "a connection" : flight.request.message.split("\r\n", 1)[0];
        recorder.fault(loss, `${what}: ${loss}`);
      }
      if (flight === null) events.onLost(connection);
      else events.onFailed(flight.since, performance.now());
    },
  };
  const connections = Array.from({ length: job.loop.connections }, (_, index) =>
    openConnection(index, job, connectionEvents),
  );
  const sweep = setInterval(() => {
    const oldest = performance.now() - job.timeoutMilliseconds;
    for (const connection of connections) {
      const flight = flights[connection.index];
      if (flight && flight.sent < oldest) connection.abandon();
    }
  }, SWEEP_MILLISECONDS);

  return {
    get out() {
      return out;
    },
    send(connection, since) {
      const { request, message } = messages.next();
      flights[connection.index] = { request, since, sent: performance.now() };
      out += 1;
      connection.send(request.method, message);
    },
    close() {
      closed = true;
      clearInterval(sweep);
      for (const connection of connections) connection.close();
    },
  };
}
