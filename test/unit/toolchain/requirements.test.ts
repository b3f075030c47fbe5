/** What commands say of themselves, and which of them are there. */
import { expect, test } from "vitest";
import { findVersion, inspectCommands } from "../../../src/toolchain/index.js";

test.each([
  ["v20.20.2\n", "20.20.2"],
  ["go version go1.26.1 linux/amd64", "1.26.1"],
  ["Python 3.11.2", "3.11.2"],
  ["npm warn about something\n11.19.1\n", "11.19.1"],
  ["all is well", ""],
])("%j → %j", (output, version) => {
  expect(findVersion(output)).toBe(version);
});

test("a command that is not there, or fails, has no version", async () => {
  const versions = await inspectCommands([
    { command: process.execPath, versionArgs: ["--version"] },
    { command: process.execPath, versionArgs: ["--version"] },
    { command: "gen-bench-no-such-command", versionArgs: [] },
    { command: "false", versionArgs: [] },
  ]);
  expect([...versions]).toEqual([
    [process.execPath, process.versions.node],
    ["gen-bench-no-such-command", null],
    ["false", null],
  ]);
});
