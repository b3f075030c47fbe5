/** What PostgreSQL's catalogs say of a table, in a form that two databases can be compared by. */
import { withConnection } from "../../src/database/index.js";

export interface Catalog {
  readonly columns: readonly object[];
  readonly constraints: readonly object[];
  readonly indexes: readonly object[];
}

export async function catalogOf(url: string, table: string): Promise<Catalog> {
  return withConnection(url, async (client) => {
    const columns = await client.query<object>(
      `select attname, format_type(atttypid, atttypmod) as type, attnotnull, attidentity, attgenerated,
         attcollation::regcollation::text as collation, pg_get_expr(adbin, adrelid) as standard
       from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
       where attrelid = $1::regclass and attnum > 0 and not attisdropped
       order by attnum`,
      [table],
    );
    const constraints = await client.query<object>(
      `select conname, contype, condeferrable, condeferred, pg_get_constraintdef(oid) as definition
       from pg_constraint where conrelid = $1::regclass order by conname`,
      [table],
    );
    const indexes = await client.query<object>(
      `select indexname, indexdef from pg_indexes where tablename = $1 order by indexname`,
      [table],
    );
    return { columns: columns.rows, constraints: constraints.rows, indexes: indexes.rows };
  });
}
