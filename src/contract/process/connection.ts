/** A keep-alive connection to a server: requests one after the other, answers as they come. */
import { connect, type Socket } from "node:net";
import type { Address, Outcome } from "../http/exchange.js";
import { MalformedResponse, readResponse } from "../http/message.js";

export interface Connection {
  /** Writes bytes; what the server does with them is for `answer` to tell. */
  send(bytes: Buffer): void;
  /** The next answer. `closed` when none comes any more, `timeout` when none has come in time. Never rejects. */
  answer(method: string, timeoutMilliseconds: number): Promise<Outcome>;
  /** Settles when the connection is closed, by whomever. */
  readonly closed: Promise<void>;
  isClosed(): boolean;
  /** Goes away without a word, as a client that crashed. */
  destroy(): void;
}

/** The connection, or null when nothing listens. */
export function openConnection(address: Address): Promise<Connection | null> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.setNoDelay(true);
    socket.once("connect", () => resolve(overSocket(socket)));
    socket.once("error", () => resolve(null));
  });
}

function overSocket(socket: Socket): Connection {
  let received: Buffer = Buffer.alloc(0);
  let ended = false;
  let wake: () => void = rest;
  socket.on("data", (part) => {
    received = Buffer.concat([received, part]);
    wake();
  });
  const closed = new Promise<void>((resolve) => {
    const end = (): void => {
      ended = true;
      wake();
      resolve();
    };
    socket.on("end", end);
    socket.on("close", end);
  });
  // What an error says shows as an end.
  socket.on("error", () => undefined);

  function next(method: string): Outcome | null {
    try {
      const response = readResponse(received, method, ended);
      if (response !== null) {
        received = response.surplus;
        return { kind: "response", response };
      }
    } catch (error) {
      if (!(error instanceof MalformedResponse)) throw error;
      return { kind: "malformed", detail: error.message };
    }
    if (!ended) return null;
    const size = received.length;
    const detail = `the connection was closed${size === 0 ? "" : ` after ${size} bytes of a response`}`;
    return { kind: "closed", detail };
  }

  return {
    send: (bytes) => void socket.write(bytes),
    answer(method, timeoutMilliseconds) {
      return new Promise((resolve) => {
        const settle = (outcome: Outcome): void => {
          clearTimeout(timer);
          wake = rest;
          resolve(outcome);
        };
        const timer = setTimeout(
          () => settle({ kind: "timeout", detail: `no answer within ${timeoutMilliseconds} ms` }),
          timeoutMilliseconds,
        );
        wake = () => {
          const outcome = next(method);
          if (outcome !== null) settle(outcome);
        };
        wake();
      });
    },
    closed,
    isClosed: () => ended,
    destroy: () => void socket.destroy(),
  };
}

/** What to do with news while nobody waits for an answer. */
function rest(): void {}
