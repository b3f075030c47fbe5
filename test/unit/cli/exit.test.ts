import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { reportError } from "../../../src/cli/exit.js";
import { InterruptedError } from "../../../src/cli/interrupt.js";
import { createTerminal } from "../../../src/cli/terminal.js";
import { EnvironmentError, UsageError } from "../../../src/diagnostics/errors.js";
import { EditedError } from "../../../src/output/index.js";
import { TemplateError } from "../../../src/render/error.js";

async function report(error: unknown): Promise<{
  readonly code: number;
  readonly talk: string;
  readonly out: string;
}> {
  const out = new PassThrough();
  const talk = new PassThrough();
  const code = await reportError(error, createTerminal(out, talk, {}));
  return { code, talk: String(talk.read() ?? ""), out: String(out.read() ?? "") };
}

describe("reportError", () => {
  test.each<[unknown, number, RegExp]>([
    [new UsageError("wrong", "Do this."), 2, /^error: wrong\nDo this\.\n$/],
    [new UsageError("wrong"), 2, /^error: wrong\n$/],
    [new EnvironmentError("no database", "Start it."), 3, /^error: no database\nStart it\.\n$/],
    [
      new EditedError("edited", [{ path: "a", before: "mine\n", after: "1\n" }]),
      1,
      /^error: edited\n.*--force[^]*\n-mine\n\+1\n$/,
    ],
    [new TemplateError("a.ts", new Error("no x")), 2, /^error: Template a\.ts: no x\n.* bug/],
    [new InterruptedError(), 130, /^interrupted\n$/],
    [new TypeError("x is undefined"), 4, /^internal error: [^]*TypeError: x is undefined\n +at /],
    ["a text", 4, /^internal error: [^]*a text\n$/],
  ])("%s → %i", async (error, code, says) => {
    const result = await report(error);
    expect(result.talk).toMatch(says);
    expect([result.code, result.out]).toEqual([code, ""]);
  });
});
