/** What the handler of an operation does: which template, and the expressions that fill it. */
import type { Api, Json, List, Operation, Property } from "../../model/index.js";
import { alternativesOf, hasSeveralSchemes } from "../access.js";
import { successStatus } from "../answers.js";
import { isLinked, operationInput } from "../input.js";
import { type Code, type Comment, type Identifier, type Literal, code, joined } from "../text.js";
import { type CustomCall, type CustomView, customCall } from "./custom.js";
import { comment, jsonLiteral, literal, statusCode, stringList } from "./literals.js";
import type { AccountNames, OperationNames, ProjectNames } from "./names.js";
import type { Member, RequestView } from "./requests.js";
import type { RowView } from "./rows.js";
import type { StatementView } from "./statements.js";

/** Everything that the partial of one behavior prints; absent parts are false. */
export interface HandlerView {
  /** Name of the partial: `handler-<behavior>`. */
  readonly template: string;
  readonly name: Identifier;
  readonly exported: Identifier;
  readonly at: Comment;
  readonly summary: Comment | false;
  readonly restricted: boolean;
  readonly alternatives: Code | false;
  readonly usesCaller: boolean;
  readonly path: boolean;
  readonly usesPath: boolean;
  readonly input: boolean;
  readonly readsBody: boolean;
  readonly usesInput: boolean;
  readonly notFound: Code;
  readonly status: Code;
  readonly statement: StatementView | false;
  readonly row: RowView | false;
  readonly constant: ConstantView | false;
  readonly other: ConstantView | false;
  readonly choices: ChoicesView | false;
  readonly list: ListView | false;
  readonly login: LoginView | false;
  readonly custom: CustomCall | false;
  /** Statements that append an answer, literal pieces and values by turns. */
  readonly pieces: readonly Code[];
}

export interface ConstantView {
  readonly variable: Identifier;
  readonly text: Literal;
  readonly status: Code;
}

export interface ChoicesView {
  readonly wanted: Code;
  readonly cases: readonly { readonly value: Literal; readonly text: Literal }[];
}

export interface ListView {
  readonly paged: boolean;
  readonly byOffset: boolean;
  readonly counted: boolean;
  readonly links: boolean;
  readonly page: Code;
  readonly offset: Code;
  readonly size: Code;
  readonly reference: readonly ReferenceView[];
  readonly envelope: boolean;
}

/** A parameter in the reference to another page. */
export interface ReferenceView {
  /** Statement that adds it. */
  readonly add: Code;
  /** The pointer that has to be there, false where it always is. */
  readonly pointer: Code | false;
  /** The list whose items are added each on its own. */
  readonly items: Code | false;
}

export interface LoginView {
  readonly find: Identifier;
  readonly identifier: Code;
  readonly password: Code;
  readonly token: Code;
  readonly accepted: Code | false;
  readonly access: boolean;
  readonly refresh: boolean;
  readonly issue: Identifier;
}

export function handlerView(
  { operation, name, exported }: OperationNames,
  request: RequestView,
  {
    api,
    accounts,
    statement,
    row,
    custom,
  }: {
    readonly api: Api;
    readonly accounts: ProjectNames["accounts"];
    readonly statement: StatementView | undefined;
    readonly row: RowView | undefined;
    readonly custom: CustomView | undefined;
  },
): HandlerView {
  const { behavior, access } = operation;
  const takes = operationInput(operation);
  const account =
    behavior.kind === "login" || behavior.kind === "refresh"
      ? accounts.get(behavior.scheme)
      : undefined;
  const handed = statement?.parameters.map((one) => one.name) ?? [];
  const paging = behavior.kind === "list" && behavior.paging !== null;
  return {
    template: `handler-${behavior.kind}`,
    name,
    exported,
    at: request.at,
    summary: operation.summary !== "" && comment(operation.summary),
    restricted: access.kind === "restricted",
    alternatives: alternativesCode(operation, api),
    usesCaller: handed.includes("caller") || (custom !== undefined && takes.caller),
    path: request.path !== false,
    usesPath: handed.includes("path") || behavior.kind === "choice" || custom !== undefined,
    input: request.input,
    readsBody: request.body !== false,
    usesInput:
      ["query", "header", "cookie", "body"].some((part) => handed.includes(part)) ||
      (statement !== undefined && statement.hashes.length > 0) ||
      (paging && takes.query && request.query !== false) ||
      account !== undefined ||
      custom !== undefined,
    notFound:
      "label" in behavior
        ? code`problem.NotFound(${literal(behavior.label)})`
        : code`problem.RouteNotFound()`,
    status: statusCode("status" in behavior ? behavior.status : successStatus(operation)),
    statement: statement ?? false,
    row: row ?? false,
    constant: constantView(operation, name),
    other: behavior.kind === "readiness" && {
      variable: `${name}Unready` as Identifier,
      text: jsonLiteral(behavior.unready.value),
      status: statusCode(behavior.unready.status),
    },
    choices: behavior.kind === "choice" && choicesView(behavior, request),
    list: behavior.kind === "list" && listView(operation, behavior, request, statement),
    login: account !== undefined && loginView(operation, account, request, api),
    custom: custom !== undefined && customCall(custom, operation),
    pieces: piecesOf(operation, account, row),
  };
}

function alternativesCode(operation: Operation, api: Api): Code | false {
  const alternatives = alternativesOf(operation.access, api);
  if (alternatives === undefined) return false;
  const several = hasSeveralSchemes(api);
  return joined(
    alternatives.map(({ scheme, claims }) =>
      several
        ? code`auth.Alternative{Scheme: ${literal(scheme)}${
            claims.length === 0 ? code`` : code`, Claims: ${stringList(claims)}`
          }}`
        : stringList(claims),
    ),
    ", ",
  );
}

function constantView(operation: Operation, name: Identifier): ConstantView | false {
  const value = constantOf(operation);
  if (value === undefined) return false;
  const { behavior } = operation;
  const status = behavior.kind === "readiness" ? behavior.ready.status : successOf(operation);
  return {
    variable: `${name}Answer` as Identifier,
    text: jsonLiteral(value),
    status: statusCode(status),
  };
}

function successOf(operation: Operation): number {
  return "status" in operation.behavior ? operation.behavior.status : successStatus(operation);
}

function constantOf({ behavior }: Operation): Json | undefined {
  switch (behavior.kind) {
    case "constant":
      return behavior.value;
    case "readiness":
      return behavior.ready.value;
    case "choices":
      return behavior.choices.map((choice) => choiceAnswer(choice, behavior));
    default:
      return undefined;
  }
}

type Choice = Extract<Operation["behavior"], { kind: "choice" | "choices" }>;

function choiceAnswer(choice: Choice["choices"][number], { value, title }: Choice): Json {
  return { [value]: choice.value, ...(title !== null && { [title]: choice.title }) };
}

function choicesView(
  behavior: Extract<Choice, { kind: "choice" }>,
  request: RequestView,
): ChoicesView {
  const fold = (text: string) =>
    behavior.anyCase ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;
  const byValue = new Map<string, Json>();
  for (const choice of behavior.choices) {
    const value = fold(choice.value);
    if (!byValue.has(value)) byValue.set(value, choiceAnswer(choice, behavior));
  }
  const given = memberCode("path", request.path, behavior.parameter);
  return {
    wanted: behavior.anyCase ? code`params.FoldASCII(${given})` : given,
    cases: [...byValue].map(([value, answer]) => ({
      value: literal(value),
      text: jsonLiteral(answer),
    })),
  };
}

function memberCode(
  at: string,
  part: { readonly members: readonly Member[] } | false,
  name: string,
): Code {
  const member =
    part === false ? undefined : part.members.find(({ property }) => property === name);
  return `${at}.${member?.field ?? "Unknown"}` as Code;
}

function loginView(
  { behavior }: Operation,
  account: AccountNames,
  request: RequestView,
  api: Api,
): LoginView | false {
  if (behavior.kind !== "login" && behavior.kind !== "refresh") return false;
  const none = code`""`;
  const mark = api.schemes.find(({ name }) => name === behavior.scheme)?.mark;
  const property = (name: string) => memberCode("input.Body", request.body, name);
  const isLogin = behavior.kind === "login";
  const has = (wanted: string) => behavior.parts.some(({ part }) => part === wanted);
  return {
    find: isLogin ? account.findByIdentifier : account.findByKey,
    identifier: isLogin ? property(behavior.identifier) : none,
    password: isLogin ? property(behavior.password) : none,
    token: isLogin ? none : property(behavior.token),
    accepted: mark !== undefined && (literal(mark) as string as Code),
    access: has("access"),
    refresh: has("refresh"),
    issue: account.issue,
  };
}

function piecesOf(
  operation: Operation,
  account: AccountNames | undefined,
  row: RowView | undefined,
): readonly Code[] {
  const { behavior } = operation;
  if (account !== undefined && (behavior.kind === "login" || behavior.kind === "refresh")) {
    const schema = operation.responses.find(({ status }) => status === behavior.status)?.schema;
    const properties = schema?.type === "object" ? schema.properties : [];
    const parts = behavior.parts.map(({ property, part }) => {
      const declared = properties.find(({ name }) => name === property);
      return { property, value: tokenPart(part, declared) };
    });
    return objectPieces(parts);
  }
  if (behavior.kind !== "list" || behavior.envelope === null || row === undefined) return [];
  const { envelope, paging } = behavior;
  const count = paging === null ? code`int64(len(rows))` : code`count`;
  const link = (text: Code): Piece =>
    isLinked(behavior)
      ? code`b = jsonvalue.AppendNullable(b, ${text}, jsonvalue.AppendString)`
      : { constant: null };
  const values: Readonly<Record<"items" | "count" | "next" | "previous", Piece>> = {
    items: code`b = jsonvalue.AppendEach(b, rows, ${row.append})`,
    count: code`b = jsonvalue.AppendInteger(b, ${count})`,
    next: link(code`links.Next`),
    previous: link(code`links.Previous`),
  };
  const parts = envelope.order.flatMap((part) => {
    const property = envelope[part];
    return property === null ? [] : [{ property, value: values[part] }];
  });
  return objectPieces(parts);
}

/** A statement that appends a value, or a value that is always the same. */
type Piece = Code | { readonly constant: Json };

/** Statements that append an object: constant pieces joined, values between them. */
function objectPieces(
  parts: readonly {
    readonly property: string;
    readonly value: Piece;
  }[],
): readonly Code[] {
  const statements: Code[] = [];
  let constant = "{";
  parts.forEach(({ property, value }, index) => {
    constant += `${index === 0 ? "" : ","}${JSON.stringify(property)}:`;
    if (typeof value === "object") constant += JSON.stringify(value.constant);
    else {
      statements.push(code`b = append(b, ${literal(constant)}...)`, value);
      constant = "";
    }
  });
  return [...statements, code`b = append(b, ${literal(`${constant}}`)}...)`];
}

function tokenPart(
  part: "access" | "refresh" | "expiresIn" | "type",
  declared: Property | undefined,
): Piece {
  switch (part) {
    case "access":
      return code`b = jsonvalue.AppendString(b, access)`;
    case "refresh":
      return code`b = jsonvalue.AppendString(b, refresh)`;
    case "expiresIn":
      return code`b = jsonvalue.AppendInteger(b, a.Tokens.ExpiresIn())`;
    case "type":
      return { constant: declared?.schema.single?.value ?? "bearer" };
  }
}

function listView(
  operation: Operation,
  behavior: List,
  request: RequestView,
  statement: StatementView | undefined,
): ListView {
  const orElse = (name: string | null, fallback: number): Code => {
    if (name === null) return code`int64(${fallback})`;
    const member =
      request.query === false
        ? undefined
        : request.query.members.find(({ property }) => property === name);
    if (member === undefined) return code`int64(${fallback})`;
    const given = code`input.Query.${member.field}`;
    return member.presence === "certain" ? given : code`params.Or(${given}, ${fallback})`;
  };
  const { paging, envelope } = behavior;
  const links = isLinked(behavior);
  return {
    paged: paging !== null,
    byOffset: paging?.style === "offset",
    counted: statement !== undefined && statement.counted,
    links,
    page: paging?.style === "page" ? orElse(paging.page, 1) : code`int64(1)`,
    offset: paging?.style === "offset" ? orElse(paging.offset, 0) : code`int64(0)`,
    size:
      paging === null
        ? code`0`
        : orElse(paging.style === "page" ? paging.size : paging.limit, paging.defaultSize),
    reference: links ? referenceOf(operation, paging, request) : [],
    envelope: envelope !== null,
  };
}

/** The query parameters that a request gave, in the document's order, for another page. */
function referenceOf(
  operation: Operation,
  paging: List["paging"],
  request: RequestView,
): readonly ReferenceView[] {
  const variable = paging?.style === "page" ? paging.page : paging?.offset;
  const members = request.query === false ? [] : request.query.members;
  return operation.parameters
    .filter((parameter) => parameter.in === "query")
    .flatMap(({ name, list, schema }): readonly ReferenceView[] => {
      const member = members.find(({ property }) => property === name);
      if (member === undefined) return [];
      if (name === variable) {
        const add = code`reference.Integer(${literal(name)}, to)`;
        return [{ add, pointer: false, items: false }];
      }
      const field = code`query.${member.field}`;
      const isPointer = member.presence !== "certain";
      const given = isPointer ? code`*${field}` : field;
      const single = schema.type === "array" ? schema.items : schema;
      const text = (value: Code) => textOf(single.type, value);
      const pointer = isPointer && field;
      if (list === "repeated") {
        const add = code`reference.Text(${literal(name)}, ${text(code`item`)})`;
        return [{ add, pointer, items: given }];
      }
      const value = list === "commas" ? commasOf(single.type, given) : text(given);
      return [{ add: code`reference.Text(${literal(name)}, ${value})`, pointer, items: false }];
    });
}

const TEXT_FUNCTIONS: Readonly<Record<string, string>> = {
  integer: "params.IntegerText",
  number: "params.NumberText",
  boolean: "params.BoolText",
};

function textOf(type: string, value: Code): Code {
  const name = TEXT_FUNCTIONS[type];
  return name === undefined ? value : code`${name as Code}(${value})`;
}

function commasOf(type: string, list: Code): Code {
  const name = TEXT_FUNCTIONS[type];
  return name === undefined
    ? code`strings.Join(${list}, ",")`
    : code`params.Joined(${list}, ${name as Code})`;
}
