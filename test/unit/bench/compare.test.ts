import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { compareServers } from "../../../src/bench/compare.js";
import { groupCpuMicroseconds } from "../../../src/bench/cpu-time.js";
import { createHistogram } from "../../../src/bench/loader/histogram.js";
import type { Measurement } from "../../../src/bench/measure.js";

function measurement(server: string, round: number, perSecond: number): Measurement {
  const latency = createHistogram();
  latency.record(10);
  return {
    server,
    round,
    perSecond,
    cpuMicroseconds: 1e6 / perSecond,
    loaderCpuMicroseconds: 10,
    latency: latency.snapshot(),
    faults: { status: 0, length: 0, malformed: 0, closed: 0, refused: 0, timeout: 0 },
    examples: [],
  };
}

test("servers are compared round by round, so that a slow round does not count", () => {
  const speeds = [1000, 1100, 300, 900];
  const [fast, slow] = compareServers(
    // In another order in every round.
    speeds.flatMap((speed, round) => {
      const pair = [measurement("slow", round, speed * 0.8), measurement("fast", round, speed)];
      return round % 2 === 0 ? pair : pair.toReversed();
    }),
    "fast",
    1,
  );
  expect(fast).toMatchObject({ server: "fast", perSecond: 950, throughputRatio: null });
  expect(slow?.throughputRatio?.estimate).toBeCloseTo(0.8, 10);
  expect(slow?.throughputRatio?.lower).toBeCloseTo(0.8, 10);
  expect(slow?.cpuRatio?.upper).toBeCloseTo(1.25, 10);
  expect(slow?.p99).toBe(10);
});

test("a server that answered nothing in a round has no ratio", () => {
  const silent = { ...measurement("silent", 1, 0), cpuMicroseconds: null };
  const [, compared] = compareServers(
    [
      ...[0, 1].map((round) => measurement("reference", round, 100)),
      measurement("silent", 0, 50),
      silent,
    ],
    "reference",
    1,
  );
  expect(compared).toMatchObject({
    server: "silent",
    throughputRatio: null,
    cpuRatio: null,
    cpuMicroseconds: null,
  });
});

test.runIf(process.platform === "linux")(
  "CPU time is that of all processes of a group",
  async () => {
    // A leader that waits, and a child that works.
    const busy =
      "const end = Date.now() + 300; while (Date.now() < end); setInterval(() => {}, 1e6)";
    const script = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(busy)}]);
    setTimeout(() => console.log("done"), 900); setInterval(() => {}, 1e6)`;
    const leader = spawn(process.execPath, ["-e", script], { detached: true });
    try {
      await once(leader.stdout, "data");
      const used = groupCpuMicroseconds(leader.pid ?? 0);
      expect(used).toBeGreaterThan(150_000);
    } finally {
      process.kill(-(leader.pid ?? process.pid), "SIGKILL");
    }
    expect(groupCpuMicroseconds(2 ** 30)).toBeNull();
  },
);
