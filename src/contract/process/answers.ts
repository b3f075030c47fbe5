/** Asking once, and saying what came of it. */
import type { Address, Outcome } from "../http/exchange.js";
import { headerValues, requestHead } from "../http/message.js";
import type { Ask } from "./asks.js";
import { openConnection } from "./connection.js";

/** What came of one request. */
export interface Answered {
  readonly ask: Ask;
  /** By `performance.now()`. */
  readonly sentAt: number;
  readonly milliseconds: number;
  readonly outcome: Outcome;
}

/** A database that gives no connection is given up after 5 s (wire contract); the rest is for slow machines. */
export const PATIENCE_MS = 8000;

export function bytesOf({ request }: Ask): Buffer {
  return Buffer.concat([requestHead(request), request.body]);
}

/** Asks on a connection of its own. Never rejects. */
export async function askOnce(
  address: Address,
  ask: Ask,
  timeoutMilliseconds = PATIENCE_MS,
): Promise<Answered> {
  const sentAt = performance.now();
  const connection = await openConnection(address);
  connection?.send(bytesOf(ask));
  const outcome: Outcome =
    connection === null
      ? { kind: "closed", detail: "the connection was refused" }
      : await connection.answer(ask.request.method, timeoutMilliseconds);
  connection?.destroy();
  return { ask, sentAt, milliseconds: performance.now() - sentAt, outcome };
}

/** Null where there is no response. */
export function statusOf({ outcome }: Answered): number | null {
  return outcome.kind === "response" ? outcome.response.status : null;
}

/** Whether it is the answer of an operation whose database is not there (wire contract, Errors). */
export function isUnavailable({ outcome }: Answered): boolean {
  return (
    outcome.kind === "response" &&
    outcome.response.status === 503 &&
    headerValues(outcome.response.headers, "Retry-After").join() === "1" &&
    outcome.response.body.toString() === '{"detail":"Service unavailable"}'
  );
}

/**
 * Whether the schemas refused our made-up values: that comes before the database is asked, so that it tells nothing
 * about it.
 */
export function isRefusedInput({ outcome }: Answered): boolean {
  return (
    outcome.kind === "response" &&
    [400, 422].includes(outcome.response.status) &&
    outcome.response.body.toString().startsWith('{"detail":"Validation failed"')
  );
}

/** e.g. `GET /things: 500 {"detail":…} after 12 ms`. */
export function tell({ ask, outcome, milliseconds }: Answered): string {
  const what =
    outcome.kind === "response"
      ? [
          String(outcome.response.status),
          ...headerValues(outcome.response.headers, "Retry-After").map(
            (value) => `Retry-After ${value}`,
          ),
          outcome.response.body.toString().slice(0, 120),
        ].join(" ")
      : outcome.detail;
  return `${ask.name}: ${what} after ${Math.round(milliseconds)} ms`;
}

/** The answers that are not as wanted, told; of many the first few. */
export function unlike(
  answers: readonly Answered[],
  wanted: string,
  isWanted: (answered: Answered) => boolean,
): string[] {
  const wrong = answers.filter((answered) => !isWanted(answered));
  const told = wrong.slice(0, 5).map((answered) => `${tell(answered)}; expected ${wanted}`);
  return wrong.length > 5 ? [...told, `and ${wrong.length - 5} more like these`] : told;
}
