/** Values that are written: where each comes from when a row is made, replaced or changed. */
import type { Field, Json, Operation, StoredField } from "../model/index.js";
import { callerKey } from "./conditions.js";
import type { Parameters } from "./parameters.js";
import type { Source } from "./statement.js";
import { storedLiteral } from "./storage.js";
import type { Table, TableColumn } from "./tables.js";

/** Time of the write, in the precision of the wire, so that what is sent back is what a filter finds. */
const NOW = "date_trunc('milliseconds', now())";

/** A stored field, and whether the body surely holds a value for it, so that none has to stand in. */
export interface Assignment extends StoredField {
  readonly present: boolean;
}

/** The stored fields of an operation with what its body's schema says of them. */
export function assignments(
  operation: Operation,
  stored: readonly StoredField[],
): readonly Assignment[] {
  const { body } = operation;
  const properties =
    body !== null && body.required && body.schema.type === "object" ? body.schema.properties : [];
  return stored.map((one) => {
    const property = properties.find(({ name }) => name === one.property);
    return { ...one, present: property?.required === true && !property.schema.nullable };
  });
}

/** The value of a column in a new row; `null` leaves it to the database. */
export function insertedValue(
  table: Table,
  column: TableColumn,
  stored: readonly Assignment[],
  owned: boolean,
  sources: Parameters,
): string | null {
  const { field, storage } = column;
  if (column.owner !== null) return owned ? callerKey(storage, sources) : null;
  switch (field.fill) {
    case "identity":
      return null;
    case "uuid":
      return table.entity.managedBy === "django" ? "gen_random_uuid()" : null;
    case "created":
    case "updated":
      return now(column);
    case "default":
      return absentValue(column);
    case "client":
      return replacedValue(column, stored, sources) ?? absentValue(column);
  }
}

/** The value of a stored field, or of its default where the body leaves it out; `null` where it is not stored. */
export function replacedValue(
  column: TableColumn,
  stored: readonly Assignment[],
  sources: Parameters,
): string | null {
  const from = stored.find((one) => one.field === column.field.name);
  if (from === undefined) return null;
  const value = column.storage.write(sources.add(bodySource(column, from.property)));
  const standard = from.present ? null : absentValue(column);
  // A null that was sent stays null where the document says that null means something.
  const keepsNull = column.field.schema.nullable && column.field.nullAs === null;
  return standard === null || keepsNull ? value : `coalesce(${value}, ${standard})`;
}

/** The value of a stored field if the body holds it, else what is there; `null` where it is not stored. */
export function updatedValue(
  table: Table,
  column: TableColumn,
  stored: readonly StoredField[],
  sources: Parameters,
): string | null {
  const from = stored.find((one) => one.field === column.field.name);
  if (from === undefined) return null;
  const given = sources.add({ from: "given", property: from.property, type: "bool" });
  const value = column.storage.write(sources.add(bodySource(column, from.property)));
  return `case when ${given}::bool then ${value} else ${table.sql}.${column.sql} end`;
}

/** The time of the last write, for every change; `null` for other fields. */
export function touchedValue(column: TableColumn): string | null {
  return column.field.fill === "updated" ? now(column) : null;
}

function now(column: TableColumn): string {
  return column.storage.kind === "date" ? "(now() at time zone 'UTC')::date" : NOW;
}

function absentValue(column: TableColumn): string | null {
  const value = absent(column.field);
  return value === null ? null : storedLiteral(column.storage, value);
}

/** What a row holds where no client says otherwise. */
function absent(field: Field): Json {
  return field.schema.default ?? field.nullAs;
}

function bodySource(column: TableColumn, property: string): Source {
  return column.field.role.kind === "password"
    ? { from: "hash", property, type: "text" }
    : { from: "body", property, type: column.storage.input };
}
