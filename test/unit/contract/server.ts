/** A tiny server for tests of the runner: each path has a fixed answer, right or wrong. */
import { createServer, type Server } from "node:net";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/** An HTTP server on a free port of the loopback interface. */
export function serve(listener: RequestListener): Promise<Running> {
  return listen(createHttpServer(listener));
}

/** A server that answers every connection with these bytes as they are, and remembers what it was sent. */
export async function serveBytes(
  answer: string,
  received: Buffer[] = [],
  end = true,
): Promise<Running> {
  return listen(
    createServer((socket) => {
      let answered = false;
      socket.on("error", () => undefined);
      socket.on("data", (part) => {
        received.push(part);
        if (answered) return;
        answered = true;
        if (end) socket.end(answer, "latin1");
        else socket.write(answer, "latin1");
      });
    }),
  );
}

function listen(server: Server): Promise<Running> {
  const sockets = new Set<import("node:net").Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((done) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => done());
          }),
      });
    });
  });
}
