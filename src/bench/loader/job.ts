/** What the loader is asked to do and what it found: plain data, since it runs in a process of its own. */
import type { HistogramSnapshot } from "./histogram.js";

export interface LoadJob {
  readonly host: string;
  readonly port: number;
  /** Sent in turn, from the first again after the last. */
  readonly requests: readonly LoadRequest[];
  readonly loop: Loop;
  /** Load before anything is counted, in milliseconds. */
  readonly warmUpMilliseconds: number;
  /** The window in which all is counted. */
  readonly milliseconds: number;
  /** A response that takes longer is an error, and its connection is closed. */
  readonly timeoutMilliseconds: number;
}

export type Loop =
  /** As fast as responses come: every connection sends its next request when its last one is answered. */
  | { readonly kind: "closed"; readonly connections: number }
  /**
   * As many requests a second whatever the server does. A request waits when no connection is idle, and its latency
   * counts from the time at which it should have been sent.
   */
  | { readonly kind: "open"; readonly connections: number; readonly perSecond: number };

/** One request and what must come back. */
export interface LoadRequest {
  readonly method: string;
  /**
   * The whole message, one character a byte. `COUNTER` in it becomes a number that differs with every request and
   * always has as many digits as `COUNTER` has characters, so that stated lengths hold.
   */
  readonly message: string;
  /** The first value of the counter; 0 unless given. */
  readonly counterFrom?: number;
  readonly expected: Expected;
}

export interface Expected {
  readonly status: number;
  /** Length of the body in bytes, without transfer coding. */
  readonly length: { readonly minimum: number; readonly maximum: number };
}

/** Ten characters, as long as what takes their place. */
export const COUNTER = "{{number}}";

/** Why a response does not count. */
export type Fault =
  /** Another status than expected. */
  | "status"
  /** A body of another length. */
  | "length"
  /** No HTTP response, or bytes that nobody asked for. */
  | "malformed"
  /** The connection was closed before the response was there. */
  | "closed"
  /** No connection. */
  | "refused"
  | "timeout";

export interface LoadResult {
  /** Length of the window as it was, in seconds. */
  readonly seconds: number;
  /** Responses as expected that came in the window, or in an open loop were due in it. */
  readonly completed: number;
  /** What went wrong at any time, also during the warm-up. */
  readonly faults: Readonly<Record<Fault, number>>;
  /** The first few faults in words. */
  readonly examples: readonly string[];
  /** From sending, or from the intended sending, to the last byte. */
  readonly latency: HistogramSnapshot;
  /**
   * Open loop only: how late a request was sent although a connection was idle. This is the loader's own error, and
   * part of the latency.
   */
  readonly lateness: HistogramSnapshot;
  /** The loader's own CPU time in the window, user and system. */
  readonly cpuMicroseconds: number;
}

export function faultCount({ faults }: Pick<LoadResult, "faults">): number {
  return Object.values(faults).reduce((sum, count) => sum + count, 0);
}
