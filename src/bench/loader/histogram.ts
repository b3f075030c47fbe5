/**
 * Histograms of times whose quantiles have a known error. Buckets grow by a constant factor (as in DDSketch, Masson
 * et al. 2019), and a bucket stands for the value that is equally far, in proportion, from both its bounds: any value
 * that is recorded comes back within 0.5 %. Least, greatest and sum are exact.
 */

export interface Histogram {
  /** @param milliseconds counted as a nanosecond where it is less */
  record(milliseconds: number): void;
  snapshot(): HistogramSnapshot;
}

/** A histogram as plain data, which can be sent to another process and added to others. */
export interface HistogramSnapshot {
  readonly count: number;
  /** Milliseconds, as all of these; 0 where nothing was recorded. */
  readonly sum: number;
  readonly least: number;
  readonly greatest: number;
  /** Index of each bucket that holds something, in ascending order, and how much. */
  readonly buckets: readonly (readonly [index: number, count: number])[];
}

const GROWTH = 1.01;
const PER_E_FOLD = 1 / Math.log(GROWTH);
/** The lower bound of bucket 0. */
const LEAST_MILLISECONDS = 1e-6;
/** The middle of a bucket in proportion: as far above the lower bound as below the upper one. */
const MIDDLE = (2 * GROWTH) / (1 + GROWTH);

export function createHistogram(): Histogram {
  // Up to a day; grows where more is recorded.
  const counts: number[] = Array.from({ length: indexOf(86_400_000) + 1 }, () => 0);
  let count = 0;
  let sum = 0;
  let least = Infinity;
  let greatest = 0;
  return {
    record(milliseconds) {
      const value = Math.max(milliseconds, LEAST_MILLISECONDS);
      const index = indexOf(value);
      counts[index] = (counts[index] ?? 0) + 1;
      count += 1;
      sum += value;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    },
    snapshot: () => ({
      count,
      sum,
      least: count === 0 ? 0 : least,
      greatest,
      buckets: [...counts.entries()].filter(([, held]) => held > 0),
    }),
  };
}

function indexOf(milliseconds: number): number {
  return Math.floor(Math.log(milliseconds / LEAST_MILLISECONDS) * PER_E_FOLD);
}

/**
 * The value that a share of all recorded values does not exceed (nearest rank), in milliseconds, within 0.5 %.
 * @param share from 0 to 1, e.g. 0.99
 * @returns 0 where nothing was recorded
 */
export function quantile(snapshot: HistogramSnapshot, share: number): number {
  const { count, least, greatest, buckets } = snapshot;
  const rank = Math.max(1, Math.ceil(share * count));
  let seen = 0;
  for (const [index, held] of buckets) {
    seen += held;
    if (seen < rank) continue;
    const middle = LEAST_MILLISECONDS * GROWTH ** index * MIDDLE;
    return Math.min(Math.max(middle, least), greatest);
  }
  return greatest;
}

/** As if all had been recorded in one. */
export function mergeHistograms(snapshots: readonly HistogramSnapshot[]): HistogramSnapshot {
  const filled = snapshots.filter(({ count }) => count > 0);
  const counts = new Map<number, number>();
  for (const [index, held] of filled.flatMap(({ buckets }) => buckets)) {
    counts.set(index, (counts.get(index) ?? 0) + held);
  }
  return {
    count: filled.reduce((total, { count }) => total + count, 0),
    sum: filled.reduce((total, { sum }) => total + sum, 0),
    least: filled.length === 0 ? 0 : Math.min(...filled.map(({ least }) => least)),
    greatest: Math.max(0, ...filled.map(({ greatest }) => greatest)),
    buckets: [...counts].toSorted(([a], [b]) => a - b),
  };
}
