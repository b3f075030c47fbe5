import { expect, test } from "vitest";
import { seededRandom, shuffled } from "../../../src/bench/random.js";
import { median, ratioInterval } from "../../../src/bench/statistics.js";

/** Standard normal values (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

test("intervals of known data hold the true ratio as often as they say", () => {
  const random = seededRandom(7);
  const truth = 0.9;
  const tries = 400;
  let held = 0;
  for (let attempt = 0; attempt < tries; attempt++) {
    const ratios = Array.from({ length: 12 }, () => truth * Math.exp(0.05 * normal(random)));
    const { lower, upper } = ratioInterval(ratios, { seed: attempt, resamples: 800 });
    if (lower <= truth && truth <= upper) held += 1;
  }
  // 0.95, give or take three standard errors of 400 tries.
  expect(held / tries).toBeGreaterThan(0.917);
  expect(held / tries).toBeLessThan(0.983);
});

test("an interval of normal data agrees with Student's", () => {
  const random = seededRandom(3);
  const logarithms = Array.from({ length: 15 }, () => 0.1 * normal(random));
  const mean = logarithms.reduce((sum, value) => sum + value, 0) / 15;
  const variance = logarithms.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 14;
  // The 97.5 % point of Student's t with 14 degrees of freedom.
  const reach = 2.145 * Math.sqrt(variance / 15);
  const { estimate, lower, upper } = ratioInterval(logarithms.map(Math.exp), { seed: 1 });
  expect(estimate).toBeCloseTo(Math.exp(mean), 10);
  expect(Math.abs(Math.log(lower) - (mean - reach))).toBeLessThan(0.35 * reach);
  expect(Math.abs(Math.log(upper) - (mean + reach))).toBeLessThan(0.35 * reach);
});

test("more rounds narrow an interval", () => {
  const random = seededRandom(5);
  const ratios = Array.from({ length: 160 }, () => Math.exp(0.1 * normal(random)));
  const width = (count: number): number => {
    const { lower, upper } = ratioInterval(ratios.slice(0, count), { seed: 2 });
    return Math.log(upper / lower);
  };
  expect(width(160)).toBeLessThan(width(10) / 2.5);
});

test("equal ratios leave no doubt", () => {
  const { estimate, lower, upper } = ratioInterval([1.25, 1.25, 1.25], { seed: 1 });
  for (const value of [estimate, lower, upper]) expect(value).toBeCloseTo(1.25, 12);
});

test("a seed gives the same interval again", () => {
  const ratios = [0.8, 0.9, 1.1, 0.95, 1];
  expect(ratioInterval(ratios, { seed: 9 })).toEqual(ratioInterval(ratios, { seed: 9 }));
  expect(ratioInterval(ratios, { seed: 9 })).not.toEqual(ratioInterval(ratios, { seed: 10 }));
});

test.each([[[1]], [[1, 0]], [[1, Infinity]], [[1, NaN]]])("%j has no interval", (ratios) => {
  expect(() => ratioInterval(ratios, { seed: 1 })).toThrow(RangeError);
});

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[], 0],
])("the median of %j is %d", (values, expected) => {
  expect(median(values)).toBe(expected);
});

test("every order comes up as often as any other, and a seed repeats it", () => {
  const random = seededRandom(11);
  const seen = new Map<string, number>();
  for (let attempt = 0; attempt < 6000; attempt++) {
    const order = shuffled(["a", "b", "c"], random).join("");
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect(seen.size).toBe(6);
  // A thousand each, give or take four standard deviations.
  for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(116);
  const once = shuffled([1, 2, 3, 4, 5], seededRandom(4));
  expect(shuffled([1, 2, 3, 4, 5], seededRandom(4))).toEqual(once);
});
