import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { eachOf } from "../../../src/cli/each-of.js";

const never = new AbortController().signal;

describe("eachOf", () => {
  test("works on all, in order, as many at once as it may", async () => {
    const begun: number[] = [];
    const state = { now: 0, most: 0 };
    await eachOf([1, 2, 3, 4, 5], 2, never, async (item) => {
      begun.push(item);
      state.now += 1;
      state.most = Math.max(state.most, state.now);
      await sleep(5);
      state.now -= 1;
    });
    expect(begun).toEqual([1, 2, 3, 4, 5]);
    expect(state).toEqual({ now: 0, most: 2 });
  });

  test("does nothing with nothing", async () => {
    await expect(
      eachOf([], 2, never, () => Promise.reject(new Error("called"))),
    ).resolves.toBeUndefined();
  });

  test("stops the others at the first error, waits for them, and begins no more", async () => {
    const seen: string[] = [];
    const run = eachOf(["wrong", "slow", "late"], 2, never, async (item, signal) => {
      if (item === "wrong") throw new Error("no good");
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      await sleep(5);
      seen.push(item);
    });
    await expect(run).rejects.toThrow("no good");
    expect(seen).toEqual(["slow"]);
  });

  test("throws the reason of a signal that aborted before", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    const run = eachOf([1], 2, signal, () => Promise.reject(new Error("called")));
    await expect(run).rejects.toThrow("enough");
  });
});
