/** Schemas of a document to schemas of the model. */
import type {
  Choice,
  Json,
  NumericFormat,
  ObjectSchema,
  Property,
  Scalar,
  Schema,
  StringFormat,
} from "../../model/index.js";
import { equalsMessage, typeMessage } from "../../model/messages.js";
import { stringOf, toJson, type Node } from "../../source/index.js";
import type { Context } from "../context.js";
import { checkValue } from "./check-value.js";
import { ANNOTATION_FORMATS } from "./formats.js";
import {
  allowedValues,
  annotation,
  idleKeywords,
  isConstant,
  keyword,
  limit,
  nearest,
  typeByKeywords,
  typesOf,
  type Allowed,
  type TypeName,
} from "./keywords.js";
import { openParts, type Parts } from "./parts.js";
import { additionalOf, propertiesOf, tokenPart, type RawProperty } from "./properties.js";
import { arrayRules, inOrder, numberRules, objectRules, stringRules, valueRules } from "./rules.js";
import { singleOf } from "./single.js";

/** Whose schema it is: `stored` has every property, `request` no readOnly ones, `response` no writeOnly ones. */
export type View = "stored" | "request" | "response";

/** Lowers schemas, each at most once a view. What is wrong with them is reported to the context. */
export interface SchemaReader {
  readonly lower: (node: Node, view: View) => Schema;
  /** The declared properties of an object, before lowering; none for other schemas. */
  readonly properties: (node: Node) => readonly RawProperty[];
  readonly lowerProperty: (property: RawProperty, view: View) => Schema;
}

export function createSchemaReader(context: Context): SchemaReader {
  const known: Record<View, Map<Node, Schema>> = {
    stored: new Map(),
    request: new Map(),
    response: new Map(),
  };
  const active = new Set<Node>();

  const lower = (node: Node, view: View): Schema => {
    const ready = known[view].get(node);
    if (ready !== undefined) return ready;
    const schema = lowerAll([node], view);
    known[view].set(node, schema);
    return schema;
  };

  const lowerAll = (nodes: readonly Node[], view: View): Schema => {
    const parts = openParts(context, nodes, active);
    const entered = [...parts.entered, ...nodes].filter((node) => !active.has(node));
    for (const node of entered) active.add(node);
    const schema = lowerParts(parts, view);
    for (const node of entered) active.delete(node);
    return schema;
  };

  const lowerParts = (parts: Parts, view: View): Schema => {
    const types = typesOf(context, parts);
    const allowed = allowedValues(parts);
    const type = typeOf(context, parts, types.names, types.nullable, allowed);
    const values =
      allowed === null ? null : scalarValues(context, parts, allowed, type, types.nullable);
    const nullable =
      types.orNull ||
      (types.nullable && (allowed === null || allowed.some(({ value }) => value === null)));
    const bare = build(parts, type, nullable && type !== "null", values, view);
    const single = singleOf(bare);
    const schema = single === null ? bare : { ...bare, single };
    const byDefault = nearest(context, parts, "default");
    if (byDefault === undefined) return schema;
    const value = toJson(byDefault.value);
    const problem = checkValue(schema, value);
    if (problem !== null) context.report("invalid-default", byDefault.value.place, { problem });
    return { ...schema, default: value };
  };

  const build = (
    parts: Parts,
    type: Schema["type"],
    nullable: boolean,
    values: readonly Allowed[] | null,
    view: View,
  ): Schema => {
    const title = annotation(context, parts, "title");
    const description = annotation(context, parts, "description");
    const base = {
      ...(parts.component !== null && { component: parts.component }),
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      nullable,
      typeMessage: typeMessage(type, nullable),
    };
    const scalars = values?.map(({ value }) => value as Scalar) ?? null;
    const listed = scalars === null ? [] : valueRules(scalars, isConstant(parts), nullable);
    switch (type) {
      case "string": {
        const format = stringFormat(context, parts, view);
        const rules = scalars === null ? stringRules(context, parts, format) : listed;
        const maxLength = limit(parts, "maxLength", Math.min);
        const choices = values === null || isConstant(parts) ? undefined : values.map(choiceOf);
        return {
          ...base,
          type,
          rules: inOrder(rules),
          ...(format !== undefined && { format }),
          ...(maxLength !== undefined && { maxLength }),
          ...(choices !== undefined && { choices }),
        };
      }
      case "integer":
      case "number": {
        const format = numericFormat(context, parts, type);
        const rules = [...listed, ...numberRules(context, parts, type, format)];
        return { ...base, type, rules: inOrder(rules), ...(format !== undefined && { format }) };
      }
      case "boolean":
        return { ...base, type, rules: listed };
      case "null":
        return { ...base, type, rules: [] };
      case "any":
        return { ...base, type, nullable: true, rules: listed };
      case "array": {
        const items = keyword(parts, "items").map(({ value }) => value);
        return {
          ...base,
          type,
          items: lowerAll(items, view),
          rules: inOrder(arrayRules(context, parts)),
        };
      }
      case "object":
        return { ...base, type, rules: objectRules(parts), ...objectOf(parts, view) };
    }
  };

  const objectOf = (
    parts: Parts,
    view: View,
  ): Pick<ObjectSchema, "properties" | "additionalProperties" | "ignored"> => {
    const raw = propertiesOf(context, parts);
    const additional = additionalOf(context, parts, raw);
    // Where undeclared properties are ignored anyway, the declared ones that are not read go with them.
    const ignored =
      view === "request" && additional !== "ignore"
        ? raw.filter(({ readOnly }) => readOnly).map(({ name }) => name)
        : [];
    return {
      properties: raw.flatMap((property) => propertyOf(property, raw, view) ?? []),
      additionalProperties:
        typeof additional === "string" ? additional : lowerAll(additional, view),
      ...(ignored.length > 0 && { ignored }),
    };
  };

  const propertyOf = (
    raw: RawProperty,
    siblings: readonly RawProperty[],
    view: View,
  ): Property | null => {
    const { name, readOnly, writeOnly, required } = raw;
    if ((view === "request" && readOnly) || (view === "response" && writeOnly)) return null;
    const token = tokenPart(raw);
    const equals = view === "request" ? raw.vocabulary("equals") : undefined;
    const other = stringOf(equals);
    if (equals !== undefined && !siblings.some((one) => one.name === other && one.name !== name)) {
      context.report("unknown-property", equals.place, { property: other ?? "", suggestion: "" });
    }
    return {
      name,
      schema: lowerProperty(raw, view),
      required,
      readOnly,
      writeOnly,
      ...(token !== undefined && { token }),
      ...(other !== undefined && { equals: { property: other, message: equalsMessage(other) } }),
    };
  };

  const lowerProperty = ({ nodes }: RawProperty, view: View): Schema => {
    const [first] = nodes;
    return nodes.length === 1 && first !== undefined ? lower(first, view) : lowerAll(nodes, view);
  };

  return {
    lower,
    lowerProperty,
    properties: (node) => propertiesOf(context, openParts(context, [node], new Set())),
  };
}

/** The one type that a schema has: as said, else as its values or its keywords have it. */
function typeOf(
  context: Context,
  parts: Parts,
  names: ReadonlySet<TypeName> | null,
  nullable: boolean,
  allowed: readonly Allowed[] | null,
): Schema["type"] {
  const type = namedType(context, parts, names, nullable, allowed);
  if (type !== "any") {
    for (const { name, place } of idleKeywords(parts, type)) {
      context.report("idle-keyword", place, { keyword: name, type });
    }
  }
  return type;
}

function namedType(
  context: Context,
  parts: Parts,
  names: ReadonlySet<TypeName> | null,
  nullable: boolean,
  allowed: readonly Allowed[] | null,
): Schema["type"] {
  if (names !== null) {
    const [first, ...more] = names;
    const place = keyword(parts, "type")[0]?.value.place;
    if (more.length > 0 && place !== undefined) {
      context.report("several-types", place, { types: [...names].join(", ") });
    }
    return first ?? (nullable ? "null" : "any");
  }
  if (allowed !== null) {
    const kinds = new Set(
      allowed.map(({ value }) => kindOf(value)).filter((kind) => kind !== "null"),
    );
    const [only, ...others] = kinds;
    if (only === undefined) return "null";
    return others.length === 0 ? only : "any";
  }
  const type = typeByKeywords(parts);
  const place = parts.all.at(-1)?.node.place;
  if (type === null || place === undefined) return "any";
  context.report("missing-type", place, { type });
  return type;
}

function kindOf(value: Json): Exclude<Schema["type"], "any"> {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  switch (typeof value) {
    case "string":
    case "boolean":
      return typeof value as "string" | "boolean";
    case "number":
      return Number.isInteger(value) ? "integer" : "number";
    default:
      return "object";
  }
}

/** Allowed values but null, checked against the type. */
function scalarValues(
  context: Context,
  parts: Parts,
  allowed: readonly Allowed[],
  type: Schema["type"],
  nullable: boolean,
): readonly Allowed[] {
  const fitting = allowed.filter(({ value, place }) => {
    const kind = kindOf(value);
    if (kind === "array" || kind === "object") {
      context.report("value-with-parts", place, {});
      return false;
    }
    if (
      kind === "null"
        ? nullable
        : kind === type || type === "any" || (kind === "integer" && type === "number")
    ) {
      return true;
    }
    context.report("value-of-other-type", place, { value: JSON.stringify(value), type });
    return false;
  });
  const place = allowed[0]?.place ?? parts.all[0]?.node.place;
  if (allowed.length === 0 && place !== undefined) {
    context.report("conflicting-schemas", place, { keyword: "enum" });
  }
  return fitting.filter(({ value }) => value !== null);
}

function choiceOf({ value, title }: Allowed): Choice {
  return { value: String(value), title: title ?? String(value) };
}

function stringFormat(context: Context, parts: Parts, view: View): StringFormat | undefined {
  const format = formatOf(context, parts);
  if (format === null) return undefined;
  switch (format.name) {
    case "date":
    case "date-time":
    case "uuid":
    case "email":
      return format.name;
    case "password":
      return undefined;
    default:
      // What the server itself writes needs no check.
      if (view === "request" || !ANNOTATION_FORMATS.has(format.name)) {
        context.report("unchecked-format", format.node.place, { format: format.name });
      }
      return undefined;
  }
}

function numericFormat(
  context: Context,
  parts: Parts,
  type: "integer" | "number",
): NumericFormat | undefined {
  const format = formatOf(context, parts);
  if (format === null) return undefined;
  switch (format.name) {
    case "int32":
    case "int64":
      if (type === "integer") return format.name;
      break;
    case "float":
    case "double":
      if (type === "number") return format.name;
      break;
    default:
  }
  context.report("unchecked-format", format.node.place, { format: format.name });
  return undefined;
}

function formatOf(
  context: Context,
  parts: Parts,
): { readonly name: string; readonly node: Node } | null {
  const formats = keyword(parts, "format").flatMap(({ value }) => ({
    name: stringOf(value) ?? "",
    node: value,
  }));
  const [first] = formats;
  const other = formats.find(({ name }) => name !== first?.name);
  if (other !== undefined)
    context.report("conflicting-schemas", other.node.place, { keyword: "format" });
  return first ?? null;
}
