/** Tables and rows of one API in one database. Only tables that the document names are ever touched. */
import type { Api } from "../model/index.js";
import { EnvironmentError } from "../diagnostics/errors.js";
import { lowerSql, type SeedOptions, seedSql } from "../sql/index.js";
import { quote } from "../sql/names.js";
import { tablesOf } from "../sql/tables.js";
import { runScript, withConnection } from "./connection.js";

/**
 * Drops the tables of the API, with all their rows, and makes them anew, in one transaction.
 *
 * @throws EnvironmentError without a connection, or where the account may not
 */
export async function resetDatabase(url: string, api: Api): Promise<void> {
  const drops = tablesOf(api).all.map((table) => `drop table if exists ${table.sql} cascade;\n`);
  await refusable("make the tables", () => runScript(url, drops.join("") + lowerSql(api).schema));
}

/**
 * Makes the tables unless they are there, and fills them, in one transaction.
 *
 * @throws EnvironmentError where a table holds rows already: nothing of somebody else's is mixed with test data
 */
export async function seedDatabase(
  url: string,
  api: Api,
  options: SeedOptions = {},
): Promise<void> {
  const tables = tablesOf(api).all.map((table) => table.name);
  const present = await withConnection(url, async (client) => {
    const names: string[] = [];
    for (const name of tables) {
      const table = quote(name);
      const found = await client.query<{ there: boolean }>(
        "select to_regclass($1) is not null as there",
        [table],
      );
      if (found.rows[0]?.there !== true) continue;
      names.push(name);
      const rows = await client.query(`select from ${table} limit 1`);
      if (rows.rowCount === 0) continue;
      throw new EnvironmentError(
        `the table ${name} holds rows already`,
        "Empty it first: gen-bench db reset drops the tables of the document and makes them anew.",
      );
    }
    return names;
  });
  if (present.length > 0 && present.length < tables.length) {
    throw new EnvironmentError(
      `of the tables ${tables.join(", ")} only ${present.join(", ")} are there`,
      "Make them anew: gen-bench db reset drops the tables of the document first.",
    );
  }
  const schema = present.length === 0 ? `${lowerSql(api).schema}\n` : "";
  await refusable("fill the tables", () => runScript(url, schema + seedSql(api, options)));
}

async function refusable(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    throw new EnvironmentError(
      `the database refused to ${what}: ${error instanceof Error ? error.message : String(error)}`,
      "Use an account that may, or leave DATABASE_URL out for the embedded PostgreSQL.",
    );
  }
}
