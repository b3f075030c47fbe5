/** An embedded server of its own for a test file: in a temporary folder, stopped and removed at the end. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { createDatabase, ensureServer, stopServer } from "../../../src/database/index.js";

export interface Live {
  /** Makes an empty database and gives its address. */
  readonly database: (name: string) => Promise<string>;
  readonly home: () => string;
}

/** To be called at the top of a test file. */
export function liveServer(): Live {
  const before = { home: process.env["GEN_BENCH_HOME"], url: process.env["DATABASE_URL"] };
  let home = "";
  let url = "";
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "gen-bench-test-"));
    process.env["GEN_BENCH_HOME"] = home;
    delete process.env["DATABASE_URL"];
    url = (await ensureServer()).url;
  }, 60_000);
  afterAll(async () => {
    await stopServer();
    await rm(home, { recursive: true, force: true });
    restore("GEN_BENCH_HOME", before.home);
    restore("DATABASE_URL", before.url);
  }, 60_000);
  return { database: (name) => createDatabase(url, name), home: () => home };
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
