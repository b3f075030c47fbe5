/** One property of an entity as a field: its column, who fills it, what it is to the entity. */
import type { Field, FieldRole, Fill, Schema } from "../../model/index.js";
import { stringOf, toJson } from "../../source/index.js";
import type { Document } from "../document.js";
import { checkValue } from "../schema/check-value.js";
import { answerOf } from "./answer.js";
import type { RawProperty } from "../schema/properties.js";

interface Owner {
  readonly entity: string;
  readonly key: string | null;
}

export function readField(
  document: Document,
  { entity, key }: Owner,
  property: RawProperty,
): Field {
  const { reader } = document;
  const isKey = property.name === key;
  const schema = withOnlyValue(reader.lowerProperty(property, "stored"), property.readOnly);
  const role = roleOf(document, entity, property);
  const nullAs = nullAsOf(document, property, schema);
  const fill = fillOf(document, entity, property, schema, isKey, role);
  const optional = !property.required && schema.default === undefined;
  const filled = isKey || role.kind === "owner" || fill === "created" || fill === "updated";
  const column = stringOf(property.vocabulary("column"));
  return {
    name: property.name,
    column: column ?? (role.kind === "owner" ? `${property.name}_id` : property.name),
    schema,
    nullable: !filled && (schema.nullable || optional || nullAs !== null),
    unique: property.vocabulary("unique") !== undefined,
    filtered: false,
    fill,
    nullAs,
    role,
  };
}

/** What the server alone fills with a constant needs no default beside it. */
function withOnlyValue(schema: Schema, readOnly: boolean): Schema {
  return readOnly && schema.default === undefined && schema.single !== undefined
    ? { ...schema, default: schema.single.value }
    : schema;
}

function fillOf(
  { context }: Document,
  entity: string,
  property: RawProperty,
  schema: Schema,
  isKey: boolean,
  role: FieldRole,
): Fill {
  const { name, place, readOnly } = property;
  if (isKey) {
    if (schema.type === "integer") return "identity";
    const isText = schema.type === "string";
    if (isText && schema.format === "uuid" && readOnly) return "uuid";
    if (!isText)
      context.report("key-type", place, { name, entity, problem: `it is of type ${schema.type}` });
    else if (readOnly) context.report("no-source", place, { property: name, entity });
    return "client";
  }
  const isTime = schema.type === "string" && schema.format === "date-time";
  const set = property.vocabulary("set");
  if (set !== undefined) {
    if (!isTime) context.report("time-needed", set.place, { property: name });
    return stringOf(set) === "updated" ? "updated" : "created";
  }
  if (!readOnly || role.kind === "owner") return "client";
  if (schema.default !== undefined) return "default";
  if (!isTime && property.vocabulary("owner") === undefined) {
    context.report("no-source", place, { property: name, entity });
  }
  return "created";
}

function roleOf(document: Document, entity: string, property: RawProperty): FieldRole {
  const { context } = document;
  const password = property.vocabulary("password");
  const identifier = property.vocabulary("identifier");
  const owner = property.vocabulary("owner");
  if (password !== undefined) return { kind: "password" };
  if (identifier !== undefined) return { kind: "identifier" };
  if (owner === undefined) return { kind: "plain" };
  const accounts = ownersOf(document, entity);
  const [account, ...more] = accounts;
  const problem =
    account === undefined
      ? "no security scheme has an account"
      : more.length > 0
        ? `accounts of several kinds could be (${accounts.join(", ")}); let those of one alone create it`
        : account === entity
          ? "an account cannot own accounts"
          : null;
  if (problem !== null)
    context.report("invalid-owner", owner.place, { property: property.name, problem });
  return problem === null && account !== undefined
    ? { kind: "owner", account, shows: stringOf(owner) ?? "" }
    : { kind: "plain" };
}

/** Names of the accounts that may own rows: the only kind there is, else those that may create one. */
function ownersOf(document: Document, entity: string): readonly string[] {
  const all = new Set(document.schemes.map(({ account }) => account));
  if (all.size < 2) return [...all];
  const creators = document.operations.flatMap((operation) => {
    const component = answerOf(document, operation)?.one?.component;
    if (operation.method !== "post" || component === undefined) return [];
    if (document.components.origin(component).name !== entity) return [];
    return operation.access.kind === "public" ? [] : operation.access.alternatives;
  });
  const found = document.schemes.filter(({ name }) =>
    creators.some(({ scheme }) => scheme === name),
  );
  return [...(found.length === 0 ? all : new Set(found.map(({ account }) => account)))];
}

function nullAsOf({ context }: Document, property: RawProperty, schema: Schema): Field["nullAs"] {
  const node = property.vocabulary("nullAs");
  if (node === undefined || node.kind !== "scalar") return null;
  const problem = checkValue({ ...schema, nullable: false }, toJson(node));
  if (problem !== null) context.report("null-as", node.place, { problem });
  return node.value;
}
