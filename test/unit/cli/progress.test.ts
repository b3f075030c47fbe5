import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { createProgress } from "../../../src/cli/progress.js";
import { createTerminal } from "../../../src/cli/terminal.js";

function progressOn(isTTY: boolean) {
  const talk = Object.assign(new PassThrough(), { isTTY });
  const terminal = createTerminal(new PassThrough(), talk, {});
  return { progress: createProgress(terminal), said: () => String(talk.read() ?? "") };
}

describe("progress", () => {
  test("is one line for each finished step where nobody watches", async () => {
    const { progress, said } = progressOn(false);
    const result = await progress.step("first", async (rename) => {
      rename("first, renamed");
      return 5;
    });
    await progress.step("second", () => Promise.reject(new Error("no"))).catch(() => undefined);
    expect(result).toBe(5);
    expect(said()).toMatch(/^✓ first, renamed \(\d+\.\d s\)\n✗ second \(\d+\.\d s\)\n$/);
  });

  test("is a line that is rewritten on a terminal, and leaves only finished steps", async () => {
    const { progress, said } = progressOn(true);
    await Promise.all([
      progress.step("one", () => Promise.resolve()),
      progress.step("two", () => Promise.resolve()),
    ]);
    const text = said();
    // What stays of each line when the cursor has gone back to its start.
    const lines = stripVTControlCharacters(text).split("\n");
    expect(lines.map((line) => line.split("\r").at(-1))).toEqual([
      expect.stringMatching(/^✓ one/),
      expect.stringMatching(/^✓ two/),
      "",
    ]);
    expect(text).toContain("⠋");
  });
});
