/** What stands in the tables after a sequence, as texts that are the same for servers that wrote the same. */
import type { Api, Field } from "../../model/index.js";
import { tablesOf, type TableColumn } from "../../sql/tables.js";
import type { Database } from "../database.js";
import { ownerKey, uuidName, volatileKind, type Naming } from "./volatile.js";

export interface TableText {
  readonly table: string;
  /** In the order of the key, one text for each row: `column=value`. */
  readonly rows: readonly string[];
}

/** All tables of the document. Errors of the database pass through. */
export async function readTables(
  api: Api,
  database: Database,
  naming: Naming,
): Promise<TableText[]> {
  const texts: TableText[] = [];
  for (const { name, sql, key, columns } of tablesOf(api).all) {
    const values = columns.map((column, index) => `${column.sql}::text as c${index}`);
    const rows = await database.query(
      `select ${values.join(", ")} from ${sql} order by ${key.sql}`,
      [],
    );
    texts.push({
      table: name,
      rows: rows.map((row) =>
        columns
          .map((column, index) => `${column.name}=${cell(api, column, row[`c${index}`], naming)}`)
          .join(", "),
      ),
    });
  }
  return texts;
}

function cell(api: Api, { field }: TableColumn, value: unknown, naming: Naming): string {
  if (typeof value !== "string") return "null";
  if (field.role.kind === "password") return passwordText(value);
  switch (volatileKind(keyed(api, field))) {
    case "time":
      return "<time>";
    case "uuid":
      return uuidName(naming, value);
    case null:
      return JSON.stringify(value);
  }
}

function keyed(api: Api, field: Field): Field {
  return ownerKey(api, field) ?? field;
}

/** Django's format with the salt and what follows from it as lengths. */
function passwordText(stored: string): string {
  const [algorithm, iterations, salt, hash, surplus] = stored.split("$");
  if (salt === undefined || hash === undefined || surplus !== undefined)
    return JSON.stringify(stored);
  return `<${algorithm ?? ""} ${iterations ?? ""}, salt of ${salt.length}, hash of ${hash.length}>`;
}
