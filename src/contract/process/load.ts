/** Steady traffic on keep-alive connections, each asking again when it was answered. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Address, Outcome } from "../http/exchange.js";
import { headerValues } from "../http/message.js";
import { bytesOf, PATIENCE_MS, type Answered } from "./answers.js";
import type { Ask } from "./asks.js";
import { openConnection, type Connection } from "./connection.js";

export interface Load {
  /** All that was answered so far, in the order of the answers. */
  readonly answers: readonly Answered[];
  /** Lets what is under way end, and goes. */
  stop(): Promise<readonly Answered[]>;
}

export interface LoadOptions {
  readonly address: Address;
  /** Each connection asks these in turn. */
  readonly asks: readonly Ask[];
  readonly connections: number;
}

/** Between an answer and the next request, so that the checks leave the processor to the server. */
const PAUSE_MS = 2;
/** Before connecting again where nothing listens. */
const REFUSED_PAUSE_MS = 20;

/** A connection that is closed is opened anew; one that cannot be opened is no answer. */
export function startLoad({ address, asks, connections }: LoadOptions): Load {
  const answers: Answered[] = [];
  const state = { stopping: false };
  const clients = Array.from({ length: connections }, (_, index) => client(index));

  async function client(index: number): Promise<void> {
    let connection: Connection | null = null;
    for (let turn = index; !state.stopping; turn += 1) {
      const ask = asks[turn % asks.length];
      if (ask === undefined) return;
      if (connection === null || connection.isClosed()) {
        connection?.destroy();
        connection = await openConnection(address);
      }
      if (connection === null) {
        await sleep(REFUSED_PAUSE_MS);
        continue;
      }
      const answered = await askOn(connection, ask);
      answers.push(answered);
      if (!staysOpen(answered)) {
        connection.destroy();
        connection = null;
      }
      await sleep(PAUSE_MS);
    }
    connection?.destroy();
  }

  return {
    answers,
    async stop() {
      state.stopping = true;
      await Promise.all(clients);
      return answers;
    },
  };
}

/** Asks on a connection that may have been used before. Never rejects. */
export async function askOn(
  connection: Connection,
  ask: Ask,
  timeoutMilliseconds = PATIENCE_MS,
): Promise<Answered> {
  const sentAt = performance.now();
  connection.send(bytesOf(ask));
  const outcome = await connection.answer(ask.request.method, timeoutMilliseconds);
  return { ask, sentAt, milliseconds: performance.now() - sentAt, outcome };
}

/** Whether the server said that it will read more from the connection (RFC 9112, section 9.6). */
export function staysOpen({ outcome }: { readonly outcome: Outcome }): boolean {
  return (
    outcome.kind === "response" &&
    !headerValues(outcome.response.headers, "Connection").some((value) => /close/i.test(value))
  );
}
