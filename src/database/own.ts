/** An embedded server of one's own, for checks that stop and start the database under a server that uses it. */
import { EnvironmentError } from "../diagnostics/errors.js";
import { startEmbedded, stopEmbedded } from "./embedded.js";

export interface OwnServer {
  /** The same after every start; without a database. */
  readonly url: string;
  /** @throws EnvironmentError where it does not start, or its port was taken meanwhile */
  start(): Promise<void>;
  /** Open connections are cut. */
  stop(): Promise<void>;
}

/**
 * Starts it, making its files at the first time; they are kept for the next.
 *
 * @param name its folder inside the database folder: one that nobody else uses at the same time
 * @throws EnvironmentError with the reason and the end of the server's log
 */
export async function ownServer(name: string): Promise<OwnServer> {
  const { url } = await startEmbedded(name);
  return {
    url,
    async start() {
      const again = await startEmbedded(name);
      if (again.url === url) return;
      await stopEmbedded(name);
      throw new EnvironmentError(
        "the port of the stopped database was taken before it started again",
        "Run the checks once more.",
      );
    },
    async stop() {
      await stopEmbedded(name);
    },
  };
}
