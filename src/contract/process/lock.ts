/** Requests that stay in their query as long as a check wants: it holds the table that they read. */
import { connectDatabase, type Database } from "../database.js";
import { eventually } from "./check.js";

export interface Held {
  /** Lets the queries go on. */
  release(): Promise<void>;
  /** Waits until so many queries wait for the table; false when they do not come. */
  waiting(count: number): Promise<boolean>;
  /** Cuts the connection of one query that waits, as an operator or a failing network would. */
  cutOne(): Promise<void>;
}

/** Runs the work while the table is locked; the lock is gone afterwards. */
export async function whileLocked<T>(
  url: string,
  table: string,
  work: (held: Held) => Promise<T>,
): Promise<T> {
  const [holder, watcher] = await Promise.all([connectDatabase(url), connectDatabase(url)]);
  try {
    await holder.query("begin", []);
    await holder.query(`lock table "${table.replaceAll('"', '""')}" in access exclusive mode`, []);
    return await work({
      release: async () => void (await holder.query("rollback", [])),
      waiting: (count) => eventually(WAIT_MS, async () => (await blocked(watcher)).length >= count),
      async cutOne() {
        const [pid = 0] = await blocked(watcher);
        await watcher.query("select pg_terminate_backend($1)", [pid]);
      },
    });
  } finally {
    await Promise.all([holder.close(), watcher.close()]);
  }
}

const WAIT_MS = 5000;

async function blocked(database: Database): Promise<number[]> {
  const rows = await database.query(
    `select pid from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' order by pid`,
    [],
  );
  return rows.map(({ pid }) => Number(pid));
}

/** Connections to this database that other programs hold, and how many of them are in a query or a transaction. */
export async function connectionsTo(url: string): Promise<{ all: number; busy: number }> {
  const database = await connectDatabase(url);
  try {
    const [row] = await database.query(
      `select count(*) as all, count(*) filter (where state <> 'idle') as busy from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         and backend_type = 'client backend'`,
      [],
    );
    return { all: Number(row?.["all"]), busy: Number(row?.["busy"]) };
  } finally {
    await database.close();
  }
}
