/** Servers, and faults put in front of them one after the other: which probes notice each. */
import { join } from "node:path";
import { fillDatabase, makeDatabase } from "../../src/cli/fresh-database.js";
import { createProgress } from "../../src/cli/progress.js";
import { JWT_SECRET, makeProject, PASSWORD_ITERATIONS } from "../../src/cli/serving.js";
import { connectDatabase } from "../../src/contract/database.js";
import { exchange } from "../../src/contract/http/exchange.js";
import { runContract, type ProbeOptions } from "../../src/contract/index.js";
import { folders } from "../../src/database/folders.js";
import type { Target } from "../../src/targets/index.js";
import { freePort, LOOPBACK, startServer } from "../../src/toolchain/index.js";
import { silentTerminal } from "../support.js";
import { apiOf } from "./documents.js";
import type { DocumentName, Fault, FaultWorld, Tamper } from "./fault.js";
import { responseOf, startProxy } from "./proxy.js";

/** Of the probes: the same requests for every fault. */
const SEED = 20_260_101;
const PATIENCE_MS = 60_000;

/** Some equal servers of one document. */
export interface TestBench {
  /** Runs the probes with this fault, on the next server that is free. Its data are those of the seed before. */
  try(fault: Fault): Promise<Trial>;
  /** Runs all cases of all probes with nothing wrong. */
  tryNothing(): Promise<Trial>;
  end(): Promise<void>;
}

export interface Trial {
  /** What each probe that failed found first, by id. */
  readonly findings: ReadonlyMap<string, string>;
  /** Ids of probes that had something to apply to. */
  readonly applied: ReadonlySet<string>;
}

/** A correct server that runs, and its database. */
export interface Correct {
  readonly url: string;
  readonly databaseUrl: string;
  readonly jwtSecret: string;
}

/** One server with a proxy in front of it. */
interface Lane {
  run(
    make: (world: FaultWorld) => Tamper | Promise<Tamper>,
    sample: ProbeOptions["sample"],
  ): Promise<Trial>;
  end(): Promise<void>;
}

export interface BenchSize {
  /** Servers at the same time. */
  readonly lanes: number;
  /** How many cases are run of probes that must notice nothing. */
  readonly cases: number;
}

export async function startBench(
  target: Target,
  document: DocumentName,
  { lanes, cases }: BenchSize,
): Promise<TestBench> {
  const api = apiOf(document);
  const folder = join(folders().cache, "test", target.name);
  const { signal } = new AbortController();
  const progress = createProgress(silentTerminal);
  await makeProject({ api, target, folder, force: true, progress }, signal);
  const all: Lane[] = [];
  for (let count = 0; count < lanes; count++) all.push(await startLane(target, api, folder));
  const free = [...all];
  const waiting: (() => void)[] = [];
  const withLane = async (work: (lane: Lane) => Promise<Trial>): Promise<Trial> => {
    while (free.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    const lane = free.pop();
    if (lane === undefined) throw new Error("a free server is missing");
    try {
      return await work(lane);
    } finally {
      free.push(lane);
      waiting.shift()?.();
    }
  };
  return {
    try: ({ make, noticedBy }) => withLane((lane) => lane.run(make, sampleFor(noticedBy, cases))),
    tryNothing: () => withLane((lane) => lane.run(() => ({}), undefined)),
    end: async () => {
      for (const lane of all) await lane.end();
    },
  };
}

async function startLane(target: Target, api: FaultWorld["api"], folder: string): Promise<Lane> {
  const port = await freePort();
  const { signal } = new AbortController();
  const { url, drop } = await makeDatabase(`faults_${target.name}_${port}`, api, signal);
  const running = await startServer({
    toolchain: target.toolchain,
    folder,
    port,
    settings: {
      DATABASE_URL: url,
      JWT_SECRET,
      PASSWORD_ITERATIONS: String(PASSWORD_ITERATIONS),
    },
  });
  const correct = { url: `http://${LOOPBACK}:${port}`, databaseUrl: url, jwtSecret: JWT_SECRET };
  const { run, end } = await laneBefore(correct, api);
  return {
    run,
    async end() {
      await end();
      await running.stop();
      await drop();
    },
  };
}

/** Runs the probes on a server that somebody else has started, with the fault in front of it. */
export async function tryOn(
  correct: Correct,
  api: FaultWorld["api"],
  { make, noticedBy }: Fault,
  cases: number,
): Promise<Trial> {
  const lane = await laneBefore(correct, api);
  try {
    return await lane.run(make, sampleFor(noticedBy, cases));
  } finally {
    await lane.end();
  }
}

async function laneBefore(
  { url, databaseUrl, jwtSecret }: Correct,
  api: FaultWorld["api"],
): Promise<Lane> {
  const { hostname: host, port } = new URL(url);
  const server = { host, port: Number(port) };
  const database = await connectDatabase(databaseUrl);
  const proxy = await startProxy(server, api);
  const world: FaultWorld = {
    api,
    secret: jwtSecret,
    query: (sql, parameters = []) => database.query(sql, parameters),
    ask: async (request) => responseOf(await exchange(server, request, PATIENCE_MS)),
  };
  return {
    async run(make, sample) {
      await fillDatabase(databaseUrl, api);
      proxy.use(await make(world));
      const { results } = await runContract({
        url: proxy.url,
        files: [],
        probes: { api, seed: SEED, sample },
        databaseUrl,
        jwtSecret,
        timeoutMilliseconds: PATIENCE_MS,
      });
      const [error] = proxy.errors();
      if (error !== undefined) throw error;
      const findings = new Map<string, string>();
      const applied = new Set<string>();
      for (const result of results) {
        const id = result.probe?.id ?? "";
        if (result.outcome !== "notApplicable") applied.add(id);
        if (result.outcome !== "failed" || findings.has(id)) continue;
        findings.set(id, `${result.title}: ${JSON.stringify(result.failure.differences[0])}`);
      }
      return { findings, applied };
    },
    async end() {
      await proxy.close();
      await database.close();
    },
  };
}

/** All cases of the probes that have to notice; of all others the first, the last and whatever is wanted between. */
function sampleFor(noticedBy: readonly string[], cases: number) {
  return (id: string, place: number, count: number): boolean => {
    if (noticedBy.includes(id) || count <= cases) return true;
    const step = (count - 1) / Math.max(1, cases - 1);
    return Array.from({ length: cases }, (_, one) => Math.round(one * step)).includes(place);
  };
}
