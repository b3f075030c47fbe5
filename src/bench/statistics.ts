/**
 * Ratios of paired measurements with confidence intervals. Both of a pair come from the same round, so that what slows
 * the machine for a while slows both, and the ratio stands.
 */
import { seededRandom } from "./random.js";

/** An estimate and the bounds of its confidence interval. */
export interface Interval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

export interface BootstrapOptions {
  readonly seed: number;
  /** 0.95 unless given. */
  readonly confidence?: number;
  /** 4,000 unless given. */
  readonly resamples?: number;
}

/** Share of the rounds that is left out of an estimate at each end, so that a burst elsewhere on the machine is. */
const TRIMMED = 0.2;

/**
 * The trimmed geometric mean of ratios, with a studentised bootstrap interval of their logarithms (bootstrap-t; Efron
 * and Tibshirani, An Introduction to the Bootstrap, section 12.5; for trimmed means Wilcox, Introduction to Robust
 * Estimation and Hypothesis Testing, section 4.4.2). With a dozen rounds it covers what it says, where plain
 * percentiles are too narrow, and a round that went wrong does not spoil it.
 * @param ratios one of each round, above zero, at least two; fewer than five are not trimmed
 */
export function ratioInterval(ratios: readonly number[], options: BootstrapOptions): Interval {
  const { seed, confidence = 0.95, resamples = 4000 } = options;
  if (ratios.length < 2 || !ratios.every((ratio) => ratio > 0 && Number.isFinite(ratio))) {
    throw new RangeError("an interval needs two ratios above zero");
  }
  const logarithms = ratios.map(Math.log);
  const { mean, error } = trimmedMean(logarithms);
  const random = seededRandom(seed);
  const deviations: number[] = [];
  for (let done = 0; done < resamples; done++) {
    const resample = trimmedMean(logarithms.map(() => pick(logarithms, random)));
    // The same value drawn every time has no spread, and says nothing.
    if (resample.error > 0) deviations.push((resample.mean - mean) / resample.error);
  }
  deviations.sort((a, b) => a - b);
  const tail = (1 - confidence) / 2;
  return {
    estimate: Math.exp(mean),
    lower: Math.exp(mean - error * sortedQuantile(deviations, 1 - tail)),
    upper: Math.exp(mean - error * sortedQuantile(deviations, tail)),
  };
}

/** Mean without both ends, and its standard error from the variance where the ends are drawn in (Tukey, McLaughlin). */
function trimmedMean(values: readonly number[]): { mean: number; error: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const cut = Math.floor(TRIMMED * sorted.length);
  const kept = sorted.slice(cut, sorted.length - cut);
  const [least = 0, greatest = 0] = [kept[0], kept.at(-1)];
  const drawnIn = sorted.map((value) => Math.min(Math.max(value, least), greatest));
  const center = average(drawnIn);
  const variance = drawnIn.reduce((sum, value) => sum + (value - center) ** 2, 0);
  const share = kept.length / sorted.length;
  return {
    mean: average(kept),
    error: Math.sqrt(variance / (sorted.length - 1) / sorted.length) / share,
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function pick(values: readonly number[], random: () => number): number {
  return values[Math.floor(random() * values.length)] ?? 0;
}

/** 0 where there are no values: all were equal. */
function sortedQuantile(sorted: readonly number[], share: number): number {
  const index = Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))));
  return sorted[index] ?? 0;
}

/** The middle value; 0 where there is none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = low] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return (low + high) / 2;
}
