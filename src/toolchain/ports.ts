/** Free TCP ports on the loopback interface. */
import { createServer } from "node:net";
import { EnvironmentError } from "../diagnostics/errors.js";

export const LOOPBACK = "127.0.0.1";

/** Whether nothing listens on the port of the loopback interface. */
export async function isFree(port: number): Promise<boolean> {
  return (await tryListen(port)) !== null;
}

/** @throws EnvironmentError when something listens on it */
export async function requireFree(port: number): Promise<void> {
  if (await isFree(port)) return;
  throw new EnvironmentError(
    `port ${port} is taken`,
    "End what listens there, or choose another --port.",
  );
}

/** A port that the system found free a moment ago. */
export async function freePort(): Promise<number> {
  const port = await tryListen(0);
  if (port !== null) return port;
  throw new EnvironmentError("no TCP port is free", "End some programs that listen.");
}

/** `wanted` or, when it is taken, any other. */
export async function freePortNear(wanted: number): Promise<number> {
  return (await isFree(wanted)) ? wanted : freePort();
}

function tryListen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on("error", () => resolve(null));
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === "object" && address !== null ? address.port : null;
      server.close(() => resolve(bound));
    });
  });
}
