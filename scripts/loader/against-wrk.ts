/** The loader beside wrk on the control server: the same throughput, and CPU time of the same order. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { loadRequest, runLoader } from "../../src/bench/index.js";
import { median } from "../../src/bench/statistics.js";
import { packageRoot } from "../../src/package-root.js";
import { freePort, startServer } from "../../src/toolchain/index.js";

interface Figures {
  readonly perSecond: number;
  /** CPU time of the loader for a request. */
  readonly cpuMicroseconds: number;
}

const ROUNDS = 7;
const SECONDS = 2;
const CONNECTIONS = 50;

/** Measures in turn and prints both. @returns what is beyond the limits */
export async function compareWithWrk(): Promise<string[]> {
  const start = [process.execPath, join(packageRoot(), "dist", "control.js")];
  const toolchain = { requires: [], install: [], build: [], checks: [], start };
  const control = await startServer({
    toolchain,
    folder: packageRoot(),
    port: await freePort(),
    settings: {},
  });
  try {
    await ours(control.port);
    const rounds: { ours: Figures; wrk: Figures }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const first = round % 2 === 0 ? await ours(control.port) : null;
      const theirs = await wrk(control.port);
      rounds.push({ ours: first ?? (await ours(control.port)), wrk: theirs });
    }
    return judge(rounds);
  } finally {
    await control.stop();
  }
}

function judge(rounds: readonly { ours: Figures; wrk: Figures }[]): string[] {
  const ratio = (value: (figures: Figures) => number): number =>
    median(rounds.map((round) => value(round.ours) / value(round.wrk)));
  const throughput = ratio(({ perSecond }) => perSecond);
  const cpu = ratio(({ cpuMicroseconds }) => cpuMicroseconds);
  for (const name of ["ours", "wrk"] as const) {
    const rate = median(rounds.map((round) => round[name].perSecond));
    const cost = median(rounds.map((round) => round[name].cpuMicroseconds));
    console.log(`${name}: ${rate.toFixed(0)} requests a second at ${cost.toFixed(1)} µs each`);
  }
  console.log(`throughput ${throughput.toFixed(3)}, CPU ${cpu.toFixed(2)} of wrk's`);
  return [
    ...(Math.abs(throughput - 1) > 0.1 ? ["throughput differs from wrk's by more than 10 %"] : []),
    ...(cpu > 1.6 ? ["CPU time is more than 1.6 times wrk's"] : []),
  ];
}

async function ours(port: number): Promise<Figures> {
  const expected = { status: 200, length: { minimum: 15, maximum: 15 } };
  const result = await runLoader({
    host: "127.0.0.1",
    port,
    requests: [loadRequest(`127.0.0.1:${port}`, { method: "GET", target: "/", expected })],
    loop: { kind: "closed", connections: CONNECTIONS },
    warmUpMilliseconds: 500,
    milliseconds: SECONDS * 1000,
    timeoutMilliseconds: 2000,
  });
  const { completed, seconds, cpuMicroseconds } = result;
  return { perSecond: completed / seconds, cpuMicroseconds: cpuMicroseconds / completed };
}

/** One thread, as the loader has one; its CPU time is that of ended children, which a shell tells (`times`). */
async function wrk(port: number): Promise<Figures> {
  const command = `wrk -t1 -c${CONNECTIONS} -d${SECONDS}s http://127.0.0.1:${port}/; times`;
  const output = await outputOf("/bin/sh", ["-c", command]);
  const requests = Number(/(\d+) requests in/.exec(output)?.[1]);
  const perSecond = Number(/Requests\/sec:\s*([\d.]+)/.exec(output)?.[1]);
  const [user = 0, system = 0] = (output.trim().split("\n").at(-1) ?? "").split(" ").map(secondsOf);
  return { perSecond, cpuMicroseconds: ((user + system) * 1e6) / requests };
}

/** `1m2.50s` */
function secondsOf(time: string): number {
  const [, minutes = "0", rest = "0"] = /^(\d+)m([\d.]+)s$/.exec(time) ?? [];
  return Number(minutes) * 60 + Number(rest);
}

function outputOf(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
    child.on("error", reject);
    child.on("close", () => resolve(output));
  });
}
