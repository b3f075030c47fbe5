/** A job in a process of its own, so that the loader shares nothing with whoever asks. */
import { fork } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../../package-root.js";
import type { LoadJob, LoadResult } from "./job.js";
import type { Message } from "./process.js";
import type { Edge } from "./window.js";

export interface RunOptions {
  /** Called when the counted time begins and when it ends. */
  readonly onEdge?: ((edge: Edge) => void) | undefined;
  /** Ends the loader when it aborts. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Loads a server. A server that fails shows in the result.
 * @throws Error when the loader itself fails
 * @throws the reason of `signal` when that aborts
 */
export function runLoader(job: LoadJob, { onEdge, signal }: RunOptions = {}): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = fork(join(packageRoot(), "dist", "loader.js"), { execArgv: [] });
    const abort = (): void => void child.kill("SIGKILL");
    signal?.addEventListener("abort", abort);
    child.on("message", (message: Message) => {
      switch (message.kind) {
        case "edge":
          onEdge?.(message.edge);
          return;
        case "result":
          resolve(message.result);
          child.disconnect();
      }
    });
    child.on("error", reject);
    child.on("exit", (code, killed) => {
      signal?.removeEventListener("abort", abort);
      if (signal?.aborted) reject(signal.reason as Error);
      else reject(new Error(`the loader ended with ${killed ?? `code ${code}`}`));
    });
    child.send(job);
  });
}
