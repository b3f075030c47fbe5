/** Statements about one row that is there: retrieve, delete, and the caller's own account. */
import type { CurrentUser, Delete, Operation, Retrieve, SecurityScheme } from "../model/index.js";
import { callerKey, keyCondition, ownerCondition } from "./conditions.js";
import { lines, where } from "./layout.js";
import { parameters } from "./parameters.js";
import { reading } from "./reading.js";
import type { Statement } from "./statement.js";
import { columnOf, type Table } from "./tables.js";
import { pathSchema } from "./paths.js";

/** One row by its key. */
export function retrieveStatement(
  operation: Operation,
  behavior: Retrieve,
  table: Table,
  names: ReadonlySet<string>,
  name: string,
): Statement {
  const sources = parameters();
  const schema = pathSchema(operation, behavior.parameter, table);
  const conditions = [
    keyCondition(table, behavior.parameter, schema, sources),
    behavior.owned ? ownerCondition(table, sources) : null,
  ];
  const read = reading(table, behavior.shown, table.sql, names);
  const text = selectText(read.selects, table, read.joins) + where(conditions);
  return { name, text, parameters: sources.list(), columns: read.columns };
}

/** Deletes a row; nothing comes back but the number of rows affected. */
export function deleteStatement(
  operation: Operation,
  behavior: Delete,
  table: Table,
  name: string,
): Statement {
  const sources = parameters();
  const schema = pathSchema(operation, behavior.parameter, table);
  const conditions = [
    keyCondition(table, behavior.parameter, schema, sources),
    behavior.owned ? ownerCondition(table, sources) : null,
  ];
  const text = `delete from ${table.sql}${where(conditions)}`;
  return { name, text, parameters: sources.list(), columns: [] };
}

/** The caller's account, if it may still be let in. */
export function currentUserStatement(
  behavior: CurrentUser,
  scheme: SecurityScheme,
  table: Table,
  names: ReadonlySet<string>,
  name: string,
): Statement {
  const sources = parameters();
  const key = callerKey(table.key.storage, sources);
  const active =
    scheme.active === null ? null : `${table.sql}.${columnOf(table, scheme.active).sql}`;
  const read = reading(table, behavior.shown, table.sql, names);
  const conditions = [`${table.sql}.${table.key.sql} = ${key}`, active];
  const text = selectText(read.selects, table, read.joins) + where(conditions);
  return { name, text, parameters: sources.list(), columns: read.columns };
}

function selectText(selects: readonly string[], table: Table, joins: readonly string[]): string {
  return [`select\n${lines(selects)}`, `from ${table.sql}`, ...joins].join("\n");
}
