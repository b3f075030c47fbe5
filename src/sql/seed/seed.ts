/**
 * Seed data as SQL: three test accounts for each kind of account, then as many rows as asked for. The same text on
 * every run, for tables that are empty.
 */
import type { Api, SecurityScheme } from "../../model/index.js";
import { columnWithRole } from "../accounts.js";
import { lines } from "../layout.js";
import { textLiteral } from "../literals.js";
import { storedLiteral } from "../storage.js";
import { type Table, type TableColumn, tablesOf } from "../tables.js";
import { allowedValues } from "./limits.js";
import { narrowedSchema } from "./narrowed.js";
import { SEED_ITERATIONS, seedHash } from "./password.js";
import { fixedText } from "./texts.js";
import { uuid, valuesOf } from "./values.js";

export interface SeedOptions {
  /** Rows of each entity beside the test accounts: for all, or by name of the entity. Default 0. */
  readonly rows?: number | Readonly<Record<string, number>>;
  /** PBKDF2 iterations of the password hashes. Default {@link SEED_ITERATIONS}. */
  readonly iterations?: number;
}

/** A test account. Its password is its name and `123`. */
export interface TestAccount {
  readonly entity: string;
  readonly purpose: "admin" | "user" | "inactive";
  /** As it is stored in the identifier field. */
  readonly identifier: string;
  readonly password: string;
}

const PURPOSES = ["admin", "user", "inactive"] as const;

/** The accounts that a seed makes: `admin` has every role, `user` none, `inactive` is not let in. */
export function testAccounts(api: Api): readonly TestAccount[] {
  const tables = seededTables(api);
  return accountSchemes(api).flatMap((scheme) => {
    const table = tables.find((one) => one.entity.name === scheme.account);
    const identifier = table === undefined ? null : columnWithRole(table, "identifier");
    if (identifier === null) return [];
    return purposesOf(scheme).map((purpose) => ({
      entity: scheme.account,
      purpose,
      identifier: nameFor(identifier, purpose),
      password: `${purpose}123`,
    }));
  });
}

/**
 * Statements that fill empty tables, each ended by `;`. Rows are valid against their schema as far as a value can be
 * found for its pattern; a unique field with few values holds fewer rows.
 */
export function seedSql(api: Api, options: SeedOptions = {}): string {
  const schemes = accountSchemes(api);
  const iterations = options.iterations ?? SEED_ITERATIONS;
  const blocks = seededTables(api).flatMap((table) => {
    const scheme = schemes.find((one) => one.account === table.entity.name) ?? null;
    const rows = rowsOf(table, options);
    const accounts = scheme === null ? null : accountsSql(table, scheme, iterations);
    const more = rows === 0 ? null : rowsSql(table, scheme, rows, iterations);
    return [accounts, more].filter((block) => block !== null);
  });
  return blocks.join("\n");
}

/** The tables, each field with the strictest schema that its values have to keep. */
function seededTables(api: Api): readonly Table[] {
  return tablesOf(api).all.map((table) => {
    const narrowed = (column: TableColumn): TableColumn => {
      const schema = narrowedSchema(api, table.entity.name, column.field);
      return { ...column, field: { ...column.field, schema } };
    };
    const columns = table.columns.map((column) =>
      column === table.key ? column : narrowed(column),
    );
    return { ...table, columns };
  });
}

/** One scheme for each kind of account that a person can log in to. */
function accountSchemes(api: Api): readonly SecurityScheme[] {
  return api.schemes.filter(
    (scheme, place) => api.schemes.findIndex((one) => one.account === scheme.account) === place,
  );
}

function purposesOf(scheme: SecurityScheme): readonly TestAccount["purpose"][] {
  return PURPOSES.filter((purpose) => purpose !== "inactive" || scheme.active !== null);
}

function rowsOf(table: Table, options: SeedOptions): number {
  const { rows = 0 } = options;
  return typeof rows === "number" ? rows : (rows[table.entity.name] ?? 0);
}

/** An identity is left to the database, so that its sequence stands behind the seed. */
function seededColumns(table: Table): readonly TableColumn[] {
  return table.columns.filter((column) => column.field.fill !== "identity");
}

function accountsSql(table: Table, scheme: SecurityScheme, iterations: number): string {
  const columns = seededColumns(table);
  const rows = purposesOf(scheme).map((purpose, place) => {
    const values = columns.map((column) =>
      accountValue(table, column, scheme, purpose, place + 1, iterations),
    );
    return `(\n${lines(values, "  ")}\n  )`;
  });
  return insertInto(table, columns) + `values\n  ${rows.join(",\n  ")};\n`;
}

function accountValue(
  table: Table,
  column: TableColumn,
  scheme: SecurityScheme,
  purpose: TestAccount["purpose"],
  place: number,
  iterations: number,
): string {
  const { field, storage } = column;
  const { schema } = field;
  if (field.role.kind === "password") return textLiteral(seedHash(`${purpose}123`, iterations));
  if (field.role.kind === "identifier") return textLiteral(nameFor(column, purpose));
  if (field.name === scheme.active) return String(purpose !== "inactive");
  if (roleFields(scheme).has(field.name)) return String(purpose === "admin");
  const standard = schema.default ?? field.nullAs;
  const allowed = allowedValues(schema);
  if (allowed !== null && allowed.length > 0 && !field.unique) {
    const value = purpose === "admin" ? allowed[0] : (standard ?? allowed.at(-1));
    return storedLiteral(storage, value ?? null);
  }
  if (standard !== null && !field.unique) return storedLiteral(storage, standard);
  if (field.nullable) return "null";
  if (!field.unique && (storage.kind === "dateTime" || storage.kind === "date")) {
    return `${storage.column} '2026-01-01 00:00:00+00'`;
  }
  if (storage.kind === "text" && schema.type === "string") {
    return textLiteral(fixedText(schema, purpose));
  }
  return generated(table, column, 3, `${place}::int8`);
}

/** Boolean fields that grant a role. */
function roleFields(scheme: SecurityScheme): ReadonlySet<string> {
  return new Set(
    scheme.roles.flatMap(({ claim }) =>
      scheme.claims.filter((one) => one.claim === claim).map((one) => one.field),
    ),
  );
}

function nameFor(identifier: TableColumn, purpose: TestAccount["purpose"]): string {
  const { schema } = identifier.field;
  return schema.type === "string" ? fixedText(schema, purpose) : purpose;
}

/**
 * `rows` rows after the `before` accounts. They share one password hash, that of the account `user`, and rows that
 * belong to an account are spread over all accounts. Of accounts all may log in and none has a role.
 */
function rowsSql(
  table: Table,
  scheme: SecurityScheme | null,
  rows: number,
  iterations: number,
): string {
  const before = scheme === null ? 0 : purposesOf(scheme).length;
  const roles = scheme === null ? new Set<string>() : roleFields(scheme);
  const columns = seededColumns(table);
  const joins: string[] = [];
  const values = columns.map((column, place) => {
    if (column.field.role.kind === "password") return textLiteral(seedHash("user123", iterations));
    if (roles.has(column.field.name)) return "false";
    if (scheme !== null && column.field.name === scheme.active) return "true";
    if (column.owner !== null) {
      const alias = `account_${place + 1}`;
      joins.push(ownersSql(column.owner.table, alias));
      return `${alias}.key`;
    }
    // Accounts have taken the first numbers; names of people count from 1.
    const isText = column.storage.kind === "text";
    return generated(table, column, rows, before === 0 || isText ? "n" : `(n + ${before})`);
  });
  const series = `from generate_series(1, ${capacityOf(table, rows, before)}::int8) as n`;
  // Rows of what the database fills in itself, such as a lone identity.
  const insert =
    columns.length === 0
      ? `insert into ${table.sql}\nselect\n`
      : `${insertInto(table, columns)}select\n${lines(values)}\n`;
  return insert + `${[series, ...joins].join("\n")}\norder by n;\n\nanalyze ${table.sql};\n`;
}

/** Every account with its place; joined by the remainder, so that each gets as many rows as the next. */
function ownersSql(owner: Table, alias: string): string {
  const key = `${owner.sql}.${owner.key.sql}`;
  return (
    `join (\n  select ${key} as key, row_number() over (order by ${key}) - 1 as place\n` +
    `  from ${owner.sql}\n) as ${alias} on ${alias}.place = (n - 1) % (select count(*) from ${owner.sql})`
  );
}

function generated(table: Table, column: TableColumn, rows: number, n: string): string {
  const { fill, name } = column.field;
  if (fill === "uuid") return uuid(`${table.name}.${name} `, n);
  return valuesOf(column, rows, isUnique(table, column)).sql(n);
}

/** No more rows than a unique column has values for. */
function capacityOf(table: Table, rows: number, before: number): number {
  return seededColumns(table).reduce((most, column) => {
    if (!isUnique(table, column) || column.owner !== null || column.field.fill !== "client") {
      return most;
    }
    return Math.min(most, Math.max(0, valuesOf(column, rows, true).capacity - before));
  }, rows);
}

function isUnique(table: Table, column: TableColumn): boolean {
  return column.field.unique || column === table.key;
}

function insertInto(table: Table, columns: readonly TableColumn[]): string {
  return `insert into ${table.sql} (\n${lines(columns.map((column) => column.sql))}\n)\n`;
}
