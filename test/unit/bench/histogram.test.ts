import { expect, test } from "vitest";
import { createHistogram, mergeHistograms, quantile } from "../../../src/bench/loader/histogram.js";
import { seededRandom } from "../../../src/bench/random.js";

const SHARES = [0, 0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 1];

/** The true quantile, by nearest rank. */
function exact(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(share * values.length)) - 1] ?? 0;
}

function recorded(values: readonly number[]) {
  const histogram = createHistogram();
  for (const value of values) histogram.record(value);
  return histogram.snapshot();
}

const random = seededRandom(1);
const DISTRIBUTIONS = {
  "microseconds to minutes": Array.from({ length: 20_000 }, () => 10 ** (random() * 8 - 3)),
  uniform: Array.from({ length: 20_000 }, () => 5 + random() * 10),
  exponential: Array.from({ length: 20_000 }, () => -20 * Math.log(1 - random())),
  "two peaks": Array.from({ length: 20_000 }, () => (random() < 0.9 ? 1 : 400) + random() / 10),
};

test.each(Object.keys(DISTRIBUTIONS) as (keyof typeof DISTRIBUTIONS)[])(
  "quantiles are within 0.5 %%: %s",
  (name) => {
    const values = DISTRIBUTIONS[name];
    const snapshot = recorded(values);
    for (const share of SHARES) {
      const truth = exact(values, share);
      expect(Math.abs(quantile(snapshot, share) / truth - 1), `${share}`).toBeLessThan(0.00501);
    }
  },
);

test("least, greatest, count and sum are exact", () => {
  const snapshot = recorded([3, 1.5, 250]);
  expect(snapshot).toMatchObject({ count: 3, sum: 254.5, least: 1.5, greatest: 250 });
  expect(quantile(snapshot, 1)).toBe(250);
});

test("an empty one has quantiles of 0", () => {
  expect(quantile(recorded([]), 0.5)).toBe(0);
});

test("nothing is lost below a nanosecond or beyond a day", () => {
  const snapshot = recorded([0, 1e9]);
  expect(snapshot.count).toBe(2);
  expect(quantile(snapshot, 1)).toBe(1e9);
});

test("merged ones are as if all had been recorded in one", () => {
  const values = DISTRIBUTIONS.exponential;
  const parts = [values.slice(0, 7), [], values.slice(7, 9000), values.slice(9000)];
  const merged = mergeHistograms(parts.map(recorded));
  const whole = recorded(values);
  expect({ ...merged, sum: 0 }).toEqual({ ...whole, sum: 0 });
  expect(merged.sum).toBeCloseTo(whole.sum, 3);
});
