import { expect, test } from "vitest";
import { seededRandom, shuffled } from "../../../src/bench/random.js";
import { median, ratioInterval } from "../../../src/bench/statistics.js";

/** Standard normal values (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const NOISE = {
  "even noise": (random: () => number) => 0.05 * normal(random),
  "noise with a round in ten that went wrong": (random: () => number) =>
    (random() < 0.1 ? 1 : 0.05) * normal(random),
};

test.each(Object.entries(NOISE))(
  "intervals of known data hold the true ratio as often as they say: %s",
  (_name, noise) => {
    const random = seededRandom(7);
    const truth = 0.9;
    const tries = 1500;
    let held = 0;
    for (let attempt = 0; attempt < tries; attempt++) {
      const ratios = Array.from({ length: 12 }, () => truth * Math.exp(noise(random)));
      const { lower, upper } = ratioInterval(ratios, { seed: attempt, resamples: 500 });
      if (lower <= truth && truth <= upper) held += 1;
    }
    // 0.95, give or take three standard errors of 1,500 tries.
    expect(held / tries).toBeGreaterThan(0.933);
    expect(held / tries).toBeLessThan(0.967);
  },
);

test("a round that went wrong does not spoil an estimate", () => {
  const ratios = [0.9, 0.91, 0.89, 0.9, 0.92, 0.88, 0.9, 0.91, 0.89, 0.1];
  const { estimate, lower, upper } = ratioInterval(ratios, { seed: 1 });
  expect(Math.abs(estimate - 0.9)).toBeLessThan(0.01);
  expect(lower).toBeGreaterThan(0.85);
  expect(upper).toBeLessThan(0.95);
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
