/** Entities as tables: final names, column types and what an owner refers to. The statements are built from these. */
import type { Api, Entity, Field, Schema } from "../model/index.js";
import { django } from "./django.js";
import { columnName, fitName, freshName, quote } from "./names.js";
import { JSONB, STORAGE, type Storage, storageKind } from "./storage.js";

export interface Table {
  readonly entity: Entity;
  /** As PostgreSQL keeps it. */
  readonly name: string;
  /** As it stands in SQL. */
  readonly sql: string;
  /** In the order of the table. */
  readonly columns: readonly TableColumn[];
  readonly key: TableColumn;
}

export interface TableColumn {
  readonly field: Field;
  readonly name: string;
  readonly sql: string;
  readonly storage: Storage;
  /** The column's type in `create table`. */
  readonly type: string;
  readonly owner: Reference | null;
}

/** A foreign key to the account's key; the property shows another column of that account. */
export interface Reference {
  readonly table: Table;
  readonly shows: TableColumn;
}

export interface Tables {
  readonly all: readonly Table[];
  /** Throws for an entity that the model does not hold, which is a defect of ours. */
  readonly get: (entity: string) => Table;
}

/** The tables of an API, in the order of its entities. */
export function tablesOf(api: Api): Tables {
  const all: Table[] = [];
  const taken = new Set<string>();
  const get = (entity: string): Table => {
    const table = all.find((one) => one.entity.name === entity);
    if (table === undefined) throw new Error(`no table for entity ${entity}`);
    return table;
  };
  for (const entity of api.entities) {
    const name = freshName(entity.table, taken);
    taken.add(name);
    all.push(tableOf(entity, name, get));
  }
  return { all, get };
}

/** The column of a field; throws where there is none, which is a defect of ours. */
export function columnOf(table: Table, field: string): TableColumn {
  const column = table.columns.find((one) => one.field.name === field);
  if (column === undefined) throw new Error(`${table.entity.name} has no field ${field}`);
  return column;
}

/** The column that says whose a row is; `null` where rows belong to nobody. */
export function ownerOf(table: Table): (TableColumn & { readonly owner: Reference }) | null {
  for (const column of table.columns) {
    if (column.owner !== null) return { ...column, owner: column.owner };
  }
  return null;
}

function tableOf(entity: Entity, name: string, get: (entity: string) => Table): Table {
  const taken = new Set<string>();
  const columns = entity.fields.map((field): TableColumn => {
    const column = freshName(columnName(field.column), taken);
    taken.add(column);
    return { field, name: column, sql: quote(column), ...stored(entity, field, get) };
  });
  const key = columns.find((column) => column.field.name === entity.key);
  if (key === undefined) throw new Error(`${entity.name} has no key field ${entity.key}`);
  return { entity, name: fitName(name), sql: quote(name), columns, key };
}

function stored(
  entity: Entity,
  field: Field,
  get: (entity: string) => Table,
): Pick<TableColumn, "storage" | "type" | "owner"> {
  if (field.role.kind === "owner") {
    const table = get(field.role.account);
    const shows = columnOf(table, field.role.shows);
    return { storage: table.key.storage, type: table.key.type, owner: { table, shows } };
  }
  const kind = storageKind(field.schema);
  switch (entity.managedBy) {
    case "django": {
      const storage = kind === "json" ? JSONB : STORAGE[kind];
      return { storage, type: django.columnType(field, storage), owner: null };
    }
    case null:
      return { storage: STORAGE[kind], type: ourType(field, STORAGE[kind]), owner: null };
  }
}

/** Enums get a check instead of a length; a password's limit is that of its plain text, not of the hash. */
function ourType(field: Field, storage: Storage): string {
  const { schema, role } = field;
  if (role.kind === "password") return "text";
  if (storage.kind !== "text" || choicesOf(schema) !== null) return storage.column;
  return schema.type === "string" && schema.maxLength !== undefined
    ? varchar(schema.maxLength)
    : storage.column;
}

/** varchar ends at 10,485,760 characters; the longest of them is as good as text. */
function varchar(length: number): string {
  return length >= 1 && length <= 10_485_760 ? `varchar(${length})` : "text";
}

/** The values of an enum of strings. NUL cannot be stored, so that a value with it is never compared. */
export function choicesOf(schema: Schema): readonly string[] | null {
  if (schema.type !== "string" || schema.choices === undefined) return null;
  return schema.choices.map((choice) => choice.value).filter((value) => !value.includes("\0"));
}
