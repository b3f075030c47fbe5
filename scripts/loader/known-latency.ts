/** Servers that sleep for known times, and what the loader makes of them. */
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { loadRequest, quantile, runLoader, type Loop } from "../../src/bench/index.js";

interface Case {
  readonly title: string;
  readonly loop: Loop;
  readonly milliseconds: number;
  readonly listener: () => RequestListener;
  /** True quantiles in milliseconds; null where it is too little for 2 % to mean anything. */
  readonly p50: number | null;
  readonly p99: number;
}

const TOLERANCE = 0.02;
const OPEN: Loop = { kind: "open", connections: 200, perSecond: 200 };

const CASES: readonly Case[] = [
  {
    title: "always 250 ms, open loop",
    loop: OPEN,
    milliseconds: 10_000,
    listener: () => sleeping(() => 250),
    p50: 250,
    p99: 250,
  },
  {
    title: "50 to 150 ms in equal parts, open loop",
    loop: OPEN,
    milliseconds: 15_000,
    // Every hundredth of the distribution as often as any other, in no order that the schedule could follow.
    listener: () => sleeping((served) => 50.5 + ((served * 37) % 100)),
    p50: 100,
    p99: 149,
  },
  {
    title: "100 ms, one in ten 400 ms, open loop",
    loop: OPEN,
    milliseconds: 10_000,
    listener: () => sleeping((served) => (served % 10 === 3 ? 400 : 100)),
    p50: 100,
    p99: 400,
  },
  {
    title: "100 ms, one in ten 400 ms, closed loop",
    loop: { kind: "closed", connections: 20 },
    milliseconds: 10_000,
    listener: () => sleeping((served) => (served % 10 === 3 ? 400 : 100)),
    p50: 100,
    p99: 400,
  },
  {
    // A tenth of all requests is due while nothing is answered, and the waits of these are spread evenly: p99 is the
    // wait that a tenth of them exceeds. A loader that waited with it would see four slow requests.
    title: "answers nothing for 500 ms of every 5 s, open loop on 4 connections",
    loop: { kind: "open", connections: 4, perSecond: 200 },
    milliseconds: 20_000,
    listener: () => stalling(5000, 500),
    p50: null,
    p99: 450,
  },
];

/** Runs each case and prints what was found. @returns what was not within 2 % */
export async function checkLatencies(): Promise<string[]> {
  const failures: string[] = [];
  for (const { title, loop, milliseconds, listener, p50, p99 } of CASES) {
    const { latency, lateness, faults } = await measure(listener(), loop, milliseconds);
    const found = [p50, p99].map((wanted, index) => {
      const value = quantile(latency, index === 0 ? 0.5 : 0.99);
      const off = wanted === null ? 0 : value / wanted - 1;
      const shown = `${value.toFixed(2)} ms${wanted === null ? "" : ` for ${wanted} ms (${percent(off)})`}`;
      if (Math.abs(off) > TOLERANCE) failures.push(`${title}: ${shown}`);
      return shown;
    });
    const late = quantile(lateness, 0.99).toFixed(2);
    console.log(`${title}: p50 ${found[0]}, p99 ${found[1]}; sent up to ${late} ms late (p99)`);
    const wrong = Object.entries(faults).filter(([, count]) => count > 0);
    if (wrong.length > 0) failures.push(`${title}: ${JSON.stringify(faults)}`);
  }
  return failures;
}

function percent(share: number): string {
  return `${share < 0 ? "" : "+"}${(share * 100).toFixed(2)} %`;
}

async function measure(listener: RequestListener, loop: Loop, milliseconds: number) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const request = loadRequest(`127.0.0.1:${port}`, {
    method: "GET",
    target: "/",
    expected: { status: 200, length: { minimum: 2, maximum: 2 } },
  });
  try {
    return await runLoader({
      host: "127.0.0.1",
      port,
      requests: [request],
      loop,
      warmUpMilliseconds: 1000,
      milliseconds,
      timeoutMilliseconds: 5000,
    });
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Each request waits for the time of its turn. */
function sleeping(milliseconds: (served: number) => number): RequestListener {
  let served = 0;
  return (_request, response) => {
    const until = performance.now() + milliseconds(served++);
    const answer = (): void => {
      const left = until - performance.now();
      // Timers are late rather than early: the last bit is waited for on the clock.
      if (left <= 0) response.end("ok");
      else if (left > 2) setTimeout(answer, left - 2);
      else setImmediate(answer);
    };
    answer();
  };
}

/** Holds back whatever arrives in the first part of each period. */
function stalling(period: number, stall: number): RequestListener {
  const started = performance.now();
  return (_request, response) => {
    const phase = (performance.now() - started) % period;
    if (phase >= stall) response.end("ok");
    else setTimeout(() => response.end("ok"), stall - phase);
  };
}
