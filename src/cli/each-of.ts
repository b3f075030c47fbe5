/** Work on many things, a few at a time. */

/**
 * Calls `work` for each item in order, never more than `limit` at once. The first error stops what is under way through
 * the signal that `work` is given, and goes on when all of it has ended.
 */
export async function eachOf<T>(
  items: readonly T[],
  limit: number,
  signal: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) {
      either.throwIfAborted();
      await work(item, either).catch((error: unknown) => {
        failure.abort(error);
        throw error;
      });
    }
  };
  await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
  either.throwIfAborted();
}
