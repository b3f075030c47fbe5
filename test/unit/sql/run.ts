/** Runs lowered statements as a generated server does: parameters by their source, lists put together from pieces. */
import type { Client } from "pg";
import type {
  ListStatement,
  OperationSql,
  Source,
  Sql,
  Statement,
} from "../../../src/sql/index.js";

export interface Arrived {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly filters?: Readonly<Record<string, unknown>>;
  readonly caller?: unknown;
  readonly page?: number;
  readonly offset?: number;
  readonly size?: number;
}

type Row = Record<string, unknown>;

export function single(sql: Sql, id: string): Statement {
  const found = operation(sql, id);
  if (found.kind !== "single") throw new Error(`${id} is no single statement`);
  return found.statement;
}

export function list(sql: Sql, id: string): ListStatement {
  const found = operation(sql, id);
  if (found.kind !== "list") throw new Error(`${id} is no list`);
  return found.list;
}

function operation(sql: Sql, id: string): OperationSql {
  const found = sql.operations.get(id);
  if (found === undefined) throw new Error(`no operation ${id}`);
  return found;
}

export async function runSingle(
  client: Client,
  statement: Statement,
  arrived: Arrived,
): Promise<{ rows: Row[]; affected: number | null }> {
  const values = statement.parameters.map((source) => valueOf(source, arrived));
  const result = await client.query<Row>({ name: statement.name, text: statement.text, values });
  return { rows: result.rows, affected: result.rowCount };
}

export async function runList(
  client: Client,
  statement: ListStatement,
  arrived: Arrived,
): Promise<{ total: number | null; rows: Row[] }> {
  const values = statement.parameters.map((source) => valueOf(source, arrived));
  const conditions = [...statement.always];
  let mask = 0;
  statement.filters.forEach((filter, place) => {
    const value = arrived.filters?.[filter.parameter];
    if (value === undefined) return;
    values.push(value);
    mask |= 1 << place;
    conditions.push(filter.condition.replaceAll("$#", () => `$${values.length}`));
  });
  const where = conditions.length === 0 ? "" : ` where ${conditions.join(" and ")}`;
  const text = statement.pieces.join(where);
  const { rows } = await client.query<Row>({ name: `${statement.name}_${mask}`, text, values });
  const { countColumn, rowColumn } = statement;
  if (countColumn === null || rowColumn === null) return { total: null, rows };
  const total = Number(rows[0]?.[countColumn]);
  const names = statement.columns.map((column) => column.name);
  const real = rows.filter((row) => row[rowColumn] !== null);
  return {
    total,
    rows: real.map((row) => Object.fromEntries(names.map((name) => [name, row[name]]))),
  };
}

function valueOf(source: Source, arrived: Arrived): unknown {
  switch (source.from) {
    case "path":
      return arrived.path?.[source.name];
    case "body": {
      const value = arrived.body?.[source.property];
      return source.type === "json" && value !== undefined ? JSON.stringify(value) : value;
    }
    case "given":
      return arrived.body !== undefined && Object.hasOwn(arrived.body, source.property);
    case "hash":
      return `hash of ${String(arrived.body?.[source.property])}`;
    case "caller":
    case "identifier":
      return arrived.caller;
    case "page":
      return arrived.page ?? 1;
    case "offset":
      return arrived.offset ?? 0;
    case "size":
      return arrived.size ?? 10;
  }
}
