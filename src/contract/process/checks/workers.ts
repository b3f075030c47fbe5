/** `WORKERS=n`: they exist, share the pool's size, and are replaced when they die. */
import { setTimeout as sleep } from "node:timers/promises";
import { askOnce, statusOf, unlike } from "../answers.js";
import type { Launched, ProcessBench } from "../bench.js";
import { eventually, needsReading, withServer, type ProcessCheck } from "../check.js";
import { startLoad } from "../load.js";
import { connectionsTo, whileLocked } from "../lock.js";

export const workerChecks: readonly ProcessCheck[] = [
  {
    id: "process.workers.replaced",
    expects:
      "with WORKERS=2 two processes serve; when one is killed the other goes on, another one takes its place, and the " +
      "first process stays",
    why: "a crash in one worker must cost its own requests only, and not half of the server for ever",
    notApplicable: ({ workers }) =>
      workers === "threads" ? "workers of this target are threads of one process" : null,
    run: (bench) => withServer(bench, { WORKERS: "2" }, (server) => killOne(bench, server)),
  },
  {
    id: "process.workers.pool",
    expects:
      "DATABASE_POOL_SIZE is the number of connections of the whole server, whatever WORKERS is",
    why: "databases allow a fixed number of connections; a pool for each worker multiplies it unseen",
    notApplicable: needsReading,
    run: (bench) =>
      withServer(bench, { WORKERS: "2", DATABASE_POOL_SIZE: "4" }, async ({ address }) => {
        const { reading } = bench.asks;
        if (reading === null) return [];
        const before = (await connectionsTo(bench.database.url)).all;
        // Held in their queries, so that every pool opens all that it may.
        const opened = await whileLocked(bench.database.url, reading.table, async (held) => {
          const pending = Array.from({ length: 16 }, () => askOnce(address, reading.ask, 15_000));
          await held.waiting(4);
          await sleep(500);
          const { all } = await connectionsTo(bench.database.url);
          await held.release();
          await Promise.all(pending);
          return all - before - HOLDERS;
        });
        if (opened <= 0) return ["there is no connection to the database under load"];
        return opened > 4 ? [`${opened} connections to the database, expected at most 4`] : [];
      }),
  },
];

/** Connections of our own while a table is locked. */
const HOLDERS = 2;

async function killOne({ asks }: ProcessBench, server: Launched): Promise<string[]> {
  const workers = async (): Promise<number[]> =>
    (await server.processes()).map(({ pid }) => pid).filter((pid) => pid !== server.pid);
  if (!(await eventually(5000, async () => (await workers()).length >= 2))) {
    return [`${(await workers()).length} processes besides the first, expected 2`];
  }
  const before = await workers();
  // The youngest: what a runtime starts for its own ends is older than what serves.
  const victim = before.at(-1) ?? 0;
  const load = startLoad({ address: server.address, asks: asks.constants, connections: 8 });
  await sleep(300);
  process.kill(victim, "SIGKILL");
  const isReplaced = await eventually(5000, async () => {
    const now = await workers();
    return now.length >= before.length && !now.includes(victim);
  });
  await sleep(700);
  const since = load.answers.length;
  await sleep(500);
  const answers = await load.stop();
  const wrong = answers.filter((one) => statusOf(one) === null);
  const fresh = await Promise.all(
    [...asks.constants, ...asks.constants].map((ask) => askOnce(server.address, ask)),
  );
  const findings = [
    ...unlike(
      answers.slice(since),
      "an answer from the workers that are left",
      (one) => statusOf(one) !== null,
    ),
    ...unlike(fresh, "an answer on a new connection", (one) => statusOf(one) !== null),
    ...unlike(
      wrong,
      "a closed connection, for requests of the killed worker",
      ({ outcome }) => outcome.kind === "closed",
    ),
  ];
  if (!isReplaced) findings.push("the killed worker was not replaced within 5 s");
  if (wrong.length > 8) findings.push(`${wrong.length} requests were lost on 8 connections`);
  if (!(await server.processes()).some(({ pid }) => pid === server.pid)) {
    findings.push("the first process ended with its worker");
  }
  return findings;
}
