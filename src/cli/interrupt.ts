/** Ctrl-C: the first asks for an orderly end, the second ends at once. */

/** The user ended the run before it was done. Exit code 130. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";

  constructor() {
    super("interrupted");
  }
}

/**
 * Runs work under a signal that aborts, with an `InterruptedError`, on SIGINT, SIGTERM or SIGHUP. A second signal
 * gets the system's own treatment, which ends us at once; what we started is then ended by its guards.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const stopListening = (): void => {
    for (const name of signals) process.removeListener(name, abort);
  };
  function abort(): void {
    stopListening();
    controller.abort(new InterruptedError());
  }
  for (const name of signals) process.on(name, abort);
  try {
    return await work(controller.signal);
  } finally {
    stopListening();
  }
}

/** Settles when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
