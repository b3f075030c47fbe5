/** The embedded server as a person meets it: started twice, killed, moved, broken. */
import { chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import {
  createDatabase,
  databaseUrl,
  dropDatabase,
  ensureServer,
  serverUrl,
  stopServer,
  withConnection,
} from "../../../src/database/index.js";
import { readPostmaster } from "../../../src/database/postmaster.js";
import { liveServer } from "../../unit/database/live.js";

const live = liveServer();

const cluster = (): string => join(live.home(), "postgresql-18", "cluster");
const port = (url: string): string => new URL(url).port;

afterEach(() => {
  delete process.env["DATABASE_URL"];
});

test("a running server is found again, with its address", async () => {
  const { url, started, embedded } = await ensureServer();
  expect({ started, embedded }).toEqual({ started: false, embedded: true });
  expect(await serverUrl()).toBe(url);
  expect(new URL(url).hostname).toBe("127.0.0.1");
});

test("it listens on the loopback address only, on no socket, and wants the password", async () => {
  const { url } = await ensureServer();
  await withConnection(url, async (client) => {
    const { rows } = await client.query(
      `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
         (select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()) as locale,
         lower('É') as lower`,
    );
    expect(rows).toEqual([
      { addresses: "127.0.0.1", sockets: "", locale: "b C.UTF-8", lower: "é" },
    ]);
  });
  const other = new URL(url);
  other.password = "wrong";
  await expect(withConnection(other.toString(), () => Promise.resolve())).rejects.toMatchObject({
    name: "EnvironmentError",
    message: expect.not.stringContaining("wrong"),
  });
});

test("stopped and started, it keeps its port and its data", async () => {
  const { url } = await ensureServer();
  const kept = await createDatabase(url, "kept");
  await withConnection(kept, (client) => client.query("create table one as select 1 as n"));
  expect(await stopServer()).toBe(true);
  expect(await serverUrl()).toBeNull();
  expect(await stopServer()).toBe(false);
  const again = await ensureServer();
  expect(again).toEqual({ url, embedded: true, started: true });
  const rows = await withConnection(kept, async (client) => (await client.query("table one")).rows);
  expect(rows).toEqual([{ n: 1 }]);
  await dropDatabase(kept, "kept");
  await dropDatabase(url, "kept");
});

test("started at once from many sides, there is one server", async () => {
  await stopServer();
  const starts = await Promise.all([ensureServer(), ensureServer(), ensureServer()]);
  expect(new Set(starts.map(({ url }) => url)).size).toBe(1);
  expect(starts.filter(({ started }) => started)).toHaveLength(1);
});

test("a killed server starts again", async () => {
  const postmaster = await readPostmaster(join(cluster(), "data"));
  process.kill(postmaster?.pid ?? Number.NaN, "SIGKILL");
  await expect.poll(serverUrl).toBeNull();
  expect((await ensureServer()).started).toBe(true);
});

test("a lock file whose number another process has got is no obstacle", async () => {
  await stopServer();
  const lock = join(cluster(), "data", "postmaster.pid");
  const { uid, gid } = await stat(join(cluster(), "data"));
  await writeFile(lock, `${process.pid}\n${cluster()}/data\n1\n5432\n\n127.0.0.1\n\nready   \n`);
  await chown(lock, uid, gid);
  expect(await serverUrl()).toBeNull();
  expect((await ensureServer()).started).toBe(true);
});

test("another port where the last one is taken", async () => {
  const { url } = await ensureServer();
  await stopServer();
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(Number(port(url)), "127.0.0.1", resolve));
  try {
    const other = await ensureServer();
    expect(port(other.url)).not.toBe(port(url));
    expect((await readFile(join(cluster(), "port"), "utf8")).trim()).toBe(port(other.url));
  } finally {
    await new Promise((resolve) => blocker.close(resolve));
  }
});

test("databases are made once and dropped with their connections", async () => {
  const { url } = await ensureServer();
  const one = await createDatabase(url, "it's É");
  expect(await createDatabase(url, "it's É")).toBe(one);
  await withConnection(one, async (client) => {
    expect((await client.query("select current_database() as name")).rows).toEqual([
      { name: "it's É" },
    ]);
    await dropDatabase(url, "it's É");
  });
  await dropDatabase(url, "it's É");
  await expect(withConnection(one, () => Promise.resolve())).rejects.toMatchObject({
    name: "EnvironmentError",
  });
});

test("DATABASE_URL comes first and is neither started nor stopped", async () => {
  const { url } = await ensureServer();
  const given = databaseUrl(url, "postgres");
  process.env["DATABASE_URL"] = given;
  expect(await ensureServer()).toEqual({ url: given, embedded: false, started: false });
  expect(await serverUrl()).toBe(given);
});

test.each([
  ["nonsense", "the database address is malformed"],
  ["http://127.0.0.1/x", "the database address is malformed"],
  [
    "postgres://u:secret@127.0.0.1:1/x",
    "no connection to the database postgres://u:***@127.0.0.1:1/x",
  ],
])("DATABASE_URL=%s is said to be wrong", async (url, message) => {
  process.env["DATABASE_URL"] = url;
  await expect(ensureServer()).rejects.toMatchObject({
    name: "EnvironmentError",
    message: expect.stringContaining(message),
    remedy: expect.stringContaining("DATABASE_URL"),
  });
});

test("a home that cannot be made is an error of the environment", async () => {
  const before = process.env["GEN_BENCH_HOME"];
  const folder = await mkdtemp(join(tmpdir(), "gen-bench-file-"));
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "file"), "");
    process.env["GEN_BENCH_HOME"] = join(folder, "file", "home");
    await expect(ensureServer()).rejects.toMatchObject({ name: "EnvironmentError" });
  } finally {
    process.env["GEN_BENCH_HOME"] = before;
    await rm(folder, { recursive: true, force: true });
  }
});
