/**
 * 100,000 mutated requests in four rounds: no error of the server, the same process at the end, and no memory that
 * grows from round to round. `FUZZ_SEED` repeats a run with other requests.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createRandom, fuzzRound } from "../../src/contract/fuzz/index.js";
import { prepareBench } from "../../src/contract/process/index.js";
import { discoverTargets } from "../../src/targets/index.js";
import { residentBytes } from "../../src/toolchain/index.js";
import { subjectOf } from "./subject.js";

const SEED = Number(process.env["FUZZ_SEED"] ?? "20260131");
const ROUNDS = 4;
const REQUESTS = 25_000;
const CONNECTIONS = 16;

describe.each(discoverTargets())("$name", (target) => {
  test("withstands mutated requests", async () => {
    const { subject, end } = await subjectOf(target);
    try {
      const { asks, launch } = await prepareBench(subject);
      const requests = [...asks.constants, ...asks.readiness, ...asks.data].map(
        ({ request }) => request,
      );
      const server = await launch();
      await server.ready();
      const random = createRandom(SEED);
      const peaks: number[] = [];
      try {
        for (let round = 1; round <= ROUNDS; round += 1) {
          const state = { peak: 0, running: true };
          const watch = (async () => {
            while (state.running) {
              const pids = (await server.processes()).map(({ pid }) => pid);
              state.peak = Math.max(state.peak, (await residentBytes(pids)) ?? 0);
              await sleep(100);
            }
          })();
          const started = performance.now();
          const { outcomes, findings } = await fuzzRound({
            address: server.address,
            requests,
            random,
            count: REQUESTS,
            connections: CONNECTIONS,
          });
          state.running = false;
          await watch;
          peaks.push(state.peak);
          const seconds = ((performance.now() - started) / 1000).toFixed(1);
          const megabytes = (state.peak / 2 ** 20).toFixed(0);
          console.log(
            `round ${round}: ${seconds} s, peak ${megabytes} MB, ${JSON.stringify(outcomes)}`,
          );
          expect(findings.slice(0, 20), `${findings.length} findings`).toEqual([]);
        }
        expect((await server.processes()).map(({ pid }) => pid)).toContain(server.pid);
        // Failures only, and there are none.
        expect(server.log().split("\n").slice(1)).toEqual([]);
        const [, second = 0, third = 0] = peaks;
        expect(third / second).toBeLessThanOrEqual(1.2);
      } finally {
        await server.end();
      }
    } finally {
      await end();
    }
  });
});
