/**
 * What `src/sql` hands to every language: text, where each value comes from, and which columns come back.
 * All languages send the same text, so that a benchmark compares servers and not queries.
 */

/** The SQL of one operation. */
export type OperationSql =
  | { readonly kind: "list"; readonly list: ListStatement }
  /** retrieve, create, replace, update, delete, currentUser: one statement. */
  | { readonly kind: "single"; readonly statement: Statement }
  /** login and refresh read `Sql.accounts`; the others touch no table. */
  | { readonly kind: "none" };

/**
 * A fixed text with parameters `$1`, `$2`, … in the order of `parameters`. Without columns it returns no rows and
 * the number of rows affected says whether there was one (delete, or a write answered without a body).
 */
export interface Statement {
  /** Name to prepare it under: at most 48 ASCII letters, digits and `_`, unique within the API. */
  readonly name: string;
  /** Several lines, no semicolon at the end. */
  readonly text: string;
  readonly parameters: readonly Source[];
  readonly columns: readonly Column[];
}

/** How a value travels to and from the driver. A date, time or uuid travels as text and is cast in the SQL. */
export type WireType =
  | "text"
  | "int4"
  | "int8"
  | "float8"
  | "bool"
  | "json"
  | "text[]"
  | "int8[]"
  | "float8[]"
  | "bool[]";

/** Where a parameter's value comes from. */
export type Source = { readonly type: WireType } &
  /** A path parameter, by name. */
  (
    | { readonly from: "path"; readonly name: string }
    /** A property of the body; absent is null. */
    | { readonly from: "body"; readonly property: string }
    /** Whether the body holds the property at all (`update`); type `bool`. */
    | { readonly from: "given"; readonly property: string }
    /** The hash of the password in that property of the body. */
    | { readonly from: "hash"; readonly property: string }
    /** The key of the caller. */
    | { readonly from: "caller" }
    /** What a person logs in with. */
    | { readonly from: "identifier" }
    /** Page number from 1, or offset from 0; then the number of rows wanted. */
    | { readonly from: "page" }
    | { readonly from: "offset" }
    | { readonly from: "size" }
  );

export interface Column {
  /** Name in the result: that of the property, unless PostgreSQL or a driver would not keep it. */
  readonly name: string;
  /** The property that shows it; in an account's statement, the field. */
  readonly property: string;
  readonly type: WireType;
  readonly nullable: boolean;
}

/**
 * A list: one statement for each combination of filters present, put together at run time from fixed pieces and
 * prepared under `name`, `_` and the combination as a bit mask.
 *
 * The text is `pieces` joined by the where clause of the combination, each time the same: empty without conditions,
 * else ` where ` and the conditions, `always` before the filters present in their order, joined by ` and `.
 * Conditions of filters hold `$#` (perhaps twice) where the number of their own parameter goes; numbers go on after
 * `parameters`.
 *
 * With a `countColumn` the first row's is the total (int8), also for an empty page: then there is one row, whose
 * `rowColumn` is null and whose other columns mean nothing. Without a `countColumn` an empty list has no row.
 */
export interface ListStatement {
  readonly name: string;
  readonly pieces: readonly string[];
  readonly parameters: readonly Source[];
  /** Conditions that always hold (the caller's own rows), numbered already. */
  readonly always: readonly string[];
  readonly filters: readonly FilterCondition[];
  readonly columns: readonly Column[];
  /** Stands last in the result, so that a row reads the same with and without it. */
  readonly countColumn: string | null;
  /** Never null in a real row; one of `columns`, or after them in the result. `null` as `countColumn` is. */
  readonly rowColumn: string | null;
}

export interface FilterCondition {
  readonly parameter: string;
  readonly in: "query" | "header" | "cookie";
  readonly type: WireType;
  /** e.g. `strpos(lower(things.name), lower($#::text)) > 0` */
  readonly condition: string;
}

/** Reads an account for login, current user and refresh. Columns: see `purpose`. */
export interface AccountStatement {
  /** By what a person logs in with. */
  readonly byIdentifier: Statement;
  /** By key, for refresh. */
  readonly byKey: Statement;
  /** Purpose of each column of both statements, in their order; a claim's column is named after its field. */
  readonly purposes: readonly AccountColumn[];
}

export type AccountColumn =
  | { readonly purpose: "password"; readonly column: string }
  | { readonly purpose: "active"; readonly column: string }
  /** A field that at least one claim is taken from. */
  | { readonly purpose: "claim"; readonly column: string; readonly field: string };

/** Which property a violated constraint speaks of. */
export interface UniqueConstraint {
  readonly constraint: string;
  readonly entity: string;
  readonly field: string;
}

/** Rows whose owner is gone fail on these. */
export interface OwnerConstraint {
  readonly constraint: string;
  readonly entity: string;
}

/** Everything that SQL says of one API. */
export interface Sql {
  /** `create table …` and indexes, in dependency order; ends with a newline. */
  readonly schema: string;
  /** By `Operation.id`. */
  readonly operations: ReadonlyMap<string, OperationSql>;
  /** By name of the security scheme. */
  readonly accounts: ReadonlyMap<string, AccountStatement>;
  readonly unique: readonly UniqueConstraint[];
  readonly owners: readonly OwnerConstraint[];
}
