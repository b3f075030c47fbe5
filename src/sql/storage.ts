/** The one table from types to columns: how each kind of value is stored, read and written. */
import type { Json, Schema } from "../model/index.js";
import { literal, textLiteral } from "./literals.js";
import type { WireType } from "./statement.js";

export type StorageKind =
  | "text"
  | "int32"
  | "integer"
  | "number"
  | "boolean"
  | "date"
  | "dateTime"
  | "uuid"
  | "json"
  | "textArray"
  | "dateTimeArray"
  | "integerArray"
  | "numberArray"
  | "booleanArray";

export interface Storage {
  readonly kind: StorageKind;
  /** Type of the column in a table of ours, where no length is given. */
  readonly column: string;
  /** As which a value arrives from the driver. */
  readonly input: WireType;
  /** As which a value goes to the driver. */
  readonly output: WireType;
  /** The value of the column `of` as the driver gets it. */
  readonly read: (of: string) => string;
  /** What is stored or compared for the parameter `$n`, with the cast from which a driver infers `input`. */
  readonly write: (parameter: string) => string;
}

const same = (of: string): string => of;

/** Milliseconds are cut, not rounded: `MS` of `to_char` does so. */
const readInstant = (of: string): string =>
  `to_char(${of} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * An RFC 3339 date-time as an instant. Not a plain cast to timestamptz: that rounds digits beyond the microsecond
 * up, where the wire cuts after the millisecond, and refuses offsets of 16 hours and more.
 */
const writeInstant = (of: string): string =>
  `(substring(${of} from '^.{19}(?:[.][0-9]{1,3})?')::timestamp` +
  ` - coalesce(substring(${of} from '[+-][0-9]{2}:[0-9]{2}$'), '0')::interval) at time zone 'UTC'`;

const scalar = (
  kind: StorageKind,
  column: string,
  input: WireType,
  output: WireType = input,
): Storage => ({ kind, column, input, output, read: same, write: (p) => `${p}::${input}` });

/** Date-times inside an array are stored as the text that is sent, cut to milliseconds and in UTC. */
const writeInstants = (parameter: string): string =>
  `case when ${parameter}::text[] is not null then array(` +
  `select ${readInstant(`(${writeInstant("item.value")})`)}` +
  ` from unnest(${parameter}::text[]) with ordinality as item (value, place) order by item.place) end`;

export const STORAGE: Readonly<Record<StorageKind, Storage>> = {
  text: scalar("text", "text", "text"),
  // A path or query value may lie beyond the column's range, so that every integer arrives with 64 bits.
  int32: scalar("int32", "integer", "int8", "int4"),
  integer: scalar("integer", "bigint", "int8"),
  number: scalar("number", "double precision", "float8"),
  boolean: scalar("boolean", "boolean", "bool"),
  date: {
    ...scalar("date", "date", "text"),
    read: (of) => `to_char(${of}, 'YYYY-MM-DD')`,
    write: (p) => `${p}::text::date`,
  },
  dateTime: {
    ...scalar("dateTime", "timestamp with time zone", "text"),
    read: readInstant,
    write: (p) => writeInstant(`${p}::text`),
  },
  uuid: {
    ...scalar("uuid", "uuid", "text"),
    read: (of) => `${of}::text`,
    write: (p) => `${p}::text::uuid`,
  },
  json: scalar("json", "json", "json"),
  textArray: scalar("textArray", "text[]", "text[]"),
  dateTimeArray: { ...scalar("dateTimeArray", "text[]", "text[]"), write: writeInstants },
  integerArray: scalar("integerArray", "bigint[]", "int8[]"),
  numberArray: scalar("numberArray", "double precision[]", "float8[]"),
  booleanArray: scalar("booleanArray", "boolean[]", "bool[]"),
};

/** Django's JSONField is `jsonb`; it travels as `json`. */
export const JSONB: Storage = {
  ...STORAGE.json,
  column: "jsonb",
  read: (of) => `${of}::json`,
  write: (p) => `${p}::json::jsonb`,
};

/** How a value of this schema is stored. */
export function storageKind(schema: Schema): StorageKind {
  switch (schema.type) {
    case "string":
      return stringKind(schema.format);
    case "integer":
      return schema.format === "int32" ? "int32" : "integer";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "text";
    case "array":
      return arrayKind(schema.items);
    case "object":
    case "any":
      return "json";
  }
}

function stringKind(format: string | undefined): StorageKind {
  switch (format) {
    case "date":
      return "date";
    case "date-time":
      return "dateTime";
    case "uuid":
      return "uuid";
    default:
      return "text";
  }
}

/** Arrays of scalars are arrays; drivers differ on null inside an array, so that those are JSON. */
function arrayKind(items: Schema): StorageKind {
  if (items.nullable) return "json";
  switch (items.type) {
    case "string":
      return items.format === "date-time" ? "dateTimeArray" : "textArray";
    case "integer":
      return "integerArray";
    case "number":
      return "numberArray";
    case "boolean":
      return "booleanArray";
    case "array":
    case "object":
    case "null":
    case "any":
      return "json";
  }
}

/** Whether two kinds compare with each other as they are. */
export function comparable(a: StorageKind, b: StorageKind): boolean {
  const family = (kind: StorageKind): StorageKind =>
    kind === "int32" || kind === "integer" ? "number" : kind;
  return family(a) === family(b) && a !== "json" && !a.endsWith("Array");
}

/** A value of the document as a literal of the stored type. */
export function storedLiteral(storage: Storage, value: Json): string {
  if (value === null) return "null";
  switch (storage.kind) {
    case "text":
    case "int32":
    case "integer":
    case "number":
    case "boolean":
      return literal(value);
    case "json":
      return `${textLiteral(JSON.stringify(value))}::${storage.column}`;
    case "date":
    case "dateTime":
    case "uuid":
      return `${literal(value)}::${storage.column}`;
    case "textArray":
    case "dateTimeArray":
    case "integerArray":
    case "numberArray":
    case "booleanArray":
      return `array[${Array.isArray(value) ? value.map(literal).join(", ") : ""}]::${storage.column}`;
  }
}
