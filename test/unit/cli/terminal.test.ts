import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { createTerminal } from "../../../src/cli/terminal.js";

const TTY = true;
const PIPE = false;

describe("colours and animation", () => {
  test.each<[boolean, NodeJS.ProcessEnv, { color: boolean; animated: boolean }]>([
    [TTY, {}, { color: true, animated: true }],
    [PIPE, {}, { color: false, animated: false }],
    [TTY, { NO_COLOR: "1" }, { color: false, animated: true }],
    [TTY, { NO_COLOR: "" }, { color: true, animated: true }],
    [TTY, { TERM: "dumb" }, { color: false, animated: false }],
    [TTY, { CI: "true" }, { color: true, animated: false }],
  ])("terminal %j, environment %j", (isTTY, environment, { color, animated }) => {
    const stream = Object.assign(new PassThrough(), { isTTY });
    const terminal = createTerminal(stream, stream, environment);
    expect(terminal.outColors.isColorSupported).toBe(color);
    expect(terminal.talkColors.isColorSupported).toBe(color);
    expect(terminal.animated).toBe(animated);
  });
});
