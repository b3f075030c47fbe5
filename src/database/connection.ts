/** Connections of our own commands: short-lived, one at a time, with errors that say what to do. */
import { Client, DatabaseError } from "pg";
import { EnvironmentError } from "../diagnostics/errors.js";

/** Longest wait for a server to answer, in milliseconds. */
const CONNECT_MS = 5000;

/**
 * Runs `work` on a connection to `url` and closes it.
 *
 * @throws EnvironmentError where no connection comes about; what `work` throws goes through
 */
export async function withConnection<T>(
  url: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = openable(url);
  // A connection cut while idle; the next query fails by itself.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw new EnvironmentError(
      `no connection to the database ${withoutPassword(url)}: ${reason(error)}`,
      "Start it, or correct DATABASE_URL; without DATABASE_URL an embedded PostgreSQL is used.",
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function openable(url: string): Client {
  try {
    // The driver takes anything for an address, even a bare word.
    if (!/^postgres(ql)?:$/.test(new URL(url).protocol)) throw new Error("not postgres://");
    return new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  } catch {
    throw new EnvironmentError(
      "the database address is malformed",
      "Write DATABASE_URL as postgres://user:password@host:5432/database.",
    );
  }
}

/** Several statements in one transaction. */
export async function runScript(url: string, text: string): Promise<void> {
  await withConnection(url, async (client) => {
    await client.query("begin");
    // The simple protocol takes many statements in one message, as psql would send them one by one.
    await client.query(text);
    await client.query("commit");
  });
}

/** The SQLSTATE of an error from the server, else null. */
export function sqlState(error: unknown): string | null {
  return error instanceof DatabaseError && error.code !== undefined ? error.code : null;
}

/** The address of another database on the same server. */
export function databaseUrl(url: string, database: string): string {
  const parsed = new URL(url);
  // Not encodeURIComponent: node-postgres reads the path with decodeURI.
  parsed.pathname = `/${encodeURI(database)}`;
  return parsed.toString();
}

/** The address for messages. */
export function withoutPassword(url: string): string {
  const parsed = new URL(url);
  if (parsed.password !== "") parsed.password = "***";
  return parsed.toString();
}

function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join("; ");
  return error instanceof Error ? error.message || error.name : String(error);
}
