/** What a statement sends back: the expressions after `select` or `returning`, and the joins that they need. */
import type { ShownField } from "../model/index.js";
import { literal } from "./literals.js";
import { fitName, freshName, quote } from "./names.js";
import type { Column } from "./statement.js";
import { columnOf, type Reference, type Table, type TableColumn } from "./tables.js";

export interface Reading {
  /** One expression with its alias for each of `columns`. */
  readonly selects: readonly string[];
  readonly columns: readonly Column[];
  /** Columns of the table that the expressions and joins read. */
  readonly needs: readonly TableColumn[];
  /** `join … on …`, one for each owner shown. */
  readonly joins: readonly string[];
}

/**
 * How the fields of a table are read where its rows go by the name `from` (already quoted). `names` are the table
 * names of the API, which no alias may hide.
 */
export function reading(
  table: Table,
  shown: readonly ShownField[],
  from: string,
  names: ReadonlySet<string>,
): Reading {
  const selects: string[] = [];
  const columns: Column[] = [];
  const joins: string[] = [];
  const owners = new Map<TableColumn, string>();
  const aliases = new Set<string>();

  const ownerAlias = (column: TableColumn, owner: Reference): string => {
    const known = owners.get(column);
    if (known !== undefined) return known;
    const alias = freshName("owner", new Set([...names, ...owners.values()]));
    owners.set(column, alias);
    const join = column.field.nullable ? "left join" : "join";
    const on = `${alias}.${owner.table.key.sql} = ${from}.${column.sql}`;
    joins.push(`${join} ${owner.table.sql} as ${alias} on ${on}`);
    return alias;
  };

  for (const { property, field } of shown) {
    const column = columnOf(table, field);
    const alias = resultName(property, aliases);
    aliases.add(alias);
    const source =
      column.owner === null
        ? { column, of: from }
        : { column: column.owner.shows, of: ownerAlias(column, column.owner) };
    selects.push(aliased(readColumn(source.column, source.of), alias, source.column));
    columns.push({
      name: alias,
      property,
      type: source.column.storage.output,
      nullable: canBeNull(column) || (column.owner !== null && canBeNull(source.column)),
    });
  }
  const read = shown.map(({ field }) => columnOf(table, field));
  return { selects, columns, joins, needs: [...new Set(read)] };
}

/** The value of a column as it is sent, a stored null replaced where the document says so. */
export function readColumn(column: TableColumn, of: string): string {
  const value = column.storage.read(`${of}.${column.sql}`);
  const { nullAs } = column.field;
  return nullAs === null ? value : `coalesce(${value}, ${literal(nullAs)})`;
}

function canBeNull(column: TableColumn): boolean {
  return column.field.nullable && column.field.nullAs === null;
}

function aliased(expression: string, alias: string, column: TableColumn): string {
  const bare = expression.endsWith(`.${column.sql}`) && alias === column.name;
  return bare ? expression : `${expression} as ${quote(alias)}`;
}

/**
 * The name of a property in the result. PostgreSQL cuts long names off and refuses empty ones, and `__proto__`
 * would vanish where a driver assigns to the properties of an object.
 */
export function resultName(property: string, taken: ReadonlySet<string>): string {
  return freshName(property === "__proto__" ? "proto" : fitName(property), taken);
}
