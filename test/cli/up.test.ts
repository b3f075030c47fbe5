/** From a document to a served server and back, in a home of its own. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, isFree } from "../../src/toolchain/index.js";
import { folderWith } from "../unit/output/folder.js";
import { genBench, hasTerminal, onTerminal, startCommand, type Result } from "./command.js";
import { SMALL } from "./documents.js";

const SCENARIOS = `title: ping
scenarios:
  - title: answers
    request: GET /ping
    expect: { status: 200, json: pong }
  - title: answers wrongly
    request: GET /ping
    expect: { status: 200, json: ping }
`;

describe("gen-bench with a database", () => {
  let home = "";
  let cwd = "";

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "gen-bench-home-"));
    cwd = await mkdtemp(join(tmpdir(), "gen-bench-cwd-"));
  });

  afterAll(async () => {
    await run("db", "stop");
    await rm(home, { recursive: true, force: true });
    await rm(cwd, { recursive: true, force: true });
  });

  function run(...args: readonly string[]): Promise<Result> {
    return genBench(args, { cwd, environment: { GEN_BENCH_HOME: home } });
  }

  test("db: start, url, reset, seed and stop", async () => {
    expect(await run("db", "url")).toMatchObject({ code: 3, out: "" });
    const started = await run("db", "start");
    expect(started.out).toMatch(/^postgres:\/\/\S+\n$/);
    expect((await run("db", "url")).out).toBe(started.out);
    expect((await run("db", "start")).talk).toContain("it was running already");
    expect(await run("db", "reset")).toMatchObject({ code: 0, out: started.out });
    expect(await run("db", "seed", "--rows", "10")).toMatchObject({ code: 0, out: started.out });
    const again = await run("db", "seed");
    expect(again.code).toBe(3);
    expect(again.talk).toMatch(/holds rows already[^]*gen-bench db reset/);
    const url = started.out.trim();
    const other = { cwd, environment: { GEN_BENCH_HOME: home, DATABASE_URL: url } };
    const refused = await genBench(["db", "reset"], other);
    expect([refused.code, refused.out]).toEqual([2, ""]);
    expect(refused.talk).toMatch(/this drops \w+[^]*with all that they hold\nSay --yes/);
    expect((await run("db", "seed")).code).toBe(3);
    expect(await genBench(["db", "reset", "--yes"], other)).toMatchObject({ code: 0 });
    expect((await run("db", "seed")).code).toBe(0);
    expect((await run("db", "stop")).talk).toBe("stopped\n");
    expect((await run("db", "stop")).talk).toBe("it was not running\n");
  });

  test.skipIf(!hasTerminal)("db reset asks before it drops what is not ours", async () => {
    const { out } = await run("db", "start");
    await run("db", "reset");
    await run("db", "seed");
    const other = { cwd, environment: { GEN_BENCH_HOME: home, DATABASE_URL: out.trim() } };
    const no = await onTerminal(["db", "reset"], [["Drop them?", "\n"]], other);
    expect(no.code).toBe(2);
    expect(no.screen).toMatch(/this drops \w+[^]*nothing was dropped/);
    // Rows are still there.
    expect((await run("db", "seed")).code).toBe(3);
    const yes = await onTerminal(["db", "reset"], [["Drop them?", "yes\n"]], other);
    expect(yes.code).toBe(0);
    expect((await run("db", "seed")).code).toBe(0);
    await run("db", "stop");
  });

  test("up serves, checks, and at Ctrl-C stops all that it started", async () => {
    const port = await freePort();
    const child = startCommand(["up", "--port", String(port)], {
      cwd,
      environment: { GEN_BENCH_HOME: home },
    });
    let out = "";
    let talk = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
    const closed = once(child, "close");
    await new Promise<void>((resolve, reject) => {
      child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
        talk += chunk;
        if (talk.includes("serving until Ctrl-C")) resolve();
      });
      void closed.then(() => reject(new Error(`ended before it served:\n${talk}`)));
    });
    const url = `http://127.0.0.1:${port}`;
    expect(talk).toMatch(/scenarios: \d+ passed, 0 failed, 0 not applicable/);
    for (const line of [`API +${url}`, `docs +${url}/docs`, `ReDoc +${url}/redoc`]) {
      // The other stream may be ahead.
      await expect.poll(() => out).toMatch(new RegExp(line));
    }
    expect(out).toMatch(/admin \/ admin123/);
    expect((await fetch(`${url}/openapi.json`)).status).toBe(200);
    child.kill("SIGINT");
    expect(await closed).toEqual([0, null]);
    expect(await isFree(port)).toBe(true);
    expect((await run("db", "url")).code).toBe(3);
  });

  test("up --once ends after the table; a database that was running goes on", async () => {
    await run("db", "start");
    const folder = await folderWith({ "small.yaml": SMALL });
    const out = join(folder, "project");
    const result = await run("up", "--once", "--spec", join(folder, "small.yaml"), "--out", out);
    expect(result.talk).toContain("there are no scenarios beside the document");
    expect(result.out).toMatch(/document +Small 1\n/);
    expect(result.out).not.toContain("accounts");
    expect(result.code).toBe(0);
    expect((await run("db", "url")).code).toBe(0);
  });

  test("contract --target: a failing scenario is shown with its request, and is exit code 1", async () => {
    const folder = await folderWith({ "small.yaml": SMALL, "contract/ping.yaml": SCENARIOS });
    const spec = ["--spec", join(folder, "small.yaml")];
    const { out: names } = await run("targets", "--format", "json");
    const [first] = JSON.parse(names) as { name: string }[];
    const target = ["--target", first?.name ?? ""];
    const result = await run("contract", ...target, ...spec, "--only", "scenarios");
    expect(result.out).toMatch(/FAILED ping › answers wrongly[^]*curl [^]*\/ping/);
    expect(result.out).toMatch(/1 passed, 1 failed, 0 not applicable/);
    expect(result.code).toBe(1);
    const probes = await run("contract", ...target, ...spec, "--only", "probes", "--seed", "1");
    expect(probes.out).toMatch(/[1-9]\d* passed, 0 failed, [1-9]\d* not applicable.*seed 1/);
    expect(probes.code).toBe(0);
  });
});
