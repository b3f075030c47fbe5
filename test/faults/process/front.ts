/** A relay of bytes between clients and a server, which may change, keep or lose some of them. */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { Address } from "../../../src/contract/http/exchange.js";

export interface Front {
  readonly address: Address;
  /** Requests that were sent and not answered yet. */
  underWay(): number;
  /** Refuses new connections; those that are there stay. */
  stopListening(): void;
  close(): Promise<void>;
}

export interface FrontOptions {
  /** What the server sent, and how long after the client's last bytes. What comes of it is passed on. */
  readonly answer?: (bytes: Buffer, waitedMilliseconds: number) => Buffer | Promise<Buffer>;
  /** A client that goes away: whether it waited for an answer, and was in the middle of one. */
  readonly gone?: (client: { readonly waits: boolean; readonly began: boolean }) => void;
  /** Whether the server keeps its side when a client has gone. */
  readonly keeps?: (client: { readonly waits: boolean; readonly began: boolean }) => boolean;
  /** Whether the client's side stays open when the server has closed. */
  readonly holds?: boolean;
}

export async function startFront(server: Address, options: FrontOptions): Promise<Front> {
  const sockets = new Set<Socket>();
  const waiting = new Set<Socket>();
  const listener = createServer((client) => {
    const upstream = connect(server);
    const state = { sentAt: 0, waits: false, began: false, queue: Promise.resolve() };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => sockets.delete(socket));
    }
    client.on("data", (bytes) => {
      state.sentAt = performance.now();
      state.waits = true;
      state.began = false;
      waiting.add(client);
      upstream.write(bytes);
    });
    upstream.on("data", (bytes: Buffer) => {
      const waited = performance.now() - state.sentAt;
      state.began = true;
      state.queue = state.queue.then(async () => {
        const changed = (await options.answer?.(bytes, waited)) ?? bytes;
        waiting.delete(client);
        if (!client.destroyed) client.write(changed);
      });
    });
    client.on("close", () => {
      waiting.delete(client);
      const seen = { waits: state.waits, began: state.began };
      if (!upstream.destroyed) options.gone?.(seen);
      if (options.keeps?.(seen) === true) upstream.resume();
      else upstream.destroy();
    });
    upstream.on("close", () => {
      if (options.holds !== true) void state.queue.then(() => client.destroySoon());
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, server.host, resolve));
  const { port } = listener.address() as AddressInfo;
  return {
    address: { host: server.host, port },
    underWay: () => waiting.size,
    stopListening: () => void listener.close(),
    close: async () => {
      listener.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
