/** Statements that write a row and send it back: create, replace and update. */
import type { Create, Operation, ShownField, Write } from "../model/index.js";
import { keyCondition, ownerCondition } from "./conditions.js";
import { indented, lines, where } from "./layout.js";
import { freshName } from "./names.js";
import { parameters } from "./parameters.js";
import { pathSchema } from "./paths.js";
import { reading } from "./reading.js";
import type { Column, Statement } from "./statement.js";
import type { Table } from "./tables.js";
import { assignments, insertedValue, replacedValue, touchedValue, updatedValue } from "./values.js";

/** A new row: what the body holds, the document's defaults, the caller as its owner. */
export function createStatement(
  operation: Operation,
  behavior: Create,
  table: Table,
  names: ReadonlySet<string>,
  name: string,
): Statement {
  const sources = parameters();
  const stored = assignments(operation, behavior.stored);
  const values = table.columns.flatMap((column) => {
    const value = insertedValue(table, column, stored, behavior.owned, sources);
    return value === null ? [] : [{ column: column.sql, value }];
  });
  const text =
    values.length === 0
      ? `insert into ${table.sql} default values`
      : `insert into ${table.sql} (\n${lines(values.map((one) => one.column))}\n)\n` +
        `values (\n${lines(values.map((one) => one.value))}\n)`;
  const sent = returned(text, "created", table, behavior.shown, names);
  return { name, ...sent, parameters: sources.list() };
}

/** A changed row: `replace` writes every stored field, `update` those that the body holds. */
export function writeStatement(
  operation: Operation,
  behavior: Write,
  table: Table,
  names: ReadonlySet<string>,
  name: string,
): Statement {
  const sources = parameters();
  const stored = assignments(operation, behavior.stored);
  const values = table.columns.flatMap((column) => {
    const value =
      touchedValue(column) ??
      (behavior.kind === "replace"
        ? replacedValue(column, stored, sources)
        : updatedValue(table, column, behavior.stored, sources));
    return value === null ? [] : [`${column.sql} = ${value}`];
  });
  const schema = pathSchema(operation, behavior.parameter, table);
  const conditions = [
    keyCondition(table, behavior.parameter, schema, sources),
    behavior.owned ? ownerCondition(table, sources) : null,
  ];
  // Without anything to store, the row must still be found.
  const changes = values.length === 0 ? [`${table.key.sql} = ${table.key.sql}`] : values;
  const text = `update ${table.sql}\nset\n${lines(changes)}${where(conditions)}`;
  const shown = behavior.status === 204 ? [] : behavior.shown;
  const sent = returned(text, "changed", table, shown, names);
  return { name, ...sent, parameters: sources.list() };
}

/** Adds what comes back: straight from the table, or joined with the owners that it shows. */
function returned(
  text: string,
  alias: string,
  table: Table,
  shown: readonly ShownField[],
  names: ReadonlySet<string>,
): { readonly text: string; readonly columns: readonly Column[] } {
  if (shown.length === 0) return { text, columns: [] };
  const plain = reading(table, shown, table.sql, names);
  if (plain.joins.length === 0) {
    return { text: `${text}\nreturning\n${lines(plain.selects)}`, columns: plain.columns };
  }
  const row = freshName(alias, names);
  const joined = reading(table, shown, row, names);
  const needs = plain.needs.map((column) => `${table.sql}.${column.sql}`);
  const inner = indented(`${text}\nreturning\n${lines(needs)}`, "  ");
  const outer = [`select\n${lines(joined.selects)}`, `from ${row}`, ...joined.joins].join("\n");
  return { text: `with ${row} as (\n  ${inner}\n)\n${outer}`, columns: joined.columns };
}
