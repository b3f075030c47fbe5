/** Stored things: what becomes a table, and how a property of the document reaches a column. */
import type { Schema } from "./schema.js";

export interface Entity {
  /** Name of the component schema that it was read from. */
  readonly name: string;
  /** Table name, before quoting. */
  readonly table: string;
  /** Whose conventions the table follows; `null` is ours. */
  readonly managedBy: "django" | null;
  /** Name of the key field, one of `fields`. */
  readonly key: string;
  /** In the order of the columns. */
  readonly fields: readonly Field[];
}

export interface Field {
  /** The property's name in the document. */
  readonly name: string;
  /** Column name, before quoting. */
  readonly column: string;
  readonly schema: Schema;
  /** The column may hold NULL: the property is nullable or optional without a default. */
  readonly nullable: boolean;
  readonly unique: boolean;
  /** A list filters by this field, so that the column deserves an index. */
  readonly filtered: boolean;
  /** Who fills the column when a row is made or changed. */
  readonly fill: Fill;
  /** What a stored NULL reads as, and what is filtered by in its place. */
  readonly nullAs: string | number | boolean | null;
  readonly role: FieldRole;
}

/**
 * `client`: the request's body, else the schema's default. `identity` and `uuid`: the database, for a key.
 * `created`: the time of the insert, `updated`: of the last write. `default`: always the schema's default.
 */
export type Fill = "client" | "identity" | "uuid" | "created" | "updated" | "default";

export type FieldRole =
  | { readonly kind: "plain" }
  /** Stored as a hash, never sent. */
  | { readonly kind: "password" }
  /** What a person logs in with. */
  | { readonly kind: "identifier" }
  /** The row belongs to an account; the property shows the account's field `shows`. */
  | { readonly kind: "owner"; readonly account: string; readonly shows: string };
