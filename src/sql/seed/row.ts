/** One more row of an entity, for tests that need one and have no operation that makes it. */
import type { Api } from "../../model/index.js";
import { columnWithRole } from "../accounts.js";
import { lines } from "../layout.js";
import { digest, quote } from "../names.js";
import { columnOf, ownerOf, tablesOf, type TableColumn } from "../tables.js";
import { narrowedSchema } from "./narrowed.js";
import { uuid, valuesOf } from "./values.js";

export interface RowInsert {
  /**
   * Returns the new row's `key`. `$1` is a number from 1 that the values follow from, no two rows with the same;
   * `$2`, where the rows have an owner, what that account logs in with.
   */
  readonly text: string;
  readonly owned: boolean;
}

/** The most rows that a text has to tell apart. */
const ROWS = 999_999_999;

/** `null` for an entity with a password, or with an owner that nobody can name. */
export function insertRow(api: Api, entity: string): RowInsert | null {
  const table = tablesOf(api).get(entity);
  if (columnWithRole(table, "password") !== null) return null;
  const owner = ownerOf(table);
  const identifier = owner === null ? null : columnWithRole(owner.owner.table, "identifier");
  if (owner !== null && identifier === null) return null;
  const columns = table.columns.filter(({ field }) => field.fill !== "identity");
  const value = (column: TableColumn): string => {
    if (column.owner !== null && identifier !== null) {
      const { table: account } = column.owner;
      return `(select ${account.key.sql} from ${account.sql} where ${identifier.sql} = $2::text)`;
    }
    if (column.field.fill === "uuid") return uuid(`${table.name}.${column.name} `, "$1::int8");
    const unique = column.field.unique || column === table.key;
    const narrowed = { ...column.field, schema: narrowedSchema(api, entity, column.field) };
    return valuesOf({ ...column, field: narrowed }, ROWS, unique).sql("$1::int8");
  };
  const names = lines(columns.map(({ sql }) => sql));
  return {
    text: `insert into ${table.sql} (\n${names}\n)\nselect\n${lines(columns.map(value))}\nreturning ${table.key.sql}::text as key`,
    owned: owner !== null,
  };
}

/** Reads one field of the row whose key, as text, is `$1`; as text, under the name `value`. */
export function columnQuery(api: Api, entity: string, field: string): string {
  const table = tablesOf(api).get(entity);
  const column = columnOf(table, field);
  return `select ${column.sql}::text as value from ${table.sql} where ${table.key.sql}::text = $1`;
}

/** Finds the row whose field, as text, is `$1`: its key as text, under the name `key`. */
export function keyQuery(api: Api, entity: string, field: string): string {
  const table = tablesOf(api).get(entity);
  const column = columnOf(table, field);
  return `select ${table.key.sql}::text as key from ${table.sql} where ${column.sql}::text = $1`;
}

/** Takes the table of an entity away by another name, or brings it back: a database that lacks what it should have. */
export function renameTable(api: Api, entity: string, to: "away" | "back"): string {
  const { sql, name } = tablesOf(api).get(entity);
  const other = quote(`away_${digest(name)}`);
  return to === "away"
    ? `alter table ${sql} rename to ${other}`
    : `alter table if exists ${other} rename to ${sql}`;
}
