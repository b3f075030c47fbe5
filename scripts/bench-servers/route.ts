/** One route of all servers: first that they answer alike, then how fast. */
import {
  compareServers,
  COUNTER,
  loadRequest,
  measureServers,
  type Comparison,
  type Expected,
  type LoadRequest,
  type Measurement,
} from "../../src/bench/index.js";
import type { RunningServer } from "../../src/toolchain/index.js";
import type { Route } from "./baselines.js";
import type { Servers, StartServers } from "./servers.js";

export interface RouteOptions {
  readonly rounds: number;
  /** Of each measurement. */
  readonly milliseconds: number;
  readonly connections: number;
  readonly seed: number;
}

export interface MeasuredRoute {
  readonly measurements: readonly Measurement[];
  /** Of baseline, control and generated, against the baseline. */
  readonly comparisons: readonly Comparison[];
}

const HOST = "127.0.0.1";
/** A new process is slow until its code is compiled. */
const WARM_UP_MILLISECONDS = 2000;
/** More than one measurement ever sends. */
const PER_BATCH = 5_000_000;

const CONTROL: Sent = {
  method: "GET",
  status: 200,
  headers: {},
  targets: ["/"],
  lengths: [15],
  slack: 0,
};

/**
 * Every round is measured on new processes, since how the compiler happened to treat a process stays with it for life.
 * @throws Error where the servers do not answer alike, since then they do not do the same work
 */
export async function measureRoute(
  start: StartServers,
  route: Route,
  { rounds, milliseconds, connections, seed }: RouteOptions,
): Promise<MeasuredRoute> {
  const measurements: Measurement[] = [];
  for (let round = 0; round < rounds; round++) {
    const measured = await start(async (servers) => {
      const sent = await prepare(servers, route, round);
      const entries: [string, RunningServer][] = Object.entries(servers);
      return measureServers({
        servers: entries.map(([name, { port, pid }]) => ({
          name,
          host: HOST,
          port,
          pid,
          requests: (batch: number) =>
            requestsOf(name === "control" ? CONTROL : sent, `${HOST}:${port}`, batch),
        })),
        rounds: 1,
        seed: seed + round,
        loop: { kind: "closed", connections },
        warmUpMilliseconds: WARM_UP_MILLISECONDS,
        milliseconds,
        // So that numbers of earlier rounds are not used again: there is one database for all.
        firstBatch: 1 + measurements.length,
      });
    });
    measurements.push(...measured.map((measurement) => ({ ...measurement, round })));
  }
  return { measurements, comparisons: compareServers(measurements, "baseline", seed) };
}

interface Sent {
  readonly method: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly targets: readonly string[];
  readonly body?: string;
  /** Length of the body of each target's answer, and by how many bytes it may be longer. */
  readonly lengths: readonly number[];
  readonly slack: number;
}

/** Asks each server once for each target: the same headers, and of what only reads the same bytes. */
async function prepare(servers: Servers, route: Route, round: number): Promise<Sent> {
  const method = route.name.split(" ", 1)[0] ?? "GET";
  const body = route.body === undefined ? undefined : JSON.stringify(route.body);
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const lengths: number[] = [];
  for (const target of route.targets) {
    const texts: string[] = [];
    const headerNames: string[] = [];
    for (const [index, { url }] of [servers.baseline, servers.generated].entries()) {
      const unique = body?.replaceAll(COUNTER, `${round}${index}`.padStart(COUNTER.length, "9"));
      const response = await fetch(url + target, { method, headers, body: unique ?? null });
      const text = await response.text();
      if (response.status !== route.status) {
        throw new Error(`${url} answers ${method} ${target} with ${response.status}: ${text}`);
      }
      texts.push(text);
      headerNames.push([...response.headers.keys()].join(", "));
    }
    if (headerNames[0] !== headerNames[1]) {
      throw new Error(`${method} ${target} differs in its headers: ${headerNames.join(" / ")}`);
    }
    const [expected = "", given = ""] = texts;
    const alike = body === undefined ? expected === given : expected.length === given.length;
    if (!alike) throw new Error(`${method} ${target} differs:\n${expected}\n${given}`);
    lengths.push(Buffer.byteLength(expected));
  }
  // Keys of new rows grow longer.
  const slack = body === undefined ? 0 : 6;
  return {
    method,
    status: route.status,
    headers,
    targets: route.targets,
    ...(body !== undefined && { body }),
    lengths,
    slack,
  };
}

function requestsOf(sent: Sent, host: string, batch: number): LoadRequest[] {
  const { method, status, headers, targets, body, lengths, slack } = sent;
  return targets.map((target, index) => {
    const minimum = lengths[index] ?? 0;
    const expected: Expected = { status, length: { minimum, maximum: minimum + slack } };
    const counterFrom = batch * PER_BATCH;
    return loadRequest(host, {
      method,
      target,
      headers,
      ...(body && { body }),
      counterFrom,
      expected,
    });
  });
}
