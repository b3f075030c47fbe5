/** SQL as TypeScript: one constant for each statement of an operation. */
import type { Operation } from "../../model/index.js";
import type { Sql } from "../../sql/statement.js";
import { type Code, type Identifier, type Literal, code, joined } from "../text.js";
import { violationsOf } from "../violations.js";
import { literal, propertyKey, textBlock, value } from "./literals.js";
import type { OperationNames } from "./names.js";
import type { Rows } from "./rows.js";

export interface StatementView {
  readonly name: Identifier;
  readonly row: Code;
  /** Name to prepare it under. */
  readonly prepared: Literal;
  readonly text: Literal | false;
  readonly list: { readonly pieces: Code; readonly always: Code; readonly filters: Code } | false;
  /** Its rows carry a total. */
  readonly counted: boolean;
  /** What to answer where a constraint is violated. */
  readonly violations: readonly { readonly constraint: Code; readonly problem: Code }[];
  readonly rowType: Identifier | false;
}

export function statementView(
  { operation, name }: OperationNames,
  { sql, rows }: { sql: Sql; rows: Rows },
): StatementView | undefined {
  const found = sql.operations.get(operation.id);
  if (found === undefined || found.kind === "none") return undefined;
  const row = rows.of(operation);
  const common = {
    name: `${name}Statement` as Identifier,
    rowType: row?.type ?? (false as const),
    counted: found.kind === "list" && found.list.countColumn !== null,
    violations: violationViews(operation, sql),
  };
  if (found.kind === "single") {
    return {
      ...common,
      row: row === undefined ? code`unknown[]` : code`${row.type}`,
      prepared: preparedName(found.statement.name),
      text: textBlock(found.statement.text),
      list: false,
    };
  }
  const { list } = found;
  const item = row === undefined ? code`unknown[]` : code`${row.type}`;
  return {
    ...common,
    row: item,
    prepared: preparedName(list.name),
    text: false,
    list: {
      pieces: blocks(list.pieces),
      always: value(list.always),
      filters: value(list.filters.map(({ condition }) => condition)),
    },
  };
}

/** The driver looks names up in a plain object, where `valueOf` and its like are taken. */
export function preparedName(name: string): Literal {
  return literal(`q_${name}`);
}

function blocks(texts: readonly string[]): Code {
  return code`[${joined(texts.map(textBlock), ", ")}]`;
}

function violationViews(operation: Operation, sql: Sql): StatementView["violations"] {
  return violationsOf(operation, sql).map(({ constraint, detail }) => ({
    constraint: propertyKey(constraint),
    problem:
      detail === null
        ? code`invalidToken`
        : code`() => conflict(${operation.conflictStatus}, ${literal(detail)})`,
  }));
}
