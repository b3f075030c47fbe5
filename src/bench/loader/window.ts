/** The time in which all is counted, and what the loader's own process spends in it. */

export interface Window {
  /** In milliseconds of `performance.now()`. */
  readonly from: number;
  readonly to: number;
}

export type Edge = "from" | "to";

export function windowAfter(warmUpMilliseconds: number, milliseconds: number): Window {
  const from = performance.now() + warmUpMilliseconds;
  return { from, to: from + milliseconds };
}

export function isWithin(time: number, { from, to }: Window): boolean {
  return time >= from && time < to;
}

/**
 * CPU time of this process in the window, user and system, in microseconds. Settles at its end.
 * @param onEdge called at both edges, as near to them as timers are
 */
export function cpuWithin(window: Window, onEdge: (edge: Edge) => void): Promise<number> {
  return new Promise((resolve) => {
    setTimeout(() => {
      onEdge("from");
      const before = process.cpuUsage();
      setTimeout(() => {
        const { user, system } = process.cpuUsage(before);
        onEdge("to");
        resolve(user + system);
      }, window.to - performance.now());
    }, window.from - performance.now());
  });
}
