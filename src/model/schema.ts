/**
 * Schemas after lowering: references resolved, `allOf` merged, and each keyword turned into a rule with the
 * message that a client reads. Every language checks the rules in the order in which they stand here.
 */
import type { Json, Scalar } from "./json.js";

export type Schema =
  | StringSchema
  | NumericSchema
  | BooleanSchema
  | ArraySchema
  | ObjectSchema
  | NullSchema
  | AnySchema;

interface SchemaBase {
  /** Name of the component schema this is, when it was reached through `$ref`. */
  readonly component?: string;
  readonly title?: string;
  readonly description?: string;
  /** True where `null` is allowed (`type: [string, "null"]`). */
  readonly nullable: boolean;
  /** Message of a `type` failure, e.g. `must be a string` or `must be an integer or null`. */
  readonly typeMessage: string;
  /** Used where the value is absent. */
  readonly default?: Json;
  /** In the order of the wire contract: the first that fails is the one reported. */
  readonly rules: readonly Rule[];
  /** The only value that this schema allows, when there is just one (also composed from parts). */
  readonly single?: { readonly value: Json };
}

export interface StringSchema extends SchemaBase {
  readonly type: "string";
  /** A format with a grammar that is checked; annotations such as `password` are dropped. */
  readonly format?: StringFormat;
  /** Length limit in code points, for the column type. */
  readonly maxLength?: number;
  /** Values with their titles, from `enum` (title = value) or `oneOf` of `const` and `title`. */
  readonly choices?: readonly Choice[];
}

export interface NumericSchema extends SchemaBase {
  readonly type: "integer" | "number";
  readonly format?: NumericFormat;
}

export interface BooleanSchema extends SchemaBase {
  readonly type: "boolean";
}

export interface ArraySchema extends SchemaBase {
  readonly type: "array";
  readonly items: Schema;
}

export interface ObjectSchema extends SchemaBase {
  readonly type: "object";
  /** In the document's order, which is also the order on the wire. */
  readonly properties: readonly Property[];
  /**
   * Properties that are not declared: `refuse` for `additionalProperties: false`, `ignore` where the keyword is
   * absent and there are properties, `keep` where it is `true` or nothing is declared, else the schema they follow.
   */
  readonly additionalProperties: "refuse" | "ignore" | "keep" | Schema;
  /**
   * Names of readOnly properties, where `additionalProperties` is not `ignore`: a request may hold them, they are
   * neither refused nor checked nor kept. Absent where there are none.
   */
  readonly ignored?: readonly string[];
}

/** `type: "null"` alone. */
export interface NullSchema extends SchemaBase {
  readonly type: "null";
}

/** `{}` or `true`: any JSON value. */
export interface AnySchema extends SchemaBase {
  readonly type: "any";
}

/** String formats with one fixed grammar in every language (RFC 3339, RFC 4122, WHATWG HTML e-mail). */
export type StringFormat = "date" | "date-time" | "uuid" | "email";
export type NumericFormat = "int32" | "int64" | "float" | "double";

export interface Choice {
  readonly value: string;
  readonly title: string;
}

export interface Property {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  /** Which part of a token this property carries, in a request or a response. */
  readonly token?: TokenPart;
  /** Name of the sibling property that must hold the same value. */
  readonly equals?: { readonly property: string; readonly message: string };
}

export type TokenPart = "access" | "refresh" | "expiresIn" | "type";

/**
 * One keyword of a schema; `message` is what a client reads when it fails. That a string refuses NUL is a `pattern`
 * rule of its own (`^[^\\u0000]*$`), put where patterns stand, unless an enum or const already says so.
 */
export type Rule =
  | { readonly code: "enum"; readonly values: readonly Scalar[]; readonly message: string }
  | { readonly code: "const"; readonly value: Scalar; readonly message: string }
  | { readonly code: LimitCode; readonly limit: number; readonly message: string }
  | { readonly code: "pattern"; readonly pattern: string; readonly message: string }
  | { readonly code: "format"; readonly format: StringFormat; readonly message: string }
  | { readonly code: "uniqueItems"; readonly message: string };

export type LimitCode =
  | "minLength"
  | "maxLength"
  | "minimum"
  | "exclusiveMinimum"
  | "maximum"
  | "exclusiveMaximum"
  | "multipleOf"
  | "minItems"
  | "maxItems"
  | "minProperties";
