/** The servers that are compared: the committed generated one, the baseline, and the control. */
import { cp } from "node:fs/promises";
import { basename, join } from "node:path";
import { makeDatabase } from "../../src/cli/fresh-database.js";
import { loadApi } from "../../src/cli/document.js";
import { createTerminal } from "../../src/cli/terminal.js";
import { folders } from "../../src/database/folders.js";
import { resetDatabase, seedDatabase, withConnection } from "../../src/database/index.js";
import { packageRoot } from "../../src/package-root.js";
import {
  buildProject,
  freePort,
  startServer,
  type RunningServer,
  type Toolchain,
} from "../../src/toolchain/index.js";
import type { Baseline } from "./baselines.js";

export interface Servers {
  readonly generated: RunningServer;
  readonly baseline: RunningServer;
  readonly control: RunningServer;
}

const JWT_SECRET = "gen-bench-local-secret-0123456789abcdef";

/** Starts new processes of all three, and stops them after their use. */
export type StartServers = <T>(use: (servers: Servers) => Promise<T>) => Promise<T>;

export interface ServersOptions {
  /** Rows of each table. */
  readonly rows: number;
  /** Of new password hashes: few, so that servers are compared and not SHA-256, which is the same for all. */
  readonly iterations: number;
}

/** Builds both, makes a database, and takes it away again after `work`. */
export async function withDatabase(
  { folder, toolchain, target }: Baseline,
  { rows, iterations }: ServersOptions,
  work: (start: StartServers) => Promise<void>,
): Promise<void> {
  const root = packageRoot();
  const api = await loadApi(join(root, "spec", "openapi.yaml"), createTerminal());
  const generated = await built(
    join(root, "generated", target.name),
    target.toolchain,
    "generated",
  );
  const baseline = await built(folder, toolchain, "baseline");
  const control = { ...toolchain, start: [process.execPath, "dist/control.js"] };
  const signal = new AbortController().signal;
  const database = await makeDatabase(`gen_bench_servers_${process.pid}`, api, signal);
  const start = async (place: string, chain: Toolchain): Promise<RunningServer> =>
    startServer({
      folder: place,
      toolchain: chain,
      port: await freePort(),
      settings: {
        DATABASE_URL: database.url,
        JWT_SECRET,
        PASSWORD_ITERATIONS: String(iterations),
        APP_ENV: "production",
        NODE_ENV: "production",
      },
    });
  try {
    await resetDatabase(database.url, api);
    await seedDatabase(database.url, api, { rows });
    await withConnection(database.url, (client) => client.query("vacuum analyze"));
    await work(async (use) => {
      const running: RunningServer[] = [];
      const started = async (place: string, chain: Toolchain): Promise<RunningServer> => {
        const server = await start(place, chain);
        running.push(server);
        return server;
      };
      try {
        return await use({
          generated: await started(generated, target.toolchain),
          baseline: await started(baseline, toolchain),
          control: await started(root, control),
        });
      } finally {
        await Promise.all(running.map((server) => server.stop()));
      }
    });
  } finally {
    await database.drop();
  }
}

/** A copy in the cache, installed and built there; nothing is written beside what is committed. */
async function built(folder: string, toolchain: Toolchain, kind: string): Promise<string> {
  const place = join(folders().cache, "bench", kind, basename(folder));
  await cp(folder, place, { recursive: true, filter: isSource });
  await buildProject(place, toolchain);
  return place;
}

function isSource(path: string): boolean {
  return !/\/(node_modules|dist)$/.test(path);
}
