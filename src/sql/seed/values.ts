/** The value of a column in the n-th row of the seed, as SQL over `n`. */
import type { Json } from "../../model/index.js";
import { literal, textLiteral } from "../literals.js";
import { type Storage, storedLiteral } from "../storage.js";
import type { TableColumn } from "../tables.js";
import { allowedValues, stepsOf } from "./limits.js";
import { sample } from "./sample.js";
import { numberedTexts } from "./texts.js";

export interface Values {
  /** The value for the row numbered by the SQL expression `n`, a bigint from 1. */
  readonly sql: (n: string) => string;
  /** How many different values there are: no more rows than that when the column is unique. */
  readonly capacity: number;
}

/** Start of the seed's time; never the clock, so that the text is the same on every run. */
const START = "timestamp with time zone '2026-01-01 00:00:00+00'";
/** A prime, so that neighbours look unlike each other and all values come. */
const SCATTER = 7919;

/** Values of a column that is neither an identity, an owner nor a password; valid against its schema. */
export function valuesOf(column: TableColumn, rows: number, unique: boolean): Values {
  const { field, storage } = column;
  if (field.fill === "default" && field.schema.default !== undefined && !unique) {
    const value = storedLiteral(storage, field.schema.default);
    return { sql: () => value, capacity: 1 };
  }
  const some = presentValues(column, rows, unique);
  if (!field.nullable || unique) return some;
  // One row in seven is without it: rarely a multiple of the number of choices, so that all of them come.
  return { ...some, sql: (n) => `case when ${n} % 7 > 0 then ${some.sql(n)} end` };
}

function presentValues(column: TableColumn, rows: number, unique: boolean): Values {
  const { field, storage } = column;
  const { schema } = field;
  const allowed = allowedValues(schema);
  if (allowed !== null && allowed.length > 0) return cycled(allowed, storage);
  const unlimited = Number.MAX_SAFE_INTEGER;
  switch (storage.kind) {
    case "text": {
      if (schema.type !== "string") return { sql: () => "null", capacity: unlimited };
      return field.role.kind === "identifier"
        ? numberedTexts(schema, "user", "", rows)
        : numberedTexts(schema, wordOf(field.name), " ", rows);
    }
    case "int32":
    case "integer":
    case "number":
      return numbers(column, unique);
    case "boolean":
      return { sql: (n) => `${n} % 2 = 0`, capacity: 2 };
    case "date":
      return { sql: (n) => `(date '2026-01-01' - (${n} % 20000)::int4)`, capacity: 20_000 };
    case "dateTime":
      return {
        sql: (n) => `${START} + (${n} % 10000000) * interval '1 minute'`,
        capacity: 9_999_999,
      };
    case "uuid":
      return { sql: (n) => uuid(`${field.name} `, n), capacity: unlimited };
    case "json":
    case "textArray":
    case "dateTimeArray":
    case "integerArray":
    case "numberArray":
    case "booleanArray": {
      const value = storedLiteral(storage, sample(schema, field.name));
      return { sql: () => value, capacity: 1 };
    }
  }
}

function cycled(values: readonly Json[], storage: Storage): Values {
  const literals = values.map((value) => storedLiteral(storage, value));
  const [only] = literals;
  if (literals.length === 1 && only !== undefined) return { sql: () => only, capacity: 1 };
  return {
    sql: (n) => `(array[${literals.join(", ")}])[1 + ((${n} - 1) % ${literals.length})::int4]`,
    capacity: literals.length,
  };
}

function numbers(column: TableColumn, unique: boolean): Values {
  const { schema } = column.field;
  if (schema.type !== "integer" && schema.type !== "number") return { sql: () => "0", capacity: 1 };
  const { first, step, count } = stepsOf(schema);
  // Unique numbers count up; others are scattered over what is allowed.
  const place = (n: string): string =>
    unique ? `(${n} - 1) % ${count}` : `${n} * ${SCATTER} % ${count}`;
  if (schema.type === "integer") {
    const factor = step === 1 ? "" : `${literal(step)} * `;
    return { sql: (n) => `${literal(first)} + ${factor}(${place(n)})`, capacity: count };
  }
  // As decimals, so that no rounding error shows and multipleOf holds.
  return {
    sql: (n) => `(${literal(first)}::numeric + ${literal(step)}::numeric * (${place(n)}))::float8`,
    capacity: count,
  };
}

/** A uuid (RFC 9562, version 4 in form) that follows from a text and a number. */
export function uuid(text: string, n: string): string {
  const hash = `md5(${textLiteral(text)} || ${n})`;
  return `overlay(overlay(${hash} placing '4' from 13) placing '8' from 17)::uuid`;
}

/** `first_name` as `First name`. */
function wordOf(name: string): string {
  const words = name.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
  return words === "" ? "Text" : words.charAt(0).toUpperCase() + words.slice(1);
}
