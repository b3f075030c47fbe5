/** An embedded server of its own for a test file: in a temporary folder, stopped and removed at the end. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll } from "vitest";
import {
  createDatabase,
  ensureServer,
  stopServer,
  withConnection,
} from "../../../src/database/index.js";

export interface Live {
  /** Makes an empty database and gives its address. */
  readonly database: (name: string) => Promise<string>;
  /** Opens a connection that is closed at the end. */
  readonly connect: (url: string) => Promise<Client>;
  readonly home: () => string;
}

/** To be called at the top of a test file. */
export function liveServer(): Live {
  const before = { home: process.env["GEN_BENCH_HOME"], url: process.env["DATABASE_URL"] };
  const clients: Client[] = [];
  let home = "";
  let url = "";
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "gen-bench-test-"));
    process.env["GEN_BENCH_HOME"] = home;
    delete process.env["DATABASE_URL"];
    url = (await ensureServer()).url;
    // Nothing of it is kept, so that nothing need reach the disk.
    await withConnection(url, async (client) => {
      await client.query("alter system set fsync = off");
      await client.query("select pg_reload_conf()");
    });
  }, 60_000);
  afterAll(async () => {
    for (const client of clients) await client.end();
    await stopServer();
    await rm(home, { recursive: true, force: true });
    restore("GEN_BENCH_HOME", before.home);
    restore("DATABASE_URL", before.url);
  }, 60_000);
  return {
    database: (name) => createDatabase(url, name),
    async connect(to) {
      const client = new Client({ connectionString: to });
      clients.push(client);
      await client.connect();
      return client;
    },
    home: () => home,
  };
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
