/** From the model to everything that SQL says of an API. Pure and deterministic. */
import type { Api, Operation } from "../model/index.js";
import { accountStatement } from "./accounts.js";
import { constraintsOf, ownerConstraints, uniqueConstraints } from "./constraints.js";
import { listStatement } from "./list.js";
import { digest, freshName } from "./names.js";
import { schemaSql } from "./schema.js";
import { currentUserStatement, deleteStatement, retrieveStatement } from "./single.js";
import type { AccountStatement, OperationSql, Sql, Statement } from "./statement.js";
import { type Tables, tablesOf } from "./tables.js";
import { createStatement, writeStatement } from "./write.js";

/**
 * Tables, statements and constraint names of an API. Throws only where the model contradicts itself (a behavior on
 * an entity or field that it does not hold).
 */
export function lowerSql(api: Api): Sql {
  const tables = tablesOf(api);
  const constraints = constraintsOf(api, tables);
  const name = statementNames();
  const tableNames = new Set(tables.all.map((table) => table.name));
  const operations = new Map<string, OperationSql>(
    api.operations.map((operation) => [
      operation.id,
      operationSql(api, operation, tables, tableNames, name),
    ]),
  );
  const accounts = new Map<string, AccountStatement>();
  for (const scheme of api.schemes) {
    const statement = accountStatement(scheme, tables.get(scheme.account), {
      byIdentifier: name(`${scheme.name}_by_identifier`),
      byKey: name(`${scheme.name}_by_key`),
    });
    if (statement !== null) accounts.set(scheme.name, statement);
  }
  return {
    schema: schemaSql(tables, constraints),
    operations,
    accounts,
    unique: uniqueConstraints(tables, constraints),
    owners: ownerConstraints(tables, constraints),
  };
}

function operationSql(
  api: Api,
  operation: Operation,
  tables: Tables,
  names: ReadonlySet<string>,
  statementName: (from: string) => string,
): OperationSql {
  const { behavior } = operation;
  const name = (): string => statementName(operation.id);
  switch (behavior.kind) {
    case "list": {
      const table = tables.get(behavior.entity);
      return { kind: "list", list: listStatement(operation, behavior, table, names, name()) };
    }
    case "retrieve": {
      const table = tables.get(behavior.entity);
      return single(retrieveStatement(operation, behavior, table, names, name()));
    }
    case "create":
      return single(
        createStatement(operation, behavior, tables.get(behavior.entity), names, name()),
      );
    case "replace":
    case "update": {
      const table = tables.get(behavior.entity);
      return single(writeStatement(operation, behavior, table, names, name()));
    }
    case "delete":
      return single(deleteStatement(operation, behavior, tables.get(behavior.entity), name()));
    case "currentUser": {
      const scheme = api.schemes.find((one) => one.name === behavior.scheme);
      if (scheme === undefined) throw new Error(`no security scheme ${behavior.scheme}`);
      const table = tables.get(behavior.entity);
      return single(currentUserStatement(behavior, scheme, table, names, name()));
    }
    case "constant":
    case "readiness":
    case "login":
    case "refresh":
    case "choices":
    case "choice":
    case "echo":
    case "custom":
      return { kind: "none" };
  }
}

function single(statement: Statement): OperationSql {
  return { kind: "single", statement };
}

/** Leaves room in PostgreSQL's 63 bytes for the combination of filters. */
const STATEMENT_NAME_BYTES = 48;

/** Names that nothing needs to quote: letters, digits and `_`, with a digest where an id was changed into one. */
function statementNames(): (from: string) => string {
  const taken = new Set<string>();
  return (from) => {
    const plain = from.replaceAll(/[^A-Za-z0-9]+/g, "_").replaceAll(/^_|_$/g, "");
    const name = freshName(
      plain === "" ? `statement_${digest(from)}` : plain,
      taken,
      STATEMENT_NAME_BYTES,
    );
    taken.add(name);
    return name;
  };
}
