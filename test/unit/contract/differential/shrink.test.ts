import { describe, expect, test } from "vitest";
import { shrink } from "../../../../src/contract/differential/shrink.js";

const numbers = Array.from({ length: 1000 }, (_, index) => index);

/** Fails where all of these are in. */
const needs =
  (...wanted: readonly number[]) =>
  (part: readonly number[]): Promise<boolean> =>
    Promise.resolve(wanted.every((one) => part.includes(one)));

describe("shrinking", () => {
  test.each([[[7]], [[0, 999]], [[3, 500, 501]], [[10, 20, 30, 40, 50, 60, 70]]])(
    "leaves what is needed to fail: %j",
    async (wanted) => {
      const { items, tries } = await shrink(numbers, needs(...wanted));
      expect(items).toEqual(wanted);
      expect(tries).toBeLessThan(300);
    },
  );

  test("takes a guess that fails", async () => {
    const { items, tries } = await shrink(numbers, needs(999), [
      [1, 2],
      [5, 999],
    ]);
    expect(items).toEqual([999]);
    expect(tries).toBeLessThan(6);
  });

  test("passes over guesses that do not", async () => {
    const { items } = await shrink(numbers, needs(1, 999), [[999], [2]]);
    expect(items).toEqual([1, 999]);
  });

  test("leaves the whole where all of it is needed", async () => {
    const all = numbers.slice(0, 9);
    const { items } = await shrink(all, needs(...all));
    expect(items).toEqual(all);
  });

  test("ends after so many tries, with the smallest so far", async () => {
    const { items, tries } = await shrink(numbers, needs(3, 500, 501), [], 5);
    expect(tries).toBe(5);
    expect(items.length).toBeLessThan(1000);
    expect(await needs(3, 500, 501)(items)).toBe(true);
  });
});
