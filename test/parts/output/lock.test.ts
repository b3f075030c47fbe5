import { mkdtemp, rm, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { withLock } from "../../../src/output/lock.js";

test("one at a time has the lock, however often it changes hands", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gen-bench-lock-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const state = { inside: 0, most: 0, turns: 0 };
  const worker = async (): Promise<void> => {
    for (let turn = 0; turn < 25; turn++) {
      await withLock(folder, async () => {
        state.inside += 1;
        state.most = Math.max(state.most, state.inside);
        state.turns += 1;
        await Promise.resolve();
        state.inside -= 1;
      });
    }
  };
  await Promise.all(Array.from({ length: 30 }, worker));
  expect(state).toEqual({ inside: 0, most: 1, turns: 750 });
  expect(await readdir(folder)).toEqual([]);
});
