/** What a request may hold: a struct for each of its parts, and how it is read. */
import type { Operation, Parameter, Property, RequestBody, Schema } from "../../model/index.js";
import { operationInput } from "../input.js";
import { routerNames } from "../paths.js";
import { type Code, type Comment, type Identifier, type Literal, code } from "../text.js";
import { comment, literal, stringList } from "./literals.js";
import { type OperationNames, type ProjectNames, fieldNames, unexported } from "./names.js";
import {
  type Reader,
  defaultOf,
  fewestProperties,
  othersReader,
  parameterReader,
  plainDefault,
  readerOf,
  valueReader,
} from "./readers.js";

export interface RequestView {
  readonly name: Identifier;
  readonly exported: Identifier;
  readonly path: PartView | false;
  readonly query: PartView | false;
  readonly header: PartView | false;
  readonly cookie: PartView | false;
  readonly body: BodyView | false;
  /** Anything but the path. */
  readonly input: boolean;
  /** Parts of the input with the field and the type of each. */
  readonly parts: readonly {
    readonly field: string;
    readonly type: string;
    readonly what: string;
  }[];
  readonly parameters: boolean;
  readonly invalidStatus: number;
  readonly at: Comment;
}

export interface PartView {
  readonly type: Identifier;
  readonly members: readonly Member[];
}

export interface BodyView extends PartView {
  readonly required: boolean;
  readonly message: Literal;
  readonly refuses: Code | false;
  readonly others: { readonly code: Code; readonly declared: Code } | false;
  readonly fewest: { readonly limit: number; readonly message: Literal } | false;
  /** Reader of a body that stays JSON as a whole, and may be anything. */
  readonly whole: { readonly variable: Identifier; readonly code: Code } | false;
}

/** One parameter, or one property of the body. */
export interface Member {
  /** Of the document. */
  readonly property: string;
  readonly field: Identifier;
  /** Type of the field. */
  readonly type: Code;
  readonly reader: Reader;
  /** Variable of the reader, or of what decodes the parameter. */
  readonly variable: Identifier;
  /** Statement that fills the field. */
  readonly read: Code;
  /** The sibling that has to hold the same. */
  readonly equals: Code | false;
  /** Whether and how an absent value shows. */
  readonly presence: "certain" | "pointer" | "maybe";
}

export function requestView(
  { operation, name, exported }: OperationNames,
  claim: ProjectNames["claim"],
): RequestView {
  const part = (where: Parameter["in"]): PartView | false => {
    const found = operation.parameters.filter((parameter) => parameter.in === where);
    if (found.length === 0) return false;
    const field = fieldNames();
    const type = `${exported}${where.charAt(0).toUpperCase()}${where.slice(1)}` as Identifier;
    const members = found.map((parameter) =>
      parameterMember(operation, parameter, field(parameter.name), (wanted) =>
        variable(claim, `${type} ${wanted}`),
      ),
    );
    return { type, members };
  };
  const [query, header, cookie] = [part("query"), part("header"), part("cookie")];
  const body = bodyView(operation, `${exported}Body` as Identifier, claim);
  const parts = [
    ...(query ? [{ field: "Query", type: query.type, what: "parameters of the query" }] : []),
    ...(header ? [{ field: "Header", type: header.type, what: "headers" }] : []),
    ...(cookie ? [{ field: "Cookie", type: cookie.type, what: "cookies" }] : []),
    ...(body ? [{ field: "Body", type: body.type, what: "body" }] : []),
  ];
  return {
    name,
    exported,
    path: part("path"),
    query,
    header,
    cookie,
    body,
    input: parts.length > 0,
    parts,
    parameters: Boolean(query || header || cookie),
    invalidStatus: operation.invalidStatus,
    at: comment(`${operation.method.toUpperCase()} ${operation.path}`),
  };
}

function variable(claim: ProjectNames["claim"], wanted: string): Identifier {
  const name = claim(wanted);
  return (name.charAt(0).toLowerCase() + name.slice(1)) as Identifier;
}

const DECODERS: Readonly<Partial<Record<Schema["type"], string>>> = {
  integer: "Integer",
  number: "Number",
  boolean: "Bool",
};

function parameterMember(
  operation: Operation,
  parameter: Parameter,
  field: Identifier,
  named: (wanted: string) => Identifier,
): Member {
  const { schema, required, list: written, in: where, name } = parameter;
  const single = schema.type === "array" ? schema.items : schema;
  const item = `params.${DECODERS[single.type] ?? "Text"}` as Code;
  const split = (where === "header" ? "params.HeaderList" : "params.Commas") as Code;
  const decoder = written === "commas" ? code`${split}(${item})` : item;
  const reader = parameterReader(schema);
  const own = named(name);
  const certain = required || where === "path";
  const texts = textsOf(operation, parameter);
  const kind = written === "repeated" ? "List" : "";
  const read = `params.${certain ? "Required" : "Optional"}${kind}` as Code;
  const found =
    where === "path"
      ? code`params.Path(params.PathValue(${texts}), ${decoder}, ${own})`
      : code`${read}(${texts}, ${literal(name)}, issues, ${decoder}, ${own})`;
  // Statements and pages fill defaults in by themselves; handlers have them.
  const fallback =
    operation.behavior.kind === "custom" && !certain && schema.default !== undefined
      ? plainDefault(schema.default, schema)
      : null;
  const filled = certain || fallback !== null;
  return {
    property: name,
    field,
    type: filled ? reader.type : code`*${reader.type}`,
    reader,
    variable: own,
    read: fallback === null ? found : code`params.Or(${found}, ${fallback})`,
    equals: false,
    presence: filled ? "certain" : "pointer",
  };
}

/** All texts that a request gives for a parameter. */
function textsOf(operation: Operation, { in: where, name }: Parameter): Code {
  switch (where) {
    case "path": {
      const captured = routerNames(operation).get(name) ?? name;
      return code`r.PathValue(${literal(captured)})`;
    }
    case "query":
      return code`query.Values(${literal(name)})`;
    case "header":
      return code`params.Header(r, ${literal(name)})`;
    case "cookie":
      return code`params.Cookie(r, ${literal(name)})`;
  }
}

function bodyView(
  operation: Operation,
  type: Identifier,
  claim: ProjectNames["claim"],
): BodyView | false {
  const { body, behavior } = operation;
  if (body === null) return false;
  if (behavior.kind === "custom") return wholeBody(body, type);
  if (body.schema.type !== "object") return false;
  const { properties, additionalProperties: others, ignored = [], rules } = body.schema;
  const field = fieldNames();
  const members = properties.map((property) =>
    bodyMember(property, field(property.name), variable(claim, `${type} ${property.name}`), {
      changes: behavior.kind === "update",
    }),
  );
  const declared = [...properties.map(({ name }) => name), ...ignored];
  const fewest = fewestProperties(rules);
  return {
    type,
    members,
    // Where the operation works with a body there is nothing to do without one.
    required: body.required || operationInput(operation).body,
    message: literal(body.schema.typeMessage),
    refuses: others === "refuse" && stringList(declared),
    others: others !== "refuse" &&
      others !== "ignore" && { code: othersReader(others, "\t"), declared: stringList(declared) },
    fewest: fewest !== undefined && { limit: fewest.limit, message: literal(fewest.message) },
    whole: false,
  };
}

/** Handlers read it into types of their own. */
function wholeBody({ schema, required }: RequestBody, type: Identifier): BodyView {
  const { code: read } = valueReader(schema);
  return {
    type: (required ? "jsonvalue.Value" : "*jsonvalue.Value") as Identifier,
    members: [],
    required,
    message: literal(schema.typeMessage),
    refuses: false,
    others: false,
    fewest: false,
    whole: { variable: unexported(type), code: read },
  };
}

/** @param changes a property that is absent is left as it is. */
function bodyMember(
  { name, schema, required, equals }: Property,
  field: Identifier,
  own: Identifier,
  { changes }: { readonly changes: boolean },
): Member {
  const reader = readerOf(schema);
  const pointer = literal(`/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  const at = code`object, ${literal(name)}, ${pointer}, issues`;
  const isPointer = schema.nullable && !reader.isJson;
  const common = {
    property: name,
    field,
    reader,
    variable: own,
    equals:
      equals !== undefined &&
      code`object, ${literal(name)}, ${literal(equals.property)}, ${pointer}, ${literal(equals.message)}, issues`,
  };
  if (required) {
    const read = code`validate.Required(${at}, ${own})`;
    return { ...common, type: reader.type, read, presence: isPointer ? "pointer" : "certain" };
  }
  if (changes) {
    const read = code`validate.IfGiven(${at}, ${own})`;
    return { ...common, type: code`validate.Maybe[${reader.type}]`, read, presence: "maybe" };
  }
  if (schema.default !== undefined) {
    const read = code`validate.WithDefault(${at}, ${own}, ${defaultOf(schema.default, schema, reader)})`;
    return { ...common, type: reader.type, read, presence: isPointer ? "pointer" : "certain" };
  }
  if (reader.isJson || schema.nullable || schema.type === "null") {
    // An absent value is null.
    const none = reader.isJson ? code`jsonvalue.Value{}` : code`nil`;
    const read = code`validate.WithDefault(${at}, ${own}, ${none})`;
    return { ...common, type: reader.type, read, presence: isPointer ? "pointer" : "certain" };
  }
  const read = code`validate.Optional(${at}, ${own})`;
  return { ...common, type: code`*${reader.type}`, read, presence: "pointer" };
}
