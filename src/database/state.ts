/**
 * A database that is brought back to the same state again and again, to the last generated key: what two servers make
 * of the same requests can then be compared byte for byte.
 */
import { Client } from "pg";
import type { Api } from "../model/index.js";
import { seedSql, type SeedOptions } from "../sql/index.js";
import { tablesOf } from "../sql/tables.js";
import { runScript, withConnection } from "./connection.js";
import { resetDatabase } from "./tables.js";

export interface KeptState {
  /** Brings back the seed; keys that the database makes begin anew. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

/**
 * UUIDs in the order of their making, by a function that is found before PostgreSQL's own. Only the database that is
 * connected to is changed; connections made before keep the function that they have.
 */
const SETTINGS = `
create sequence if not exists public.gen_bench_uuids;
create or replace function public.gen_random_uuid() returns uuid language sql volatile as $$
  select overlay(overlay(md5(nextval('public.gen_bench_uuids')::text) placing '4' from 13) placing '8' from 17)::uuid
$$;
do $$ begin
  execute format('alter database %I set search_path = public, pg_catalog', current_database());
  -- What is written here is thrown away: nobody waits for the disk.
  execute format('alter database %I set synchronous_commit = off', current_database());
end $$;
`;

/**
 * Makes the tables of the API anew and gets ready to fill them; `restore` does.
 * @param url of a database that is only for this, which no server uses yet
 * @throws EnvironmentError without a connection, or where the account may not
 */
export async function keepState(url: string, api: Api, seed: SeedOptions): Promise<KeptState> {
  await runScript(url, SETTINGS);
  await resetDatabase(url, api);
  const tables = tablesOf(api).all.map(({ sql }) => sql);
  const empty =
    tables.length === 0 ? "" : `truncate ${tables.join(", ")} restart identity cascade;`;
  const script = `begin;\n${empty}\nalter sequence public.gen_bench_uuids restart;\n${seedSql(api, seed)}\ncommit;`;
  // Errors of the address are told once, by a connection that does nothing.
  await withConnection(url, () => Promise.resolve());
  const client = new Client({ connectionString: url });
  // Shows in the next query.
  client.on("error", () => undefined);
  await client.connect();
  return {
    async restore() {
      await client.query(script);
    },
    close: () => client.end(),
  };
}
