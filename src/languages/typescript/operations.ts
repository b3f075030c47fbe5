/** What the function of an operation does: which template, and the expressions that fill it. */
import type { Api, List, Operation, Property } from "../../model/index.js";
import type { ListStatement, OperationSql, Source, Sql } from "../../sql/statement.js";
import { givenStatuses, successStatus } from "../answers.js";
import { isLinked } from "../input.js";
import { type Code, type Identifier, type Literal, code, joined } from "../text.js";
import { customName } from "./custom.js";
import { literal, member, propertyKey, value } from "./literals.js";
import type { AccountNames, OperationNames, ProjectNames } from "./names.js";
import type { RowView, Rows } from "./rows.js";

/** Everything that the partial of one behavior prints; absent parts are false. */
export interface OperationBody {
  /** Name of the partial: `operation-<behavior>`. */
  readonly template: string;
  readonly name: Identifier;
  readonly answer: Code;
  readonly status: number;
  readonly statement: Identifier;
  readonly values: Code;
  readonly row: RowView | false;
  readonly label: Literal;
  /** Hashes a password. */
  readonly hashes: boolean;
  readonly constant: Code;
  readonly other: { readonly status: number; readonly value: Code } | false;
  readonly list: ListView | false;
  readonly choice:
    { readonly property: Code; readonly parameter: Code; readonly anyCase: boolean } | false;
  readonly login:
    | {
        readonly identifier: Code;
        readonly password: Code;
        readonly token: Code;
        /** Function that finds the account. */
        readonly find: Identifier;
        /** The schemes whose tokens are taken, where there are several. */
        readonly accepted: Code | false;
      }
    | false;
  readonly issued: Code;
  readonly custom: ReturnType<typeof customName> | false;
}

export interface ListView {
  readonly filters: Code;
  readonly paged: boolean;
  /** The rows carry a total. */
  readonly counted: boolean;
  /** Index of the column that only a real row fills. */
  readonly rowKey: number;
  readonly page: Code;
  readonly size: Code;
  readonly offset: Code;
  readonly byOffset: boolean;
  /** The reference to another page, whose number or offset is the variable `to`. */
  readonly reference: Code;
  readonly links: boolean;
  readonly body: Code;
}

/** What the bodies of all operations share. */
export interface OperationContext {
  readonly api: Api;
  readonly sql: Sql;
  readonly rows: Rows;
  readonly accounts: ProjectNames["accounts"];
}

export function operationBody(
  names: OperationNames,
  { sql, rows, accounts, api }: OperationContext,
): OperationBody {
  const { operation, name } = names;
  const { behavior } = operation;
  const account =
    behavior.kind === "login" || behavior.kind === "refresh"
      ? accounts.get(behavior.scheme)
      : undefined;
  const statementSql = sql.operations.get(operation.id) ?? { kind: "none" as const };
  const row = rows.of(operation) ?? false;
  const statuses = joined(
    (behavior.kind === "custom" ? behavior.statuses : givenStatuses(operation)).map(
      (status) => code`${status}`,
    ),
    " | ",
  );
  return {
    template: `operation-${behavior.kind}`,
    name,
    answer: code`Answer<${literal(operation.path)}, ${literal(operation.method)}, ${statuses}>`,
    status: "status" in behavior ? behavior.status : successStatus(operation),
    statement: `${name}Statement` as Identifier,
    values: valuesOf(statementSql, operation),
    row,
    hashes:
      statementSql.kind === "single" &&
      statementSql.statement.parameters.some(({ from }) => from === "hash"),
    label: "label" in behavior ? literal(behavior.label) : literal(""),
    constant: constantOf(operation),
    other:
      behavior.kind === "readiness"
        ? { status: behavior.unready.status, value: value(behavior.unready.value) }
        : false,
    list:
      behavior.kind === "list" && statementSql.kind === "list"
        ? listView(operation, behavior, statementSql.list, row)
        : false,
    choice:
      behavior.kind === "choice"
        ? {
            property: propertyKey(behavior.value),
            parameter: member(code`path`, behavior.parameter),
            anyCase: behavior.anyCase,
          }
        : false,
    login: account !== undefined && loginView(operation, account, api),
    issued: issuedBody(operation, account),
    custom: behavior.kind === "custom" && customName(names),
  };
}

function constantOf({ behavior }: Operation): Code {
  switch (behavior.kind) {
    case "constant":
      return value(behavior.value);
    case "readiness":
      return value(behavior.ready.value);
    case "choices":
    case "choice":
      return value(
        behavior.choices.map((choice) => ({
          [behavior.value]: choice.value,
          ...(behavior.title !== null && { [behavior.title]: choice.title }),
        })),
      );
    default:
      return code`undefined`;
  }
}

function loginView(
  { behavior }: Operation,
  account: AccountNames,
  api: Api,
): OperationBody["login"] {
  if (behavior.kind !== "login" && behavior.kind !== "refresh") return false;
  const none = code`""`;
  const mark = api.schemes.find(({ name }) => name === behavior.scheme)?.mark;
  const isLogin = behavior.kind === "login";
  return {
    identifier: isLogin ? member(code`body`, behavior.identifier) : none,
    password: isLogin ? member(code`body`, behavior.password) : none,
    token: isLogin ? none : member(code`body`, behavior.token),
    find: isLogin ? account.findByIdentifier : account.findByKey,
    accepted: mark !== undefined && value([mark]),
  };
}

function issuedBody(operation: Operation, account: AccountNames | undefined): Code {
  const { behavior } = operation;
  if (behavior.kind !== "login" && behavior.kind !== "refresh") return code`undefined`;
  if (account === undefined) return code`undefined`;
  const schema = operation.responses.find(({ status }) => status === behavior.status)?.schema;
  const properties = schema?.type === "object" ? schema.properties : [];
  const entries = behavior.parts.map(({ property, part }) => {
    const declared = properties.find(({ name }) => name === property);
    return code`${propertyKey(property)}: ${issuedPart(part, account.issue, declared)}`;
  });
  return code`{ ${joined(entries, ", ")} }`;
}

function issuedPart(
  part: "access" | "refresh" | "expiresIn" | "type",
  issue: Identifier,
  declared?: Property,
): Code {
  switch (part) {
    case "access":
      return code`tokens.${issue}("access", account.claims)`;
    case "refresh":
      return code`tokens.${issue}("refresh", account.claims)`;
    case "expiresIn":
      return code`tokens.expiresIn`;
    case "type":
      return value(declared?.schema.single?.value ?? "bearer");
  }
}

function valuesOf(sql: OperationSql, operation: Operation): Code {
  switch (sql.kind) {
    case "none":
      return code`[]`;
    case "list":
      return sourceList(sql.list.parameters, operation);
    case "single":
      return sourceList(sql.statement.parameters, operation);
  }
}

function sourceList(sources: readonly Source[], operation: Operation): Code {
  return code`[${joined(
    sources.map((source) => sourceValue(source, operation)),
    ", ",
  )}]`;
}

function sourceValue(source: Source, { body }: Operation): Code {
  switch (source.from) {
    case "path":
      return member(code`path`, source.name);
    case "body":
      return source.type === "json"
        ? code`jsonText(${bodyValue(source.property)})`
        : bodyValue(source.property);
    case "given":
      return code`${bodyValue(source.property)} !== undefined`;
    case "hash": {
      const hash = code`await hashPassword(${bodyValue(source.property)}, config.passwordIterations)`;
      const properties = body?.schema.type === "object" ? body.schema.properties : [];
      const certain = properties.find(({ name }) => name === source.property)?.required;
      return certain
        ? hash
        : code`${bodyValue(source.property)} === undefined ? undefined : ${hash}`;
    }
    case "caller":
      return code`caller.id`;
    case "identifier":
      return code`identifier`;
    case "page":
      return code`page`;
    case "offset":
      return code`offset`;
    case "size":
      return code`size`;
  }
}

function listView(
  operation: Operation,
  behavior: List,
  sql: ListStatement,
  row: RowView | false,
): ListView {
  const { paging, envelope, filters } = behavior;
  const items = row === false ? code`rows` : code`rows.map(${row.mapper})`;
  const links = isLinked(behavior);
  const counted = sql.countColumn !== null;
  const count = counted ? code`count` : code`rows.length`;
  const parts = {
    items: envelope && code`${propertyKey(envelope.items)}: ${items}`,
    count:
      envelope?.count &&
      ((envelope.count as string) === count
        ? count
        : code`${propertyKey(envelope.count)}: ${count}`),
    next:
      envelope?.next &&
      code`${propertyKey(envelope.next)}: ${links ? code`links.next` : code`null`}`,
    previous:
      envelope?.previous &&
      code`${propertyKey(envelope.previous)}: ${links ? code`links.previous` : code`null`}`,
  };
  const entries = (envelope?.order ?? []).flatMap((part) => parts[part] || []);
  const byOffset = paging?.style === "offset";
  return {
    filters: code`[${joined(
      filters.map((filter) => defaulted(operation, filter.in, filter.parameter)),
      ", ",
    )}]`,
    paged: paging !== null,
    counted,
    rowKey: keyIndex(sql),
    page: paging?.style === "page" ? orElse(paging.page, 1) : code`1`,
    size: pageSize(paging),
    offset:
      paging?.style === "offset" && paging.offset !== null ? orElse(paging.offset, 0) : code`0`,
    byOffset,
    reference: reference(operation, behavior),
    links,
    body: envelope === null ? items : code`{ ${joined(entries, ", ")} }`,
  };
}

/** The key stands among the columns, or right after them. */
function keyIndex({ columns, rowColumn }: ListStatement): number {
  const index = columns.findIndex(({ name }) => name === rowColumn);
  return index < 0 ? columns.length : index;
}

function pageSize(paging: List["paging"]): Code {
  if (paging === null) return code`0`;
  const parameter = paging.style === "page" ? paging.size : paging.limit;
  return parameter === null ? code`${paging.defaultSize}` : orElse(parameter, paging.defaultSize);
}

function orElse(parameter: string, fallback: number): Code {
  return code`${member(code`query`, parameter)} ?? ${fallback}`;
}

function bodyValue(property: string): Code {
  return member(code`body`, property);
}

/** A parameter's value, or its default where the request does not give it. */
function defaulted(operation: Operation, where: "query" | "header" | "cookie", name: string): Code {
  const given = member(where as string as Code, name);
  const fallback = operation.parameters.find((one) => one.in === where && one.name === name)?.schema
    .default;
  return fallback === undefined ? given : code`${given} ?? ${value(fallback)}`;
}

/** The query parameters that a request gave, in the document's order, for another page. */
function reference(operation: Operation, { paging }: List): Code {
  const variable = paging?.style === "page" ? paging.page : paging?.offset;
  const turn = code`to`;
  const pairs = operation.parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name, list }): Code => {
      const given = member(code`query`, name);
      const current = name === variable ? turn : list === "commas" ? code`${given}?.join()` : given;
      return code`[${literal(name) as Literal}, ${current}]`;
    });
  return code`queryString([${joined(pairs, ", ")}])`;
}
