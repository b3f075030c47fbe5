/** A database that one command makes for itself, fills, and takes away again. */
import type { Api } from "../model/index.js";

export interface FreshDatabase {
  readonly url: string;
  /** Drops it, and stops the server if that was started for it and nobody else has come to use it. */
  drop(): Promise<void>;
}

/**
 * Makes the database anew, with the document's tables and the test accounts.
 * @throws EnvironmentError without a server, or where it refuses; what was made is then gone again
 */
export async function makeDatabase(
  name: string,
  api: Api,
  signal: AbortSignal,
): Promise<FreshDatabase> {
  const { createDatabase, dropDatabase, ensureServer, stopServer } =
    await import("../database/index.js");
  const { url: serverUrl, started } = await ensureServer();
  const drop = async (): Promise<void> => {
    await dropDatabase(serverUrl, name);
    if (started && !(await isUsed(serverUrl))) await stopServer();
  };
  try {
    signal.throwIfAborted();
    await dropDatabase(serverUrl, name);
    const url = await createDatabase(serverUrl, name);
    await fillDatabase(url, api);
    signal.throwIfAborted();
    return { url, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** The document's tables with the test accounts in them, and nothing else. */
export async function fillDatabase(url: string, api: Api): Promise<void> {
  const { resetDatabase, seedDatabase } = await import("../database/index.js");
  await resetDatabase(url, api);
  await seedDatabase(url, api);
}

/** Whether another client is connected to the server. */
async function isUsed(url: string): Promise<boolean> {
  const { withConnection } = await import("../database/index.js");
  return withConnection(url, async (client) => {
    const { rows } = await client.query<{ used: boolean }>(
      `select exists (
         select from pg_stat_activity
         where backend_type = 'client backend' and pid <> pg_backend_pid()
       ) as used`,
    );
    return rows[0]?.used === true;
  });
}
