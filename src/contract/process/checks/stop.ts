/** Asked to stop: what was begun is finished, nothing new is taken, and the process ends with 0. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Outcome } from "../../http/exchange.js";
import { requestHead } from "../../http/message.js";
import { askOnce, statusOf, unlike, type Answered } from "../answers.js";
import { constantStatus } from "../asks.js";
import type { Exit, Launched, ProcessBench, Settings } from "../bench.js";
import { needsReading, withServer, type ProcessCheck } from "../check.js";
import { openConnection, type Connection } from "../connection.js";
import { startLoad } from "../load.js";
import { whileLocked } from "../lock.js";

const EXPECTS =
  "requests whose request line was read are answered as usual, new connections are refused, idle ones are closed, " +
  "and the process ends with 0 as soon as the last request is answered";

export const stopChecks: readonly ProcessCheck[] = [
  {
    id: "process.stop.sigterm-under-load",
    expects: `SIGTERM under load: ${EXPECTS}`,
    why: "every deployment stops the old server under traffic; a lost request is an error that a user sees",
    run: (bench) => stopUnderLoad(bench, {}, (server) => server.signal("SIGTERM", "first")),
  },
  {
    id: "process.stop.sigint-twice-to-all",
    expects: `SIGINT to all processes, twice, as Ctrl-C under npm gives it: ${EXPECTS}`,
    why: "a terminal signals the whole group and npm passes the signal on, so that a server gets it more than once",
    run: (bench) =>
      stopUnderLoad(bench, { WORKERS: "2" }, (server) => {
        server.signal("SIGINT", "all");
        setTimeout(() => server.signal("SIGINT", "all"), 20);
      }),
  },
  {
    id: "process.stop.workers",
    expects: `SIGTERM to the first process of a server with workers: ${EXPECTS}`,
    why: "supervisors signal the process that they started and know nothing of its workers",
    run: (bench) =>
      stopUnderLoad(bench, { WORKERS: "2" }, (server) => server.signal("SIGTERM", "first")),
  },
  {
    id: "process.stop.deadline",
    expects:
      "a request that takes longer than SHUTDOWN_SECONDS is cut off then, and the process still ends with 0",
    why: "an orchestrator kills what does not end in time; the limit is set to end before that",
    notApplicable: needsReading,
    run: deadline,
  },
  {
    id: "process.stop.idle",
    expects:
      "a server with nothing but idle connections ends with 0 within 2 s, long before SHUTDOWN_SECONDS",
    why: "clients keep connections open for minutes, and a stop that waits for them is a stop by force",
    run: (bench) => withServer(bench, { SHUTDOWN_SECONDS: "10" }, stopIdle),
  },
];

/** How long requests are held in their query after the signal. */
const HELD_MS = 900;
/** From the last answer to the end of the process. */
const END_MS = 3000;
/** A request that was sent this long before the signal was read before it, on a busy machine too. */
const READ_MS = 20;

async function stopUnderLoad(
  bench: ProcessBench,
  settings: Settings,
  stop: (server: Launched) => void,
): Promise<readonly string[]> {
  return withServer(bench, { ...settings, SHUTDOWN_SECONDS: "10" }, async (server) => {
    const { reading, constants } = bench.asks;
    const { address } = server;
    const usual = reading === null ? null : statusOf(await askOnce(address, reading.ask));
    const load = startLoad({ address, asks: constants, connections: 8 });
    const idle = (await Promise.all([1, 2, 3].map(() => openConnection(address)))).flatMap(
      (connection) => connection ?? [],
    );
    await sleep(400);
    const bodies = await halfBodies(bench, server);
    const held = async (release: () => Promise<void>): Promise<string[]> => {
      const signalledAt = performance.now();
      stop(server);
      await sleep(HELD_MS);
      const findings = await closedByNow(server, idle);
      await release();
      const finished = await bodies.finish();
      const answers = await load.stop();
      return [
        ...findings,
        ...finished,
        ...unlike(
          answers.filter(({ sentAt }) => sentAt < signalledAt - READ_MS),
          "an answer, since it was sent before the signal",
          isAsEver,
        ),
        ...unlike(
          answers,
          "a whole answer or none",
          (one) => !isHalf(one) && (statusOf(one) === null || isAsEver(one)),
        ),
      ];
    };
    const findings =
      reading === null
        ? await held(() => Promise.resolve())
        : await whileLocked(bench.database.url, reading.table, async (lock) => {
            const pending = [1, 2, 3, 4].map(() => askOnce(address, reading.ask, 15_000));
            if (!(await lock.waiting(4))) return ["four requests did not come to their query"];
            const found = await held(() => lock.release());
            const wanted = `${usual}, since it was in its query`;
            return [
              ...found,
              ...unlike(await Promise.all(pending), wanted, (one) => statusOf(one) === usual),
            ];
          });
    return [...findings, ...(await endsWithZero(server, END_MS))];
  });
}

function isAsEver(answered: Answered): boolean {
  return statusOf(answered) === constantStatus(answered.ask);
}

function isHalf({ outcome }: Answered): boolean {
  return outcome.kind === "closed" && / bytes of a response/.test(outcome.detail);
}

/** Requests whose head and half of whose body were read before the signal. */
async function halfBodies(
  { asks }: ProcessBench,
  { address }: Launched,
): Promise<{ finish(): Promise<string[]> }> {
  const { posting } = asks;
  if (posting === null) return { finish: () => Promise.resolve([]) };
  const { request } = posting;
  const middle = Math.ceil(request.body.length / 2);
  const connections = (await Promise.all([1, 2].map(() => openConnection(address)))).flatMap(
    (connection) => connection ?? [],
  );
  for (const connection of connections) {
    connection.send(Buffer.concat([requestHead(request), request.body.subarray(0, middle)]));
  }
  await sleep(200);
  return {
    async finish() {
      for (const connection of connections) connection.send(request.body.subarray(middle));
      const answers = await Promise.all(
        connections.map(async (connection): Promise<Answered> => {
          const sentAt = performance.now();
          const outcome: Outcome = await connection.answer(request.method, 5000);
          return { ask: posting, sentAt, milliseconds: performance.now() - sentAt, outcome };
        }),
      );
      return unlike(
        answers,
        "an answer below 500, since its head was read before the signal",
        (one) => (statusOf(one) ?? 500) < 500,
      );
    },
  };
}

async function closedByNow({ address }: Launched, idle: readonly Connection[]): Promise<string[]> {
  const open = idle.filter((connection) => !connection.isClosed()).length;
  const late = await openConnection(address);
  late?.destroy();
  return [
    ...(open === 0
      ? []
      : [`${open} idle connections are still open ${HELD_MS} ms after the signal`]),
    ...(late === null ? [] : [`a new connection is accepted ${HELD_MS} ms after the signal`]),
  ];
}

async function deadline(bench: ProcessBench): Promise<readonly string[]> {
  return withServer(bench, { SHUTDOWN_SECONDS: "1" }, async (server) => {
    const { reading } = bench.asks;
    if (reading === null) return [];
    return whileLocked(bench.database.url, reading.table, async (lock) => {
      const pending = askOnce(server.address, reading.ask, 15_000);
      if (!(await lock.waiting(1))) return ["the request did not come to its query"];
      const signalledAt = performance.now();
      server.signal("SIGTERM", "first");
      const findings = await endsWithZero(server, 5000);
      const took = performance.now() - signalledAt;
      if (took < 900)
        findings.push(`it ended after ${Math.round(took)} ms, expected 1 s for the request`);
      if (took > 2500) findings.push(`it ended after ${Math.round(took)} ms, expected about 1 s`);
      return [
        ...findings,
        ...unlike(
          [await pending],
          "a closed connection",
          ({ outcome }) => outcome.kind === "closed",
        ),
      ];
    });
  });
}

async function stopIdle(server: Launched): Promise<string[]> {
  const connections = await Promise.all([1, 2, 3, 4].map(() => openConnection(server.address)));
  const document = Buffer.from("GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  // Two were used before, two never.
  for (const connection of connections.slice(0, 2)) {
    connection?.send(document);
    await connection?.answer("GET", 2000);
  }
  await sleep(100);
  server.signal("SIGTERM", "first");
  const findings = await endsWithZero(server, 2000);
  for (const connection of connections) connection?.destroy();
  return findings;
}

async function endsWithZero(server: Launched, milliseconds: number): Promise<string[]> {
  const exit = await Promise.race([server.exited, sleep(milliseconds, null)]);
  if (exit === null) return [`the process had not ended ${milliseconds} ms later`];
  return exit.kind === "code" && exit.code === 0
    ? []
    : [`the process ended with ${tellExit(exit)}, expected 0; it printed: ${server.log()}`];
}

export function tellExit(exit: Exit): string {
  switch (exit.kind) {
    case "code":
      return `code ${exit.code}`;
    case "signal":
      return exit.signal;
    case "error":
      return exit.error.message;
  }
}
