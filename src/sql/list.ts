/**
 * Lists. Total and page come in one statement that is right for an empty page too: measured against two statements
 * and a scalar sub-select it is as fast, and it is one round trip everywhere. `count(*) over ()` is four times slower.
 */
import type { List, Operation, Parameter } from "../model/index.js";
import { filterCondition, ownerCondition } from "./conditions.js";
import { lines } from "./layout.js";
import { freshName, quote } from "./names.js";
import { type Parameters, parameters } from "./parameters.js";
import { type Reading, reading, resultName } from "./reading.js";
import type { FilterCondition, ListStatement } from "./statement.js";
import { type Table, type TableColumn } from "./tables.js";

/** The statement of a list; `names` are the table names of the API, `name` what it is prepared under. */
export function listStatement(
  operation: Operation,
  list: List,
  table: Table,
  names: ReadonlySet<string>,
  name: string,
): ListStatement {
  const sources = parameters();
  const always = list.owned ? [ownerCondition(table, sources) ?? "true"] : [];
  const window = pageWindow(list, sources);
  const counted = window !== null && countWanted(list);
  const text = counted
    ? countedPieces(list, table, names, window)
    : { ...plainPieces(list, table, names, window), countColumn: null, rowColumn: null };
  return {
    name,
    ...text,
    parameters: sources.list(),
    always,
    filters: filters(operation, list, table),
  };
}

function filters(operation: Operation, list: List, table: Table): readonly FilterCondition[] {
  return list.filters.flatMap((filter) => {
    const parameter = operation.parameters.find(
      (one: Parameter) => one.name === filter.parameter && one.in === filter.in,
    );
    return parameter === undefined ? [] : [filterCondition(table, filter, parameter.schema)];
  });
}

/** The count and the links need the total; a bare array does not. */
function countWanted({ envelope }: List): boolean {
  return (
    envelope !== null &&
    (envelope.count !== null || envelope.next !== null || envelope.previous !== null)
  );
}

/**
 * `limit` and `offset`; `null` without paging. Page and size may be as large as a client's number can be, so that
 * their product is taken as numeric and held within bigint.
 */
function pageWindow(list: List, sources: Parameters): readonly string[] | null {
  if (list.paging === null) return null;
  switch (list.paging.style) {
    case "page": {
      const page = sources.add({ from: "page", type: "int8" });
      const size = sources.add({ from: "size", type: "int8" });
      const offset = `(${page}::int8 - 1)::numeric * ${size}::int8`;
      return [
        `limit greatest(${size}::int8, 0)`,
        `offset least(greatest(${offset}, 0), 9223372036854775807)::int8`,
      ];
    }
    case "offset": {
      const offset = sources.add({ from: "offset", type: "int8" });
      const size = sources.add({ from: "size", type: "int8" });
      return [`limit greatest(${size}::int8, 0)`, `offset greatest(${offset}::int8, 0)`];
    }
  }
}

type Pieces = Pick<ListStatement, "pieces" | "columns" | "countColumn" | "rowColumn">;

/** The page as a sub-select of bare columns; formatting and joins are left to the few rows that it lets through. */
function countedPieces(
  list: List,
  table: Table,
  names: ReadonlySet<string>,
  window: readonly string[],
): Pieces {
  const page = freshName("page", names);
  const total = freshName("total", names);
  const read = reading(table, list.shown, page, names);
  const taken = new Set(read.columns.map((column) => column.name));
  const countColumn = resultName("count", taken);
  const row = rowColumn(list, table, read, page, taken);
  const selects = [...read.selects, ...row.selects, countAs(total, countColumn)];
  const needs = needed(table, read).map((column) => `${table.sql}.${column.sql}`);
  return {
    pieces: [
      `select\n${lines(selects)}\nfrom (\n  select count(*) as count\n  from ${table.sql}`,
      `\n) as ${total}\nleft join (\n  select\n${lines(needs, "  ")}\n  from ${table.sql}`,
      [
        `\n  order by ${table.sql}.${table.key.sql}`,
        ...window.map((line) => `  ${line}`),
        `) as ${page} on true`,
        // An empty page has no owner to join.
        ...read.joins.map((join) => join.replace(/^join/, "left join")),
        `order by ${page}.${table.key.sql}`,
      ].join("\n"),
    ],
    columns: read.columns,
    countColumn,
    rowColumn: row.name,
  };
}

function countAs(total: string, name: string): string {
  return name === "count" ? `${total}.count` : `${total}.count as ${quote(name)}`;
}

function needed(table: Table, read: Reading): readonly TableColumn[] {
  return table.columns.filter((column) => column === table.key || read.needs.includes(column));
}

/** The key tells a row from an empty page: the column that shows it, else one more. */
function rowColumn(
  list: List,
  table: Table,
  read: Reading,
  page: string,
  taken: ReadonlySet<string>,
): { readonly name: string; readonly selects: readonly string[] } {
  const at = list.shown.findIndex(({ field }) => field === table.entity.key);
  const shown = read.columns[at];
  if (shown !== undefined) return { name: shown.name, selects: [] };
  const name = resultName("row_key", taken);
  return { name, selects: [`${page}.${table.key.sql} as ${quote(name)}`] };
}

function plainPieces(
  list: List,
  table: Table,
  names: ReadonlySet<string>,
  window: readonly string[] | null,
): Pick<ListStatement, "pieces" | "columns"> {
  const read = reading(table, list.shown, table.sql, names);
  const from = [`from ${table.sql}`, ...read.joins].join("\n");
  const order = [`order by ${table.sql}.${table.key.sql}`, ...(window ?? [])].join("\n");
  return {
    pieces: [`select\n${lines(read.selects)}\n${from}`, `\n${order}`],
    columns: read.columns,
  };
}
