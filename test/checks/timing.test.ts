/**
 * What logging in tells by its time, and what it costs others: an unknown user takes as long as a wrong password, and
 * hashing leaves other requests alone. Wants a machine that does nothing else.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Ask,
  askOn,
  askOnce,
  type Launched,
  openConnection,
  prepareBench,
  type ProcessBench,
  statusOf,
} from "../../src/contract/process/index.js";
import { resetDatabase, seedDatabase } from "../../src/database/index.js";
import { discoverTargets } from "../../src/targets/index.js";
import { subjectOf } from "./subject.js";

const ITERATIONS = 200_000;
const TRIES = 30;
const LOGINS = 20;
const SAMPLES = 1500;
/** Between two requests of a reader: far from what the server can do, so that only waiting shows. */
const PAUSE_MS = 3;

describe.each(discoverTargets())("$name", (target) => {
  let bench: ProcessBench;
  let server: Launched;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const { subject, end } = await subjectOf(target);
    ends.push(end);
    await resetDatabase(subject.database.url, subject.api);
    await seedDatabase(subject.database.url, subject.api, { iterations: ITERATIONS, rows: 1000 });
    bench = await prepareBench(subject);
    server = await bench.launch({ PASSWORD_ITERATIONS: String(ITERATIONS) });
    ends.unshift(() => server.end());
    await server.ready();
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });

  test("an unknown user takes as long as a wrong password", async () => {
    const times: Record<"unknown" | "wrong", number[]> = { unknown: [], wrong: [] };
    await askOnce(server.address, loginWith(bench, { name: "nobody-of-this-name" }));
    for (let index = 0; index < TRIES; index += 1) {
      const unknown = loginWith(bench, { name: `nobody-${index}`, password: `wrong-${index}` });
      const wrong = loginWith(bench, { password: `wrong-${index}` });
      // By turns, so that whatever else the machine does meets both.
      for (const [kind, ask] of [["unknown", unknown] as const, ["wrong", wrong] as const]) {
        const answered = await askOnce(server.address, ask);
        expect(statusOf(answered)).toBe(401);
        times[kind].push(answered.milliseconds);
      }
    }
    const [unknown, wrong] = [quantile(times.unknown, 0.5), quantile(times.wrong, 0.5)];
    console.log(
      `median of ${TRIES}: unknown ${unknown.toFixed(1)} ms, wrong ${wrong.toFixed(1)} ms`,
    );
    expect(Math.abs(unknown - wrong) / Math.min(unknown, wrong)).toBeLessThanOrEqual(0.25);
  });

  test("a list is answered while logins run", async () => {
    const { reading } = bench.asks;
    if (reading === null) throw new Error("the document has no list");
    await latencies(server, reading.ask);
    const idle = await latencies(server, reading.ask);
    const state = { running: true, done: 0 };
    const statuses = new Set<number | null>();
    const logins = Array.from({ length: LOGINS }, async () => {
      while (state.running) {
        const answered = await askOnce(server.address, loginWith(bench, {}), 60_000);
        statuses.add(statusOf(answered));
        state.done += 1;
      }
    });
    const busy = await latencies(server, reading.ask);
    const done = state.done;
    state.running = false;
    await Promise.all(logins);
    const tell = (some: readonly number[]): string =>
      [0.5, 0.9, 0.99].map((part) => quantile(some, part).toFixed(2)).join(", ");
    console.log(`p50, p90, p99 in ms: idle ${tell(idle)}; during ${done} logins ${tell(busy)}`);
    expect([...statuses]).toEqual([200]);
    expect(done).toBeGreaterThanOrEqual(LOGINS);
    expect(quantile(busy, 0.99) / quantile(idle, 0.99)).toBeLessThanOrEqual(3);
  });
});

/** The login of the document with another name or password. */
function loginWith(
  { asks, accounts }: ProcessBench,
  change: { readonly name?: string; readonly password?: string },
): Ask {
  const ask = asks.data.find(({ operation }) => operation?.behavior.kind === "login");
  const behavior = ask?.operation?.behavior;
  const account = accounts.find(({ purpose }) => purpose === "user");
  if (ask === undefined || behavior?.kind !== "login" || account === undefined) {
    throw new Error("the document has no login");
  }
  const body = Buffer.from(
    JSON.stringify({
      [behavior.identifier]: change.name ?? account.identifier,
      [behavior.password]: change.password ?? account.password,
    }),
  );
  const headers = ask.request.headers.map(({ name, value }) =>
    name === "Content-Length" ? { name, value: String(body.length) } : { name, value },
  );
  return { ...ask, request: { ...ask.request, headers, body } };
}

/** Latencies of one request after the other on one connection, in milliseconds. */
async function latencies({ address }: Launched, ask: Ask): Promise<number[]> {
  const connection = await openConnection(address);
  if (connection === null) throw new Error("nothing listens");
  const found: number[] = [];
  for (let index = 0; index < SAMPLES; index += 1) {
    const answered = await askOn(connection, ask);
    expect(statusOf(answered)).toBe(200);
    found.push(answered.milliseconds);
    await sleep(PAUSE_MS);
  }
  connection.destroy();
  return found;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
