/** Names of constraints and indexes, settled for the whole schema, and what a violated one speaks of. */
import type { Api } from "../model/index.js";
import { django } from "./django.js";
import { objectName } from "./names.js";
import type { OwnerConstraint, UniqueConstraint } from "./statement.js";
import { choicesOf, type Table, type TableColumn, type Tables } from "./tables.js";

export interface Constraints {
  /** By table name. */
  readonly primary: ReadonlyMap<string, string>;
  readonly columns: ReadonlyMap<TableColumn, ColumnConstraints>;
}

/** A `null` name means that there is no such constraint. */
export interface ColumnConstraints {
  readonly unique: string | null;
  readonly check: string | null;
  readonly foreignKey: string | null;
  readonly indexes: readonly Index[];
}

export interface Index {
  readonly name: string;
  /** What stands after `on <table>`, e.g. `(lower(title))`. */
  readonly on: string;
}

/** Settles all names; indexes and constraints share one name space with the tables of a PostgreSQL schema. */
export function constraintsOf(api: Api, tables: Tables): Constraints {
  const taken = new Set(tables.all.map((table) => table.name));
  const name = (table: string, column: string | null, label: string): string => {
    const fresh = objectName(table, column, label, taken);
    taken.add(fresh);
    return fresh;
  };
  const primary = new Map<string, string>();
  const columns = new Map<TableColumn, ColumnConstraints>();
  for (const table of tables.all) {
    primary.set(table.name, name(table.name, null, "pkey"));
    for (const column of table.columns) {
      const isKey = column === table.key;
      const unique = column.field.unique && !isKey ? name(table.name, column.name, "key") : null;
      const check = hasCheck(table, column) ? name(table.name, column.name, "check") : null;
      const foreignKey = column.owner === null ? null : foreignKeyName(table, column, name);
      const indexes =
        table.entity.managedBy === "django"
          ? djangoIndexes(table, column, unique !== null || isKey)
          : ourIndexes(api, table, column, name);
      columns.set(column, { unique, check, foreignKey, indexes });
    }
  }
  return { primary, columns };
}

type Namer = (table: string, column: string | null, label: string) => string;

function hasCheck(table: Table, column: TableColumn): boolean {
  const choices = choicesOf(column.field.schema);
  return (
    table.entity.managedBy === null &&
    column.storage.kind === "text" &&
    choices !== null &&
    choices.length > 0 &&
    column.field.role.kind !== "password" &&
    column.owner === null
  );
}

function foreignKeyName(table: Table, column: TableColumn, name: Namer): string | null {
  if (column.owner === null) return null;
  const to = column.owner.table;
  return table.entity.managedBy === "django"
    ? django.foreignKeyName(table.name, column.name, to.name, to.key.name)
    : name(table.name, column.name, "fkey");
}

function djangoIndexes(table: Table, column: TableColumn, unique: boolean): readonly Index[] {
  const indexes: Index[] = [];
  const like = django.likeClass(column.type);
  if (unique && like !== null) {
    const likeName = django.likeName(table.name, column.name);
    indexes.push({ name: likeName, on: `(${column.sql} ${like})` });
  }
  if (column.owner !== null) {
    indexes.push({ name: django.indexName(table.name, column.name), on: `(${column.sql})` });
  }
  return indexes;
}

/** The longest text that surely fits an entry of a btree (a third of a page) in four-byte characters. */
const BTREE_CHARACTERS = 650;

function ourIndexes(api: Api, table: Table, column: TableColumn, name: Namer): readonly Index[] {
  const indexes: Index[] = [];
  if (column.owner !== null) {
    // Serves the cascade, and an owner's list in the order of its key.
    const on = column === table.key ? `(${column.sql})` : `(${column.sql}, ${table.key.sql})`;
    indexes.push({ name: name(table.name, column.name, "idx"), on });
    return indexes;
  }
  const covered = column === table.key || (column.field.unique && column.field.nullAs === null);
  const { kind } = column.storage;
  if (kind === "json" || kind.endsWith("Array")) return indexes;
  for (const match of matchesOf(api, table, column)) {
    if (match === "equal" && covered) continue;
    const value = match === "anyCase" ? `lower(${column.sql})` : column.sql;
    const method = kind === "text" && longText(column) ? "using hash " : "";
    indexes.push({ name: name(table.name, column.name, "idx"), on: `${method}(${value})` });
  }
  return indexes;
}

/** How lists filter by the column, where an index helps: a substring search has none, nor has a read null. */
function matchesOf(api: Api, table: Table, column: TableColumn): readonly ("equal" | "anyCase")[] {
  if (column.field.nullAs !== null) return [];
  const found = new Set<"equal" | "anyCase">();
  for (const { behavior } of api.operations) {
    if (behavior.kind !== "list" || behavior.entity !== table.entity.name) continue;
    for (const filter of behavior.filters) {
      if (filter.field !== column.field.name || filter.match === "contains") continue;
      found.add(filter.match === "anyCase" && column.storage.kind === "text" ? "anyCase" : "equal");
    }
  }
  return [...found].toSorted();
}

function longText(column: TableColumn): boolean {
  const { schema } = column.field;
  if (choicesOf(schema) !== null) return false;
  return (
    schema.type !== "string" ||
    schema.maxLength === undefined ||
    schema.maxLength > BTREE_CHARACTERS
  );
}

/** Constraints that fail when a value is taken, and the field that each is about. */
export function uniqueConstraints(
  tables: Tables,
  constraints: Constraints,
): readonly UniqueConstraint[] {
  return tables.all.flatMap((table) =>
    table.columns.flatMap((column): UniqueConstraint[] => {
      const constraint =
        column === table.key && column.field.fill === "client"
          ? constraints.primary.get(table.name)
          : constraints.columns.get(column)?.unique;
      if (constraint === undefined || constraint === null) return [];
      return [{ constraint, entity: table.entity.name, field: column.field.name }];
    }),
  );
}

/** Constraints that fail when the owner of a row is gone. */
export function ownerConstraints(
  tables: Tables,
  constraints: Constraints,
): readonly OwnerConstraint[] {
  return tables.all.flatMap((table) =>
    table.columns.flatMap((column): OwnerConstraint[] => {
      const constraint = constraints.columns.get(column)?.foreignKey ?? null;
      return constraint === null ? [] : [{ constraint, entity: table.entity.name }];
    }),
  );
}
