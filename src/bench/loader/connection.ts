/** One keep-alive connection that carries one request at a time, opened anew whenever it is lost. */
import { connect, type Socket } from "node:net";
import { createResponseReader, type ResponseReader } from "./response.js";

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Why a connection was lost. */
export type Loss = "closed" | "malformed" | "refused" | "timeout";

export interface ConnectionEvents {
  /** A request may be sent: the connection was opened, or opened anew. */
  onReady(connection: Connection): void;
  /** The response to the last request is complete; `status` and `length` hold until the next is sent. */
  onResponse(connection: Connection, response: Response): void;
  /** The last request, if one was out, gets no response. The connection is opened anew after a moment. */
  onLoss(connection: Connection, loss: Loss, pending: boolean): void;
}

export type Response = Pick<ResponseReader, "status" | "length">;

export interface Connection {
  /** Position among the connections of a run. */
  readonly index: number;
  /** Whether a request may be sent. */
  readonly idle: boolean;
  /** @param message one character a byte */
  send(method: string, message: string): void;
  /** Gives the request up, as after a timeout. */
  abandon(): void;
  /** For good. */
  close(): void;
}

/** So that a server that is down is asked again and again, but not in a busy loop. */
const REOPEN_MILLISECONDS = 50;
const READ_BYTES = 65_536;

export function openConnection(
  index: number,
  address: Address,
  events: ConnectionEvents,
): Connection {
  const reader = createResponseReader();
  // One buffer for all reads: nothing of a response is kept.
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  let state: "opening" | "idle" | "waiting" | "closed" = "opening";
  let socket = open();

  const connection: Connection = {
    index,
    get idle() {
      return state === "idle";
    },
    send(method, message) {
      state = "waiting";
      reader.begin(method);
      socket.write(message, "latin1");
    },
    abandon: () => lose(socket, "timeout"),
    close() {
      state = "closed";
      socket.destroy();
    },
  };
  return connection;

  function open(): Socket {
    const opened = connect({
      ...address,
      noDelay: true,
      onread: {
        buffer,
        callback: (size) => {
          read(opened, size);
          return true;
        },
      },
    });
    opened.on("connect", () => {
      state = "idle";
      events.onReady(connection);
    });
    opened.on("end", () => {
      if (state === "waiting" && opened === socket && reader.end() === "done") {
        finish(opened);
      } else lose(opened, "closed");
    });
    // A failed connect is told by its error, a broken connection by either.
    opened.on("error", () => lose(opened, state === "opening" ? "refused" : "closed"));
    opened.on("close", () => lose(opened, "closed"));
    return opened;
  }

  function read(from: Socket, size: number): void {
    if (from !== socket || state === "closed") return;
    switch (reader.read(buffer, size)) {
      case "more":
        return;
      case "malformed":
        return lose(from, "malformed");
      case "done":
        if (state === "waiting") finish(from);
        else lose(from, "malformed");
    }
  }

  /** Ready for the next request before the last one is told of, so that it can be sent at once. */
  function finish(from: Socket): void {
    if (reader.closes) {
      state = "opening";
      from.destroy();
      socket = open();
    } else state = "idle";
    events.onResponse(connection, reader);
  }

  function lose(lost: Socket, loss: Loss): void {
    if (lost !== socket || state === "closed") return;
    const pending = state === "waiting";
    state = "opening";
    lost.destroy();
    setTimeout(() => {
      if (state === "opening" && lost === socket) socket = open();
    }, REOPEN_MILLISECONDS);
    events.onLoss(connection, loss, pending);
  }
}
