import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { groupMembers, openFiles, residentBytes } from "../../../src/toolchain/index.js";

/** A shell with one child, in a group of their own. */
async function shellWithChild(): Promise<{ pid: number; child: number; process: ChildProcess }> {
  const shell = spawn("/bin/sh", ["-c", "sleep 60 & echo $!; wait"], {
    stdio: ["ignore", "pipe", "ignore"],
    detached: true,
  });
  const pid = shell.pid ?? 0;
  onTestFinished(() => {
    if (shell.exitCode === null && shell.signalCode === null) process.kill(-pid, "SIGKILL");
  });
  const [line] = (await once(shell.stdout.setEncoding("utf8"), "data")) as [string];
  return { pid, child: Number(line), process: shell };
}

test("all living processes of a group, the oldest first, and nobody else", async () => {
  const { pid, child } = await shellWithChild();
  expect(await groupMembers(pid)).toEqual([
    { pid, parent: process.pid },
    { pid: child, parent: pid },
  ]);
});

test("what has ended is no member", async () => {
  const { pid, process: shell } = await shellWithChild();
  process.kill(-pid, "SIGKILL");
  await once(shell, "close");
  expect(await groupMembers(pid)).toEqual([]);
});

test.runIf(process.platform === "linux")("what processes hold is summed up", async () => {
  const { pid, child } = await shellWithChild();
  const alone = await openFiles([pid]);
  expect(alone).toBeGreaterThanOrEqual(3);
  expect(await openFiles([pid, child])).toBeGreaterThan(alone ?? 0);
  expect(await residentBytes([pid, child])).toBeGreaterThan(100_000);
  // One that has gone leaves the sum unknown.
  expect(await openFiles([pid, 2 ** 30])).toBeNull();
});
