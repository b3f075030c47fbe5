/** Connections of the pool: cut, used up, or left behind by clients that went away. */
import { setTimeout as sleep } from "node:timers/promises";
import { requestHead } from "../../http/message.js";
import {
  askOnce,
  bytesOf,
  isUnavailable,
  statusOf,
  tell,
  unlike,
  type Answered,
} from "../answers.js";
import type { Ask } from "../asks.js";
import type { Launched, ProcessBench } from "../bench.js";
import { eventually, needsReading, withServer, type ProcessCheck } from "../check.js";
import { openConnection } from "../connection.js";
import { connectionsTo, whileLocked } from "../lock.js";

export const poolChecks: readonly ProcessCheck[] = [
  {
    id: "process.query.cut",
    expects:
      "a connection that is cut in the middle of a query fails that request alone, with 503 and at once",
    why: "a failover or an operator cuts connections; neither other requests nor the process may go with them",
    notApplicable: needsReading,
    run: (bench) => withServer(bench, {}, (server) => cutOne(bench, server)),
  },
  {
    id: "process.pool.exhausted",
    expects:
      "while all connections are in use, others get 503 with Retry-After: 1 after about 5 s, operations without a " +
      "database answer at once, and those that wait in their query are answered in the end",
    why: "a pool without a limit on waiting turns one slow query into a server that hangs",
    notApplicable: needsReading,
    run: (bench) =>
      withServer(bench, { DATABASE_POOL_SIZE: "2" }, (server) => exhaust(bench, server)),
  },
  {
    id: "process.client.gone-in-query",
    expects: "clients that go away while their query runs leave no connection of the pool in use",
    why: "browsers and proxies give up all the time; a leaked connection is gone until the next restart",
    notApplicable: needsReading,
    run: (bench) =>
      withServer(bench, { DATABASE_POOL_SIZE: "4" }, (server) => goneInQuery(bench, server)),
  },
  {
    id: "process.client.gone-in-body",
    expects:
      "clients that go away in the middle of their body leave neither a connection nor a socket behind, and no line " +
      "in the log",
    why: "uploads break off; what is kept for them would fill the process",
    notApplicable: ({ asks }) =>
      asks.posting === null ? "the document has no operation with a body" : null,
    run: (bench) =>
      withServer(bench, { DATABASE_POOL_SIZE: "4" }, (server) => goneInBody(bench, server)),
  },
  {
    id: "process.client.gone-in-response",
    expects: "clients that go away in the middle of a response leave no socket behind",
    why: "downloads break off; what is kept for them would fill the process",
    run: (bench) => withServer(bench, {}, (server) => goneInResponse(bench, server)),
  },
];

async function cutOne({ asks, database }: ProcessBench, { address }: Launched): Promise<string[]> {
  if (asks.reading === null) return [];
  const { ask, table } = asks.reading;
  const usual = statusOf(await askOnce(address, ask));
  return whileLocked(database.url, table, async (held) => {
    const pending = [1, 2, 3].map(() => askOnce(address, ask));
    if (!(await held.waiting(3))) return ["three requests did not come to their query at once"];
    await held.cutOne();
    const first = await Promise.race([...pending, sleep(2000, null)]);
    await held.release();
    const answers = await Promise.all(pending);
    const failed = answers.filter((answered) => statusOf(answered) !== usual);
    const findings = unlike(failed, "503 for the request that was cut", isUnavailable);
    if (first === null)
      findings.push("the request whose connection was cut was not answered within 2 s");
    if (failed.length !== 1) {
      findings.push(`${failed.length} of 3 requests failed, expected the cut one alone`);
    }
    return [...findings, ...(await worksAsUsual(address, ask, usual))];
  });
}

async function exhaust({ asks, database }: ProcessBench, { address }: Launched): Promise<string[]> {
  if (asks.reading === null) return [];
  const { ask, table } = asks.reading;
  const usual = statusOf(await askOnce(address, ask));
  return whileLocked(database.url, table, async (held) => {
    const inQuery = [1, 2].map(() => askOnce(address, ask, 15_000));
    if (!(await held.waiting(2))) return ["two requests did not come to their query at once"];
    const [others, readiness, constants] = await Promise.all([
      Promise.all([1, 2, 3, 4, 5, 6].map(() => askOnce(address, ask))),
      Promise.all(asks.readiness.map((one) => askOnce(address, one))),
      Promise.all(asks.constants.map((one) => askOnce(address, one, 1000))),
    ]);
    await held.release();
    const early = others.filter(({ milliseconds }) => milliseconds < 4000);
    return [
      ...unlike(others, "503 with Retry-After 1", isUnavailable),
      ...early.map((one) => `${tell(one)}; expected it to wait about 5 s for a connection`),
      ...unlike(readiness, "503, since it gets no connection", (one) => statusOf(one) === 503),
      ...unlike(constants, "an answer at once", (one) => statusOf(one) !== null),
      ...unlike(await Promise.all(inQuery), `${usual}`, (one) => statusOf(one) === usual),
      ...(await worksAsUsual(address, ask, usual)),
    ];
  });
}

async function goneInQuery(bench: ProcessBench, server: Launched): Promise<string[]> {
  const { asks, database } = bench;
  if (asks.reading === null) return [];
  const { ask, table } = asks.reading;
  const usual = statusOf(await askOnce(server.address, ask));
  await whileLocked(database.url, table, async (held) => {
    const connections = await Promise.all(
      Array.from({ length: 12 }, () => openConnection(server.address)),
    );
    for (const connection of connections) connection?.send(bytesOf(ask));
    await held.waiting(4);
    for (const connection of connections) connection?.destroy();
    await sleep(100);
    await held.release();
  });
  const state = { busy: 0 };
  const isIdle = await eventually(3000, async () => {
    state.busy = (await connectionsTo(database.url)).busy;
    return state.busy === 0;
  });
  const left = isIdle ? [] : [`${state.busy} connections to the database are still in use`];
  return [...left, ...(await worksAsUsual(server.address, ask, usual))];
}

const CLIENTS = 40;

async function goneInBody(bench: ProcessBench, server: Launched): Promise<string[]> {
  const { posting, reading } = bench.asks;
  if (posting === null) return [];
  const usual = reading === null ? null : statusOf(await askOnce(server.address, reading.ask));
  const half = Buffer.concat([
    requestHead(posting.request),
    posting.request.body.subarray(0, Math.ceil(posting.request.body.length / 2)),
  ]);
  const findings = await leavesNothing(server, async () => {
    const connections = await Promise.all(
      Array.from({ length: CLIENTS }, () => openConnection(server.address)),
    );
    for (const connection of connections) connection?.send(half);
    await sleep(100);
    for (const connection of connections) connection?.destroy();
  });
  const works = reading === null ? [] : await worksAsUsual(server.address, reading.ask, usual);
  const lines = server.log().split("\n").slice(1, 3);
  return [
    ...findings,
    ...works,
    ...lines.map((line) => `a client that went away is told in the log: ${line.slice(0, 200)}`),
  ];
}

async function goneInResponse(bench: ProcessBench, server: Launched): Promise<string[]> {
  const big = await bigAsk(bench, server);
  return leavesNothing(server, async () => {
    const connections = await Promise.all(
      Array.from({ length: CLIENTS }, () => openConnection(server.address)),
    );
    for (const connection of connections) connection?.send(bytesOf(big));
    // In the middle of a response that does not fit into the buffers of the connection.
    await Promise.all(connections.map((connection) => connection?.answer("GET", 20)));
    for (const connection of connections) connection?.destroy();
  });
}

/** The script of the documentation, which is larger than any socket buffer; else the document. */
async function bigAsk({ asks }: ProcessBench, { address }: Launched): Promise<Ask> {
  const document = asks.constants.at(-1);
  if (document === undefined) throw new Error("there is always the document");
  const get = (target: string): Ask => ({
    name: `GET ${target}`,
    operation: null,
    request: { ...document.request, target },
  });
  const page = await askOnce(address, get("/redoc"));
  const html = page.outcome.kind === "response" ? page.outcome.response.body.toString() : "";
  const script = /<script[^>]* src="(\/[^"]+|[\w][^":]*)"/.exec(html)?.[1];
  return script === undefined ? document : get(script.startsWith("/") ? script : `/${script}`);
}

/** What the processes hold open is after the work as it was before; a few more may come from lazy opening. */
async function leavesNothing(server: Launched, work: () => Promise<void>): Promise<string[]> {
  // Once before, so that what is opened at the first time only counts as before.
  await work();
  await sleep(300);
  const before = await server.openFiles();
  await work();
  if (before === null) return [];
  const state = { open: before };
  const isSettled = await eventually(5000, async () => {
    state.open = (await server.openFiles()) ?? before;
    return state.open <= before + 2;
  });
  return isSettled
    ? []
    : [`${state.open} files and sockets are open after ${CLIENTS} clients went, ${before} before`];
}

async function worksAsUsual(
  address: Launched["address"],
  ask: Ask,
  usual: number | null,
): Promise<string[]> {
  const answers: Answered[] = await Promise.all(
    Array.from({ length: 12 }, () => askOnce(address, ask)),
  );
  return unlike(answers, `${usual} as usual afterwards`, (one) => statusOf(one) === usual);
}
