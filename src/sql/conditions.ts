/** Conditions: which rows a statement is about. */
import type { Filter, Schema } from "../model/index.js";
import type { FilterCondition, Source, WireType } from "./statement.js";
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

/**
 * The condition of a filter, with `$#` for its parameter; `schema` is that of the parameter. A list of values lets
 * through what any of them lets through.
 */
export function filterCondition(table: Table, filter: Filter, schema: Schema): FilterCondition {
  const column = columnOf(table, filter.field);
  const item = STORAGE[storageKind(schema.type === "array" ? schema.items : schema)];
  const given: Given =
    schema.type === "array"
      ? { storage: item, list: STORAGE[storageKind(schema)].input }
      : { storage: item, list: null };
  const { parameter, in: place } = filter;
  return {
    parameter,
    in: place,
    type: given.list ?? item.input,
    condition:
      column.owner === null
        ? matches(column, table.sql, filter, given)
        : // The account's field, without a join, so that the same clause also serves the count.
          `${table.sql}.${column.sql} in (select account.${column.owner.table.key.sql}` +
          ` from ${column.owner.table.sql} as account` +
          ` where ${matches(column.owner.shows, "account", filter, given)})`,
  };
}

/** How one value of a filter's parameter is stored, and the type of the array where it is a list of them. */
interface Given {
  readonly storage: Storage;
  readonly list: WireType | null;
}

function matches(column: TableColumn, of: string, filter: Filter, given: Given): string {
  const { storage } = given;
  switch (filter.match) {
    case "equal":
      return given.list === null
        ? equals(column, of, storage, "$#")
        : equalsAny(column, of, storage, given.list);
    case "anyCase":
      return anyOf(given, (value) => {
        return `lower(${asText(column, of)}) = lower(${castToText(value, storage)})`;
      });
    case "contains":
      // Not `ilike`, which would read `%`, `_` and `\` as patterns and takes a third longer.
      return anyOf(given, (value) => {
        return `strpos(lower(${asText(column, of)}), lower(${castToText(value, storage)})) > 0`;
      });
  }
}

/** A condition on the parameter, or on one item of its list. */
function anyOf({ list }: Given, condition: (value: string) => string): string {
  return list === null
    ? condition("$#")
    : `exists (select from unnest($#::${list}) as item (value) where ${condition("item.value")})`;
}

/** Equal to any item of a list; of an array, that they have an item in common. */
function equalsAny(column: TableColumn, of: string, storage: Storage, list: WireType): string {
  const { kind } = column.storage;
  const items = (value: string): string =>
    `array(select ${value} from unnest($#::${list}) as item (value))`;
  if (kind.endsWith("Array")) {
    return `${of}.${column.sql}::text[] && ${items(castToText("item.value", storage))}`;
  }
  if (comparable(kind, storage.kind)) {
    return `${storedValue(column, of)} = any (${items(storage.write("item.value"))})`;
  }
  return `${asText(column, of)} = any (${items(castToText("item.value", storage))})`;
}

/** Equal as the column's own type where the parameter has it, so that an index serves; else as text. */
function equals(column: TableColumn, of: string, storage: Storage, parameter: string): string {
  const { kind } = column.storage;
  if (comparable(kind, storage.kind)) {
    return `${storedValue(column, of)} = ${storage.write(parameter)}`;
  }
  const text = castToText(parameter, storage);
  return kind.endsWith("Array")
    ? `${text} = any (${of}.${column.sql}::text[])`
    : `${asText(column, of)} = ${text}`;
}

/** The bare column, or what a null in it reads as. */
function storedValue({ field, sql, storage }: TableColumn, of: string): string {
  const bare = `${of}.${sql}`;
  return field.nullAs === null
    ? bare
    : `coalesce(${bare}, ${storedLiteral(storage, field.nullAs)})`;
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
