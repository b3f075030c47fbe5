/** The database server that commands work with: `DATABASE_URL`, else the embedded one. */
import { EnvironmentError } from "../diagnostics/errors.js";
import { databaseUrl, sqlState, withConnection } from "./connection.js";
import { embeddedUrl, embeddedVersion, startEmbedded, stopEmbedded } from "./embedded.js";
import { quote } from "../sql/names.js";

export interface DatabaseServer {
  /** Address of the database to use by default; other databases of the server differ in the path only. */
  readonly url: string;
  /** False for the server of `DATABASE_URL`, which is never started or stopped by us. */
  readonly embedded: boolean;
  /** True when this call started it. */
  readonly started: boolean;
}

/** Database of the embedded server that is used unless another one is asked for. */
const DEFAULT_DATABASE = "gen_bench";

/**
 * A server that answers: that of `DATABASE_URL` if it is set, else the embedded one, started if need be.
 *
 * @throws EnvironmentError where there is none
 */
export async function ensureServer(): Promise<DatabaseServer> {
  const given = givenUrl();
  if (given !== null) {
    await withConnection(given, () => Promise.resolve());
    return { url: given, embedded: false, started: false };
  }
  const { url, started } = await startEmbedded();
  await createDatabase(url, DEFAULT_DATABASE);
  return { url: databaseUrl(url, DEFAULT_DATABASE), embedded: true, started };
}

/**
 * What there is, in a few words, e.g. `PostgreSQL 18.4, embedded`. Starts nothing.
 *
 * @throws EnvironmentError where `ensureServer` could not work
 */
export async function inspectServer(): Promise<string> {
  const given = givenUrl();
  if (given === null) return `PostgreSQL ${await embeddedVersion()}, embedded`;
  const version = await withConnection(given, async (client) => {
    const result = await client.query<{ server_version: string }>("show server_version");
    return result.rows[0]?.server_version ?? "";
  });
  return `PostgreSQL ${version}, of DATABASE_URL`;
}

/** Stops the embedded server; false when it did not run. A server of `DATABASE_URL` is left alone. */
export async function stopServer(): Promise<boolean> {
  return stopEmbedded();
}

/** The address that `ensureServer` would give, if the server runs; starts nothing. */
export async function serverUrl(): Promise<string | null> {
  const given = givenUrl();
  if (given !== null) return given;
  const url = await embeddedUrl();
  return url === null ? null : databaseUrl(url, DEFAULT_DATABASE);
}

/**
 * Makes an empty database where É matches é, and gives its address; one that is there is left as it is.
 *
 * @param url any database of the server
 * @throws EnvironmentError where the server is not there or the account may not make databases
 */
export async function createDatabase(url: string, name: string): Promise<string> {
  await withConnection(maintenance(url), async (client) => {
    try {
      const version = await client.query<{ version: number }>(
        "select current_setting('server_version_num')::int4 as version",
      );
      // The builtin locale provider came with PostgreSQL 17; before that the server's own locale has to do.
      const locale =
        (version.rows[0]?.version ?? 0) >= 170_000
          ? " locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'"
          : "";
      await client.query(
        `create database ${quote(name)} template template0 encoding 'UTF8'${locale}`,
      );
    } catch (error) {
      const state = sqlState(error);
      // duplicate_database, or its index when two make it at once.
      if (state === "42P04" || state === "23505") return;
      throw refused(`make the database ${name}`, error);
    }
  });
  return databaseUrl(url, name);
}

/** Removes a database, cutting its connections; one that is not there is no error. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  const own = decodeURI(new URL(url).pathname) === `/${name}`;
  await withConnection(own ? databaseUrl(url, "postgres") : maintenance(url), async (client) => {
    try {
      await client.query(`drop database if exists ${quote(name)} with (force)`);
    } catch (error) {
      throw refused(`drop the database ${name}`, error);
    }
  });
}

/** A database that is always there; that of `DATABASE_URL` itself where it is a server of somebody else. */
function maintenance(url: string): string {
  const { pathname } = new URL(url);
  return pathname === "" || pathname === "/" ? databaseUrl(url, "postgres") : url;
}

function refused(what: string, error: unknown): EnvironmentError {
  return new EnvironmentError(
    `the server refused to ${what}: ${error instanceof Error ? error.message : String(error)}`,
    "Use an account that may, or leave DATABASE_URL out for the embedded PostgreSQL.",
  );
}

function givenUrl(): string | null {
  const url = process.env["DATABASE_URL"] ?? "";
  return url === "" ? null : url;
}
