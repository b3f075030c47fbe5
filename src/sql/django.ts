/**
 * Tables as Django 5.2 makes them on PostgreSQL (`DEFAULT_AUTO_FIELD = BigAutoField`), for entities that Django
 * manages: column types, no defaults, foreign keys checked at the end, and the names of its constraints and indexes
 * (`BaseDatabaseSchemaEditor._create_index_name` and PostgreSQL's `_create_like_index_sql`).
 */
import type { Field } from "../model/index.js";
import { digest, NAME_BYTES } from "./names.js";
import type { Storage } from "./storage.js";

/** `AbstractBaseUser.password`: the hash, whatever the limit of the plain text is. */
const PASSWORD_LENGTH = 128;

function columnType(field: Field, storage: Storage): string {
  if (field.role.kind === "password") return `varchar(${PASSWORD_LENGTH})`;
  const { schema } = field;
  return schema.type === "string" && storage.kind === "text" && schema.maxLength !== undefined
    ? `varchar(${schema.maxLength})`
    : storage.column;
}

/** Django counts characters where PostgreSQL counts bytes: names beyond ASCII may still be cut by the server. */
function indexName(table: string, column: string, suffix: string): string {
  let ending = `${digest(table, column)}${suffix}`;
  const whole = `${table}_${column}_${ending}`;
  if (whole.length <= NAME_BYTES) return whole;
  if (ending.length > NAME_BYTES / 3) ending = ending.slice(0, Math.floor(NAME_BYTES / 3));
  const room = Math.floor((NAME_BYTES - ending.length) / 2) - 1;
  const name = `${table.slice(0, room)}_${column.slice(0, room)}_${ending}`;
  return /^[_0-9]/.test(name) ? `D${name.slice(0, -1)}` : name;
}

/** Operator class of the second index that Django gives to unique text, for `LIKE`; `null` for other types. */
function likeClass(type: string): "varchar_pattern_ops" | "text_pattern_ops" | null {
  if (type.includes("[")) return null;
  if (type.startsWith("varchar")) return "varchar_pattern_ops";
  return type === "text" ? "text_pattern_ops" : null;
}

export const django = {
  columnType,
  likeClass,
  likeName: (table: string, column: string): string => indexName(table, column, "_like"),
  /** The index of a foreign key. */
  indexName: (table: string, column: string): string => indexName(table, column, ""),
  foreignKeyName: (table: string, column: string, toTable: string, toColumn: string): string =>
    indexName(table, column, `_fk_${toTable}_${toColumn}`),
};
