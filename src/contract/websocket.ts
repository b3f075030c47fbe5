/** WebSocket steps (RFC 6455): what is sent and what must come, in order. */
import { WebSocket, type RawData } from "ws";
import type { Exchange } from "./format.js";
import { textOf } from "./request.js";
import type { Difference } from "./report.js";

type Event =
  | { readonly kind: "message"; readonly text: string }
  | { readonly kind: "binary"; readonly size: number }
  | { readonly kind: "closed"; readonly code: number }
  | { readonly kind: "failed"; readonly detail: string };

/** Events in the order in which they came, to be taken one at a time. */
interface Inbox {
  next(milliseconds: number): Promise<Event>;
}

/** Connects, exchanges and closes; gives what was wrong and a transcript to read. */
export async function runExchange(
  url: string,
  headers: { readonly [name: string]: string },
  steps: readonly Exchange[],
  timeoutMilliseconds: number,
): Promise<{ differences: Difference[]; transcript: string[] }> {
  const socket = new WebSocket(url, {
    headers,
    perMessageDeflate: false,
    handshakeTimeout: timeoutMilliseconds,
  });
  const inbox = collect(socket);
  const transcript: string[] = [];
  try {
    const opened = await open(socket);
    if (opened !== null) {
      return { differences: [{ where: "handshake", expected: "101", actual: opened }], transcript };
    }
    for (const [index, step] of steps.entries()) {
      const problem = await take(socket, inbox, step, timeoutMilliseconds, transcript);
      if (problem !== null)
        return { differences: [{ ...problem, where: `exchange ${index + 1}` }], transcript };
    }
    return { differences: [], transcript };
  } finally {
    socket.terminate();
  }
}

async function take(
  socket: WebSocket,
  inbox: Inbox,
  step: Exchange,
  timeoutMilliseconds: number,
  transcript: string[],
): Promise<Omit<Difference, "where"> | null> {
  if (step.send !== undefined) {
    const text = textOf(step.send);
    transcript.push(`> ${shorten(text)}`);
    socket.send(text);
    return null;
  }
  if (step.sendBase64 !== undefined) {
    transcript.push(`> binary ${step.sendBase64}`);
    socket.send(Buffer.from(step.sendBase64, "base64"));
    return null;
  }
  if (step.close !== undefined) {
    transcript.push(`> close ${step.close}`);
    socket.close(step.close);
    return null;
  }
  const event = await inbox.next(timeoutMilliseconds);
  transcript.push(`< ${describe(event)}`);
  if (step.message !== undefined) {
    const expected = textOf(step.message);
    const same = event.kind === "message" && event.text === expected;
    return same
      ? null
      : { expected: describe({ kind: "message", text: expected }), actual: describe(event) };
  }
  const code = step.closed ?? 1000;
  const same = event.kind === "closed" && event.code === code;
  return same ? null : { expected: describe({ kind: "closed", code }), actual: describe(event) };
}

function collect(socket: WebSocket): Inbox {
  const events: Event[] = [];
  const waiting: ((event: Event) => void)[] = [];
  const put = (event: Event): void => {
    const taker = waiting.shift();
    if (taker) taker(event);
    else events.push(event);
  };
  socket.on("message", (data: RawData, isBinary: boolean) => {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    put(
      isBinary
        ? { kind: "binary", size: bytes.length }
        : { kind: "message", text: bytes.toString() },
    );
  });
  socket.on("close", (code) => put({ kind: "closed", code }));
  // A close event follows; without a listener the error would end the process.
  socket.on("error", () => undefined);
  return {
    next(milliseconds) {
      const event = events.shift();
      if (event) return Promise.resolve(event);
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(taker), 1);
          resolve({ kind: "failed", detail: `nothing within ${milliseconds} ms` });
        }, milliseconds);
        const taker = (came: Event): void => {
          clearTimeout(timer);
          resolve(came);
        };
        waiting.push(taker);
      });
    },
  };
}

/** Null once it is open, else what came instead. */
function open(socket: WebSocket): Promise<string | null> {
  return new Promise((resolve) => {
    socket.once("open", () => resolve(null));
    socket.once("unexpected-response", (_, response) => {
      response.resume();
      resolve(String(response.statusCode));
    });
    socket.once("error", (error) => resolve(error.message));
  });
}

function describe(event: Event): string {
  switch (event.kind) {
    case "message":
      return `message ${shorten(event.text)}`;
    case "binary":
      return `a binary message of ${event.size} bytes`;
    case "closed":
      return `closed with ${event.code}`;
    case "failed":
      return event.detail;
  }
}

function shorten(text: string): string {
  const shown = JSON.stringify(text);
  return shown.length > 200 ? `${shown.slice(0, 200)}… (${Buffer.byteLength(text)} bytes)` : shown;
}
