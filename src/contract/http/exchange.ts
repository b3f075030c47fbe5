/**
 * One request on a connection of its own, over node:net, since `fetch` and node:http normalise what scenarios
 * must send as it is: odd targets, repeated headers, bodies on GET.
 */
import { connect, type Socket } from "node:net";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import {
  MalformedResponse,
  readResponse,
  requestBody,
  requestHead,
  type RawRequest,
  type RawResponse,
} from "./message.js";

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What came of a request: a response, or why there is none. */
export type Outcome =
  | { readonly kind: "response"; readonly response: RawResponse }
  | { readonly kind: "closed"; readonly detail: string }
  | { readonly kind: "malformed"; readonly detail: string }
  | { readonly kind: "timeout"; readonly detail: string };

/** How long a complete response waits for surplus bytes when the server keeps the connection open. */
const surplusMilliseconds = 150;
const earlyAnswerMilliseconds = 25;

/** Sends the request and reads the response; never rejects. */
export function exchange(
  address: Address,
  request: RawRequest,
  timeoutMilliseconds: number,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.setNoDelay(true);
    const received: Buffer[] = [];
    let response: RawResponse | null = null;
    let linger: NodeJS.Timeout | undefined;

    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      clearTimeout(linger);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(
      () =>
        settle({
          kind: "timeout",
          detail: `no complete response within ${timeoutMilliseconds} ms`,
        }),
      timeoutMilliseconds,
    );
    const read = (ended: boolean): void => {
      try {
        response = readResponse(Buffer.concat(received), request.method, ended);
      } catch (error) {
        if (!(error instanceof MalformedResponse)) throw error;
        settle({ kind: "malformed", detail: error.message });
      }
    };
    const finish = (detail: string): void => {
      read(true);
      if (response !== null) return settle({ kind: "response", response });
      const size = received.reduce((sum, part) => sum + part.length, 0);
      settle({
        kind: "closed",
        detail: size === 0 ? detail : `${detail} after ${size} bytes of a response`,
      });
    };

    socket.on("data", (part) => {
      received.push(part);
      read(false);
      if (response !== null && linger === undefined) {
        linger = setTimeout(() => finish("closed"), surplusMilliseconds);
      }
    });
    socket.on("end", () => finish("the server closed the connection"));
    socket.on("error", (error) => finish(`the connection failed (${error.message})`));
    socket.on("connect", () => void send(socket, request, () => received.length > 0));
  });
}

/**
 * Writes a long body in pieces and stops when an answer comes early. The pause after the first piece gives a server
 * that refuses or ignores the body time to say so: once it has closed, a write fails, and node:net then throws away
 * an answer that was not read yet.
 */
async function send(socket: Socket, request: RawRequest, answered: () => boolean): Promise<void> {
  const pieces = requestBody(request);
  const first = pieces.shift() ?? Buffer.alloc(0);
  socket.write(Buffer.concat([requestHead(request), first]));
  if (pieces.length > 1) await pause(earlyAnswerMilliseconds);
  for (const piece of pieces) {
    await turn();
    if (answered() || socket.destroyed) return;
    if (!socket.write(piece)) await drained(socket);
  }
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once("drain", resolve);
    socket.once("close", () => resolve());
  });
}
