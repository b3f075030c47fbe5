/** The `sql` steps of scenarios, on one connection for the whole run (node-postgres). */
import { Client } from "pg";
import type { Json } from "../model/index.js";
import type { JsonObject } from "./format.js";

export interface Database {
  /** Runs one statement; integers and booleans come as such, everything else as text. */
  query(sql: string, parameters: readonly Json[]): Promise<JsonObject[]>;
  close(): Promise<void>;
}

const integerTypes: readonly number[] = [20, 21, 23];
const booleanType = 16;

/** Connects at once, so that an unreachable database is known before the first scenario. */
export async function connectDatabase(url: string): Promise<Database> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    types: { getTypeParser: (oid: number) => (text: string) => readColumn(oid, text) },
  });
  // Without a listener a connection that is lost between two steps would end the process.
  client.on("error", () => undefined);
  await client.connect();
  return {
    async query(sql, parameters) {
      const result = await client.query<Record<string, Json>>(sql, [...parameters]);
      return result.rows.map((row) => ({ ...row }));
    },
    close: () => client.end(),
  };
}

function readColumn(oid: number, text: string): Json {
  if (integerTypes.includes(oid)) return Number(text);
  return oid === booleanType ? text === "t" : text;
}
