/** The database is not there, goes, comes back, or does not answer. */
import { setTimeout as sleep } from "node:timers/promises";
import { createServer } from "node:net";
import {
  askOnce,
  isRefusedInput,
  isUnavailable,
  PATIENCE_MS,
  statusOf,
  tell,
  unlike,
  type Answered,
} from "../answers.js";
import { constantStatus, type Ask } from "../asks.js";
import type { Launched, ProcessBench } from "../bench.js";
import { eventually, NO_READING, withServer, type ProcessCheck } from "../check.js";
import { startLoad } from "../load.js";

export const databaseChecks: readonly ProcessCheck[] = [
  {
    id: "process.database.down-at-start",
    expects:
      "a server whose database is down starts; operations without a database answer, readiness says unready, all " +
      "others answer 503 with Retry-After: 1; all answer again when it returns, without a restart",
    why: "servers and databases are started in any order, and an orchestrator restarts what does not come up",
    async run(bench) {
      await bench.database.stop();
      try {
        return await withServer(bench, {}, async (server) => {
          const down = await whileDown(bench, server);
          await bench.database.start();
          return [...down, ...(await onceBack(bench, server))];
        });
      } finally {
        await bench.database.start();
      }
    },
  },
  {
    id: "process.database.restart-under-load",
    expects:
      "while the database stops and starts again under traffic, every request is answered, as usual or with 503, " +
      "operations without a database as ever, and the same process answers all again afterwards",
    why: "a database fails over in production; a pool that keeps dead connections, or a process that dies with them, makes an outage of a blip",
    notApplicable: ({ asks }) => (asks.reading === null ? NO_READING : null),
    run: (bench) => withServer(bench, {}, (server) => restartUnderLoad(bench, server)),
  },
  {
    id: "process.database.silent",
    expects:
      "where the database accepts connections and says nothing, its operations answer 503 after about 5 s",
    why: "a host that is gone does not refuse connections; without a limit requests would pile up for minutes",
    notApplicable: ({ asks }) => (asks.reading === null ? NO_READING : null),
    run: silentDatabase,
  },
];

async function whileDown({ asks }: ProcessBench, { address }: Launched): Promise<string[]> {
  const [constants, readiness, data] = await Promise.all(
    [asks.constants, asks.readiness, asks.data].map((some) =>
      Promise.all(some.map((ask) => askOnce(address, ask))),
    ),
  );
  return [
    ...constantsAsEver(constants ?? []),
    ...readinessIs("unready", readiness ?? []),
    ...unlike(
      data ?? [],
      "503, Retry-After 1, Service unavailable",
      (answered) => isUnavailable(answered) || isRefusedInput(answered),
    ),
  ];
}

const RETURN_MS = 5000;

/** Reads and readiness only: what writes could change the rows that other checks need. */
async function onceBack(bench: ProcessBench, { address }: Launched): Promise<string[]> {
  const { asks } = bench;
  const reads = asks.data.filter(({ request }) => request.method === "GET");
  const answers = async (): Promise<Answered[]> =>
    Promise.all(reads.map((ask) => askOnce(address, ask)));
  let last: Answered[] = [];
  const isBack = await eventually(RETURN_MS, async () => {
    last = await answers();
    return last.every((answered) => isBelow500(answered));
  });
  const back = isBack ? [] : unlike(last, "its usual answer once the database is back", isBelow500);
  const readiness = await Promise.all(asks.readiness.map((ask) => askOnce(address, ask)));
  return [...back, ...readinessIs("ready", readiness)];
}

function isBelow500(answered: Answered): boolean {
  return (statusOf(answered) ?? 500) < 500;
}

async function restartUnderLoad(bench: ProcessBench, server: Launched): Promise<string[]> {
  const { asks, database } = bench;
  if (asks.reading === null) return [];
  const { ask } = asks.reading;
  const usual = statusOf(await askOnce(server.address, ask));
  const load = startLoad({ address: server.address, asks: [ask], connections: 12 });
  const constants = startLoad({ address: server.address, asks: asks.constants, connections: 2 });
  await sleep(700);
  await database.stop();
  await sleep(1200);
  const before = load.answers.length;
  await database.start();
  const isUsual = (answered: Answered): boolean => statusOf(answered) === usual;
  const isBack = await eventually(RETURN_MS, () => load.answers.slice(before + 24).some(isUsual));
  await sleep(500);
  const since = load.answers.length;
  await sleep(700);
  const answers = await load.stop();
  const findings = [
    ...unlike(
      answers,
      `${usual}, or 503 with Retry-After 1`,
      (answered) => isUsual(answered) || isUnavailable(answered),
    ),
    ...constantsAsEver(await constants.stop()),
    ...unlike(answers.slice(since), `${usual} once the database is back`, isUsual),
    ...onlyFast(answers),
  ];
  if (!isBack) findings.push(`no usual answer within ${RETURN_MS} ms after the database was back`);
  if (!answers.some(isUnavailable))
    findings.push("no request met the stopped database: nothing was checked");
  return findings;
}

function onlyFast(answers: readonly Answered[]): string[] {
  const slow = answers.find(({ milliseconds }) => milliseconds > 6500);
  return slow === undefined ? [] : [`${tell(slow)}; expected an answer within about 5 s`];
}

async function silentDatabase(bench: ProcessBench): Promise<readonly string[]> {
  const sockets = new Set<{ destroy(): void }>();
  const silent = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  try {
    const settings = { DATABASE_URL: `postgres://nobody:nothing@127.0.0.1:${port}/nowhere` };
    return await withServer(bench, settings, async (server) => {
      const wanted = [bench.asks.reading?.ask].filter((ask): ask is Ask => ask !== undefined);
      const [data, readiness, constants] = await Promise.all([
        Promise.all(wanted.map((ask) => askOnce(server.address, ask))),
        Promise.all(bench.asks.readiness.map((ask) => askOnce(server.address, ask))),
        Promise.all(bench.asks.constants.map((ask) => askOnce(server.address, ask, 2000))),
      ]);
      return [
        ...unlike(data, `503 within ${PATIENCE_MS} ms`, isUnavailable),
        ...readinessIs("unready", readiness),
        ...constantsAsEver(constants),
      ];
    });
  } finally {
    for (const socket of sockets) socket.destroy();
    silent.close();
  }
}

function constantsAsEver(answers: readonly Answered[]): string[] {
  return answers.flatMap((answered) => {
    const status = constantStatus(answered.ask);
    return unlike([answered], String(status), (one) => statusOf(one) === status);
  });
}

function readinessIs(wanted: "ready" | "unready", answers: readonly Answered[]): string[] {
  return answers.flatMap((answered) => {
    const behavior = answered.ask.operation?.behavior;
    if (behavior?.kind !== "readiness") return [];
    const { status, value } = behavior[wanted];
    const body = JSON.stringify(value);
    return unlike(
      [answered],
      `${status} ${body}`,
      (one) =>
        one.outcome.kind === "response" &&
        one.outcome.response.status === status &&
        one.outcome.response.body.toString() === body,
    );
  });
}
