/** Every ordered pair of servers on one database, through all checks that a document has. */
import type { Api } from "../../model/index.js";
import { ask, type Line } from "../differential/play.js";
import { resolve, save, type Saved } from "../differential/reference.js";
import { curlLine } from "../curl.js";
import type { Address, Outcome } from "../http/exchange.js";
import { worldOf } from "../probes/world.js";
import type { Check, Side, Step } from "./check.js";
import { CLAIMS } from "./claims.js";

export interface InteropServer {
  readonly name: string;
  readonly url: string;
  readonly address: Address;
}

export interface InteropOptions {
  readonly api: Api;
  /** Two or more, all on one database that holds the test accounts. */
  readonly servers: readonly InteropServer[];
  /** Makes the values: the same seed, the same requests. */
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
}

export interface InteropReport {
  readonly servers: readonly string[];
  readonly pairs: readonly PairResult[];
  readonly claims: readonly ClaimState[];
  readonly passed: number;
  readonly failed: number;
  readonly milliseconds: number;
}

export interface PairResult {
  readonly first: string;
  readonly second: string;
  readonly passed: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly id: string;
  readonly expects: string;
  readonly what: string;
  /** All requests of the check up to the one that failed. */
  readonly curl: readonly string[];
}

export interface ClaimState {
  readonly id: string;
  readonly expects: string;
  /** How many checks it is for one pair. */
  readonly checks: number;
  /** Why there are none. */
  readonly notApplicable: string | null;
}

/** @throws the reason of the signal when it aborts */
export async function runInterop(options: InteropOptions): Promise<InteropReport> {
  const { api, servers, seed, signal } = options;
  const started = performance.now();
  const pairs: PairResult[] = [];
  for (const first of servers) {
    for (const second of servers) {
      if (first === second) continue;
      signal?.throwIfAborted();
      // Values of their own for each pair: all write to one database.
      pairs.push(await runPair({ first, second }, checksOf(api, seed + pairs.length)));
    }
  }
  return {
    servers: servers.map(({ name }) => name),
    pairs,
    claims: claimStates(api, seed),
    passed: pairs.reduce((sum, { passed }) => sum + passed, 0),
    failed: pairs.reduce((sum, { failures }) => sum + failures.length, 0),
    milliseconds: performance.now() - started,
  };
}

function checksOf(api: Api, seed: number): Check[] {
  const world = worldOf(api, seed);
  return CLAIMS.flatMap(({ checks, expects }) =>
    checks(world).map((check) => ({ ...check, expects })),
  );
}

function claimStates(api: Api, seed: number): ClaimState[] {
  const world = worldOf(api, seed);
  return CLAIMS.map(({ id, expects, appliesTo, checks }) => {
    const { length } = checks(world);
    const notApplicable = length === 0 ? `the document has no ${appliesTo}` : null;
    return { id, expects, checks: length, notApplicable };
  });
}

type Pair = Readonly<Record<Side, InteropServer>>;

async function runPair(pair: Pair, checks: readonly Check[]): Promise<PairResult> {
  const failures: Failure[] = [];
  const lines: Readonly<Record<Side, Line>> = {
    first: { connection: null },
    second: { connection: null },
  };
  try {
    for (const check of checks) {
      const failure = await runCheck(pair, lines, check);
      if (failure !== null) failures.push(failure);
    }
  } finally {
    lines.first.connection?.destroy();
    lines.second.connection?.destroy();
  }
  return {
    first: pair.first.name,
    second: pair.second.name,
    passed: checks.length - failures.length,
    failures,
  };
}

async function runCheck(
  pair: Pair,
  lines: Readonly<Record<Side, Line>>,
  { id, expects, steps }: Check,
): Promise<Failure | null> {
  const saved: Saved = new Map();
  const bodies: string[] = [];
  const curl: string[] = [];
  for (const step of steps) {
    const { on, saves, sameAs } = step;
    const server = pair[on];
    const request = resolve(step.request, saved);
    curl.push(curlLine(server.url, request, undefined));
    const outcome = await ask(lines[on], server.address, request);
    const wanted = sameAs === undefined ? null : (bodies[sameAs] ?? null);
    const what = problemOf(step, outcome, wanted);
    if (what !== null) return { id, expects, what: `${server.name}: ${what}`, curl };
    const body = outcome.kind === "response" ? outcome.response.body : Buffer.alloc(0);
    save(saved, saves, body);
    bodies.push(body.toString());
  }
  return null;
}

function problemOf({ name, status }: Step, outcome: Outcome, wanted: string | null): string | null {
  if (outcome.kind !== "response") return `${name} got no response: ${outcome.detail}`;
  const { response } = outcome;
  const body = response.body.toString();
  if (response.status !== status) {
    return `${name} answered ${response.status} ${body.slice(0, 300)}, expected ${status}`;
  }
  return wanted === null || wanted === body
    ? null
    : `${name} answered ${body.slice(0, 1000)}, expected ${wanted.slice(0, 1000)}`;
}
