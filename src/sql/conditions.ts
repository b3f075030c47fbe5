/** Conditions: which rows a statement is about. */
import type { Filter, Schema } from "../model/index.js";
import type { FilterCondition, Source } from "./statement.js";
import { comparable, STORAGE, type Storage, storedLiteral, storageKind } from "./storage.js";
import { columnOf, ownerOf, type Table, type TableColumn } from "./tables.js";
import { readColumn } from "./reading.js";
import type { Parameters } from "./parameters.js";

/** Row by key. `schema` is that of the parameter: where its type is another one, the two compare as text. */
export function keyCondition(
  table: Table,
  parameter: string,
  schema: Schema,
  sources: Parameters,
): string {
  const storage = STORAGE[storageKind(schema)];
  const number = sources.add({ from: "path", name: parameter, type: storage.input });
  return equals(table.key, table.sql, storage, number);
}

/** The caller's own rows; `null` where rows belong to nobody. */
export function ownerCondition(table: Table, sources: Parameters): string | null {
  const owner = ownerOf(table);
  if (owner === null) return null;
  return `${table.sql}.${owner.sql} = ${callerKey(owner.storage, sources)}`;
}

/** The key of the caller as a parameter. */
export function callerKey(storage: Storage, sources: Parameters): string {
  return storage.write(sources.add({ from: "caller", type: storage.input } satisfies Source));
}

/** The condition of a filter, with `$#` for its parameter; `schema` is that of the parameter. */
export function filterCondition(table: Table, filter: Filter, schema: Schema): FilterCondition {
  const column = columnOf(table, filter.field);
  const storage = STORAGE[storageKind(schema)];
  const { parameter, in: place } = filter;
  return {
    parameter,
    in: place,
    type: storage.input,
    condition:
      column.owner === null
        ? matches(column, table.sql, filter, storage)
        : // The account's field, without a join, so that the same clause also serves the count.
          `${table.sql}.${column.sql} in (select account.${column.owner.table.key.sql}` +
          ` from ${column.owner.table.sql} as account` +
          ` where ${matches(column.owner.shows, "account", filter, storage)})`,
  };
}

function matches(column: TableColumn, of: string, filter: Filter, storage: Storage): string {
  switch (filter.match) {
    case "equal":
      return equals(column, of, storage, "$#");
    case "anyCase":
      return `lower(${asText(column, of)}) = lower(${castToText("$#", storage)})`;
    case "contains":
      // Not `ilike`, which would read `%`, `_` and `\` as patterns and takes a third longer.
      return `strpos(lower(${asText(column, of)}), lower(${castToText("$#", storage)})) > 0`;
  }
}

/** Equal as the column's own type where the parameter has it, so that an index serves; else as text. */
function equals(column: TableColumn, of: string, storage: Storage, parameter: string): string {
  const { kind } = column.storage;
  const bare = `${of}.${column.sql}`;
  if (comparable(kind, storage.kind)) {
    const { nullAs } = column.field;
    const value =
      nullAs === null ? bare : `coalesce(${bare}, ${storedLiteral(column.storage, nullAs)})`;
    return `${value} = ${storage.write(parameter)}`;
  }
  const text = castToText(parameter, storage);
  return kind.endsWith("Array")
    ? `${text} = any (${bare}::text[])`
    : `${asText(column, of)} = ${text}`;
}

function castToText(parameter: string, storage: Storage): string {
  return storage.input === "text" ? `${parameter}::text` : `${parameter}::${storage.input}::text`;
}

/** The value as a client would write it into a query. */
function asText(column: TableColumn, of: string): string {
  const value = readColumn(column, of);
  const isText = column.storage.output === "text";
  return isText ? value : `(${value})::text`;
}
