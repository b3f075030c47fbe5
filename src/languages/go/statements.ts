/** SQL as Go: a statement for each operation, and the method of the store that runs it. */
import type { Operation } from "../../model/index.js";
import type { ListStatement, Source, Sql, Statement } from "../../sql/statement.js";
import { type OperationInput, operationInput } from "../input.js";
import { type Code, type Comment, type Identifier, type Literal, code, joined } from "../text.js";
import { violationsOf } from "../violations.js";
import { literal, statusCode, stringList, textBlock } from "./literals.js";
import type { OperationNames } from "./names.js";
import { plainDefault } from "./readers.js";
import type { Member, RequestView } from "./requests.js";
import type { RowView, Rows } from "./rows.js";

export interface StatementView {
  /** Method of the store. */
  readonly method: Identifier;
  readonly variable: Identifier;
  readonly at: Comment;
  /** Name and type of what the method takes after its context; of neighbours of one type only the last has it. */
  readonly parameters: readonly { readonly name: string; readonly type: Code }[];
  /** What a handler hands over for them. */
  readonly handed: Code;
  readonly prepared: Literal;
  readonly text: Literal | false;
  readonly list:
    | {
        readonly pieces: readonly Literal[];
        readonly always: Code | false;
        readonly filters: readonly Literal[];
      }
    | false;
  /** Values of the statement's parameters; of a list those that stand in every combination. */
  readonly args: readonly Code[];
  readonly filters: readonly Code[];
  /** The rows carry a total. */
  readonly counted: boolean;
  readonly rowKey: number;
  readonly row: Identifier | false;
  /** A row is always there. */
  readonly certain: boolean;
  readonly violations: readonly { readonly constraint: Literal; readonly problem: Code }[];
  /** Passwords that are hashed before. */
  readonly hashes: readonly HashView[];
}

export interface HashView {
  readonly property: string;
  readonly variable: Identifier;
  readonly method: "Hash" | "HashGiven";
  readonly password: Code;
}

interface Shared {
  readonly sql: Sql;
  readonly rows: Rows;
  readonly request: RequestView;
}

export function statementView(
  { operation, name, exported }: OperationNames,
  { sql, rows, request }: Shared,
): StatementView | undefined {
  const found = sql.operations.get(operation.id);
  if (found === undefined || found.kind === "none") return undefined;
  const row: RowView | undefined = rows.of(operation);
  const takes = operationInput(operation);
  const sources = found.kind === "single" ? found.statement.parameters : found.list.parameters;
  const hashes = hashesOf(sources, request);
  const common = {
    method: exported,
    variable: `${name}Statement` as Identifier,
    at: request.at,
    ...parametersOf(takes, sources, request, hashes),
    args: sources.map((source) => argument(source, request, hashes)),
    row: row?.type ?? (false as const),
    certain: operation.behavior.kind === "create",
    violations: violationsOf(operation, sql).map(({ constraint, detail }) => ({
      constraint: literal(constraint),
      problem:
        detail === null
          ? code`problem.InvalidToken()`
          : code`problem.Conflict(${statusCode(operation.conflictStatus)}, ${literal(detail)})`,
    })),
    hashes,
  };
  return found.kind === "single"
    ? { ...common, ...singleView(found.statement) }
    : { ...common, ...listView(found.list, operation, request) };
}

function singleView({ name, text }: Statement) {
  return {
    prepared: literal(name),
    text: textBlock(text),
    list: false as const,
    filters: [],
    counted: false,
    rowKey: 0,
  };
}

function listView(list: ListStatement, operation: Operation, request: RequestView) {
  const index = list.columns.findIndex(({ name }) => name === list.rowColumn);
  return {
    prepared: literal(list.name),
    text: false as const,
    list: {
      pieces: list.pieces.map(textBlock),
      always: list.always.length > 0 && stringList(list.always),
      filters: list.filters.map(({ condition }) => literal(condition)),
    },
    filters: list.filters.map((filter) => filterValue(filter, operation, request)),
    counted: list.countColumn !== null,
    // The key stands among the columns, or right after them.
    rowKey: index < 0 ? list.columns.length : index,
  };
}

type Filter = ListStatement["filters"][number];

/** A filter's value: nil where the request does not give it and there is no default. */
function filterValue(filter: Filter, operation: Operation, request: RequestView): Code {
  const member = memberOf(request[filter.in], filter.parameter);
  const value = code`${filter.in as Code}.${member.field}`;
  if (member.presence === "certain") return value;
  const schema = operation.parameters.find(
    (one) => one.in === filter.in && one.name === filter.parameter,
  )?.schema;
  return schema?.default === undefined
    ? code`postgres.Given(${value})`
    : code`params.Or(${value}, ${plainDefault(schema.default, schema)})`;
}

function memberOf(part: RequestView["body" | "path" | "query"], name: string): Member {
  const member =
    part === false ? undefined : part.members.find(({ property }) => property === name);
  if (member === undefined) throw new Error(`No request part has ${name}`);
  return member;
}

function parametersOf(
  takes: OperationInput,
  sources: readonly Source[],
  request: RequestView,
  hashes: readonly HashView[],
): Pick<StatementView, "parameters" | "handed"> {
  const parameters: { name: string; type: Code; handed: Code }[] = [];
  const part = (name: "path" | "query" | "header" | "cookie" | "body", wanted: boolean) => {
    const found = request[name];
    if (!wanted || found === false) return;
    const field = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const handed = name === "path" ? "path" : `&input.${field}`;
    const type = `*requests.${found.type}`;
    parameters.push({ name, type: type as Code, handed: handed as Code });
  };
  const from = (...kinds: readonly Source["from"][]) =>
    sources.some((source) => kinds.includes(source.from));
  part("path", from("path"));
  part("query", takes.query && request.query !== false);
  part("header", takes.header);
  part("cookie", takes.cookie);
  part("body", from("body", "given"));
  for (const { variable, method } of hashes) {
    const type = (method === "Hash" ? "string" : "*string") as Code;
    parameters.push({ name: variable, type, handed: code`${variable}` });
  }
  for (const kind of ["page", "offset", "size"] as const) {
    if (from(kind))
      parameters.push({ name: kind, type: code`int64`, handed: kind as string as Code });
  }
  if (from("caller")) {
    parameters.push({ name: "caller", type: code`auth.Key`, handed: code`caller.ID` });
  }
  return {
    parameters: parameters.map(({ name, type }, index) => ({
      name,
      type: parameters[index + 1]?.type === type ? code`` : code` ${type}`,
    })),
    handed: joined(
      parameters.map(({ handed }) => handed),
      ", ",
    ),
  };
}

function hashesOf(sources: readonly Source[], request: RequestView): readonly HashView[] {
  return sources.flatMap((source, index) => {
    if (source.from !== "hash") return [];
    const { field, presence, type } = memberOf(request.body, source.property);
    const given = code`input.Body.${field}`;
    return {
      property: source.property,
      variable: (index === sources.findIndex(({ from }) => from === "hash")
        ? "hash"
        : `hash${index}`) as Identifier,
      method: presence === "certain" ? ("Hash" as const) : ("HashGiven" as const),
      password:
        presence === "maybe"
          ? type.includes("*")
            ? code`${given}.Value`
            : code`${given}.Pointer()`
          : given,
    };
  });
}

function argument(source: Source, request: RequestView, hashes: readonly HashView[]): Code {
  switch (source.from) {
    case "path":
      return code`path.${memberOf(request.path, source.name).field}`;
    case "body": {
      const { field, reader, presence } = memberOf(request.body, source.property);
      const value = code`body.${field}`;
      if (reader.isJson) {
        return presence === "maybe" ? code`${value}.Value.Column()` : code`${value}.Column()`;
      }
      return presence === "maybe" ? code`${value}.Column()` : value;
    }
    case "given":
      return code`body.${memberOf(request.body, source.property).field}.Given`;
    case "hash": {
      const hash = hashes.find(({ property }) => property === source.property);
      if (hash === undefined) throw new Error(`${source.property} is hashed nowhere`);
      return code`${hash.variable}`;
    }
    case "caller":
      return code`caller`;
    case "identifier":
      return code`identifier`;
    case "page":
    case "offset":
    case "size":
      return source.from as string as Code;
  }
}
