/** Reading an account: at login by what a person logs in with, at refresh by key. */
import type { SecurityScheme } from "../model/index.js";
import { callerKey } from "./conditions.js";
import { lines, where } from "./layout.js";
import { type Parameters, parameters } from "./parameters.js";
import { readColumn, resultName } from "./reading.js";
import { quote } from "./names.js";
import type { AccountColumn, AccountStatement, Column, Statement } from "./statement.js";
import { columnOf, type Table, type TableColumn } from "./tables.js";

/**
 * Both statements of a scheme; `null` where its account has no password or identifier, so that nobody logs in.
 */
export function accountStatement(
  scheme: SecurityScheme,
  table: Table,
  names: { readonly byIdentifier: string; readonly byKey: string },
): AccountStatement | null {
  const password = columnWithRole(table, "password");
  const identifier = columnWithRole(table, "identifier");
  if (password === null || identifier === null) return null;
  const read = accountColumns(scheme, table, password);

  const statement = (name: string, condition: string, sources: Parameters): Statement => ({
    name,
    text: `select\n${lines(read.selects)}\nfrom ${table.sql}${where([condition])}`,
    parameters: sources.list(),
    columns: read.columns,
  });
  const login = parameters();
  const { storage } = identifier;
  const given = storage.write(login.add({ from: "identifier", type: storage.input }));
  const refresh = parameters();
  const key = callerKey(table.key.storage, refresh);
  return {
    byIdentifier: statement(names.byIdentifier, `${table.sql}.${identifier.sql} = ${given}`, login),
    byKey: statement(names.byKey, `${table.sql}.${table.key.sql} = ${key}`, refresh),
    purposes: read.purposes,
  };
}

/** The column of the account that plays a part in logging in. */
export function columnWithRole(table: Table, role: "password" | "identifier"): TableColumn | null {
  return table.columns.find((column) => column.field.role.kind === role) ?? null;
}

interface AccountReading {
  readonly selects: readonly string[];
  readonly columns: readonly Column[];
  readonly purposes: readonly AccountColumn[];
}

function accountColumns(
  scheme: SecurityScheme,
  table: Table,
  password: TableColumn,
): AccountReading {
  const selects: string[] = [];
  const columns: Column[] = [];
  const purposes: AccountColumn[] = [];
  const taken = new Set<string>();

  const select = (column: TableColumn): string => {
    const name = resultName(column.field.name, taken);
    taken.add(name);
    const value = readColumn(column, table.sql);
    const bare = value === `${table.sql}.${column.sql}` && name === column.name;
    selects.push(bare ? value : `${value} as ${quote(name)}`);
    const nullable = column.field.nullable && column.field.nullAs === null;
    const { output } = column.storage;
    columns.push({ name, property: column.field.name, type: output, nullable });
    return name;
  };

  purposes.push({ purpose: "password", column: select(password) });
  const claims = new Set(scheme.claims.map((claim) => claim.field));
  if (scheme.active !== null) {
    const column = select(columnOf(table, scheme.active));
    purposes.push({ purpose: "active", column });
    // Read once more below where it is a claim too: each column has one purpose.
  }
  for (const field of claims) {
    const column = columnOf(table, field);
    if (column === password) continue;
    purposes.push({ purpose: "claim", column: select(column), field });
  }
  return { selects, columns, purposes };
}
