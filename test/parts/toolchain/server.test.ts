import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { describe, expect, onTestFinished, test } from "vitest";
import { EnvironmentError } from "../../../src/diagnostics/errors.js";
import {
  freePort,
  freePortNear,
  isFree,
  startServer,
  type RunningServer,
  type ServerOptions,
  type Toolchain,
} from "../../../src/toolchain/index.js";
import { folderWith } from "../../unit/output/folder.js";

const TOOLCHAIN: Toolchain = {
  requires: [],
  install: [],
  build: [],
  start: ["node", "server.mjs"],
  checks: [],
};

const SERVER = `
import { createServer } from "node:http";
const { HOST, PORT, MARK, HIDDEN_SECRET } = process.env;
createServer((request, response) => {
  response.statusCode = 404;
  response.end(JSON.stringify({ MARK, HIDDEN_SECRET }));
}).listen(Number(PORT), HOST, () => console.log("listening"));
`;
const ENDS_ON_SIGTERM = `process.on("SIGTERM", () => process.exit(0));`;
const IGNORES_SIGTERM = `process.on("SIGTERM", () => {});`;

async function start(text: string, options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const folder = await folderWith({ "server.mjs": text });
  const server = await startServer({
    toolchain: TOOLCHAIN,
    folder,
    port: await freePort(),
    settings: { MARK: "set" },
    ...options,
  });
  onTestFinished(async () => void (await server.stop(0)));
  return server;
}

/** Whether a process ends within two seconds. */
async function ends(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    // A zombie is an end too: nobody has asked for its exit code yet.
    const state = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") Z");
    if (state.includes(") Z")) return true;
    await sleep(20);
  }
  return false;
}

describe("startServer", () => {
  test("waits for an answer of any status, passes settings and nothing else, and stops", async () => {
    process.env["HIDDEN_SECRET"] = "leaks";
    onTestFinished(() => void delete process.env["HIDDEN_SECRET"]);
    const server = await start(SERVER + ENDS_ON_SIGTERM);
    const response = await fetch(server.url);
    expect([response.status, await response.json()]).toEqual([404, { MARK: "set" }]);
    expect(server.log()).toBe("listening");
    expect(await server.stop()).toEqual({ kind: "code", code: 0 });
    expect(await isFree(server.port)).toBe(true);
  });

  test("a server that ignores SIGTERM is killed after the deadline", async () => {
    const server = await start(SERVER + IGNORES_SIGTERM);
    expect(await server.stop(100)).toEqual({ kind: "signal", signal: "SIGKILL" });
  });

  test("children of the server go with it, also when it crashes", async () => {
    const child = `
      import { spawn } from "node:child_process";
      const worker = spawn("sleep", ["60"], { stdio: "ignore" });
      console.log("worker " + worker.pid);
      process.on("SIGUSR2", () => process.exit(9));
    `;
    const server = await start(child + SERVER);
    const worker = Number(/worker (\d+)/.exec(server.log())?.[1]);
    process.kill(server.pid, "SIGUSR2");
    expect(await server.exited).toEqual({ kind: "code", code: 9 });
    expect(await ends(worker)).toBe(true);
  });

  test("one that ends before it answers is told with its last lines", async () => {
    const attempt = start(`console.error("DATABASE_URL is wrong"); process.exit(1);`);
    await expect(attempt).rejects.toThrow(EnvironmentError);
    await expect(attempt).rejects.toThrow(
      /ended with code 1 before it answered[^]*DATABASE_URL is wrong/,
    );
  });

  test("one that does not answer in time is ended", async () => {
    const silent = `console.log("pid " + process.pid); setTimeout(() => {}, 60_000);`;
    const attempt = start(silent, { startMilliseconds: 300 });
    const error: unknown = await attempt.catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/did not answer within 0 s/);
    expect(await ends(Number(/pid (\d+)/.exec(String(error))?.[1]))).toBe(true);
  });

  test("a port that is taken is told before anything is started", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await expect(start(SERVER, { port })).rejects.toThrow(`port ${port} is taken`);
    expect(await freePortNear(port)).not.toBe(port);
  });

  test("a signal that aborts stops it, with the signal's reason", async () => {
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    await expect(start(SERVER, { signal })).rejects.toBe(reason);
    const controller = new AbortController();
    const attempt = start(`setTimeout(() => {}, 60_000);`, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 100);
    await expect(attempt).rejects.toBe(reason);
  });

  test("a server does not outlive us, even when we are killed", async () => {
    const folder = await folderWith({ "server.mjs": SERVER + IGNORES_SIGTERM });
    const port = await freePort();
    await build({
      entryPoints: ["src/toolchain/index.ts"],
      outfile: join(folder, "toolchain.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
    });
    const script = `
      import { startServer } from ${JSON.stringify(join(folder, "toolchain.mjs"))};
      const server = await startServer(${JSON.stringify({ toolchain: TOOLCHAIN, folder, port, settings: {} })});
      console.log(server.pid);
      setInterval(() => {}, 1000);
    `;
    const owner = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [pid] = (await once(owner.stdout.setEncoding("utf8"), "data")) as [string];
    expect(await isFree(port)).toBe(false);
    owner.kill("SIGKILL");
    await sleep(3000);
    expect(await ends(Number(pid))).toBe(true);
  }, 15_000);
});
