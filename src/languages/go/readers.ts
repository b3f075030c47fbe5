/** Schemas as calls of the generated project's package `validate`, and the Go types that they read. */
import type { Json, ObjectSchema, Property, Rule, Schema } from "../../model/index.js";
import { NO_NUL } from "../../model/patterns.js";
import { re2 } from "../re2.js";
import { type Code, type Literal, code, joined } from "../text.js";
import { jsonLiteral, literal, stringList } from "./literals.js";

/** A value with its type as a request holds it. */
export interface Reader {
  /** Go type of the value; of a nullable one a pointer, unless it stays JSON. */
  readonly type: Code;
  /** Expression of a `validate.Reader` of that type. */
  readonly code: Code;
  /** It stays JSON, since it is stored as such. */
  readonly isJson: boolean;
}

/**
 * How a value is read. Objects, lists of anything but plain scalars, and free-form values stay JSON.
 * @param indent tabs before the line that the expression stands on.
 */
export function readerOf(schema: Schema, indent = ""): Reader {
  const bare = bareReader(schema, indent);
  if (!schema.nullable || schema.type === "null" || schema.type === "any") return bare;
  if (bare.isJson) return { ...bare, code: code`validate.OrNull(${bare.code})` };
  return { ...bare, type: code`*${bare.type}`, code: code`validate.Nullable(${bare.code})` };
}

/** As above, for values that stay JSON whatever they are. */
export function valueReader(schema: Schema): Reader {
  return json(asValue(readerOf(schema)));
}

/** A value of a parameter, whose text is never null. */
export function parameterReader(schema: Schema): Reader {
  return bareReader(schema, "");
}

function bareReader(schema: Schema, indent: string): Reader {
  const message = literal(schema.typeMessage);
  const scalar = (name: string, type: string): Reader => {
    const rules = schema.rules.map((rule) => ruleOf(rule, schema));
    const read = `validate.${name}` as Code;
    return { type: type as Code, code: call(read, [message, ...rules], indent), isJson: false };
  };
  switch (schema.type) {
    case "string":
      return scalar("String", "string");
    case "integer":
      return scalar("Integer", "int64");
    case "number":
      return scalar("Number", "float64");
    case "boolean":
      return scalar("Bool", "bool");
    case "null":
      return { type: code`*string`, code: code`validate.Null(${message})`, isJson: false };
    case "any":
      return json(code`validate.Anything(${literal("must be a number within range")})`);
    case "array": {
      const items = readerOf(schema.items, `${indent}\t`);
      const rules = schema.rules.map((rule) => ruleOf(rule, schema));
      if (!items.isJson && !schema.items.nullable && schema.items.type !== "null") {
        const type = code`[]${items.type}`;
        return {
          type,
          code: call(code`validate.List`, [message, items.code, ...rules], indent),
          isJson: false,
        };
      }
      return json(call(code`validate.Values`, [message, asValue(items), ...rules], indent));
    }
    case "object":
      return json(objectReader(schema, indent));
  }
}

function json(expression: Code): Reader {
  return { type: code`jsonvalue.Value`, code: expression, isJson: true };
}

/** What stays JSON holds nothing but JSON. */
function asValue({ code: read, isJson }: Reader): Code {
  return isJson ? read : code`validate.Value(${read})`;
}

/** The arguments on lines of their own where there are rules, so that a person can read them. */
function call(name: Code, parts: readonly (Code | Literal)[], indent: string): Code {
  const [message, ...rest] = parts;
  if (message === undefined || rest.length === 0) return code`${name}(${joined(parts, ", ")})`;
  const lines = rest.map((part) => `${indent}\t${part},\n`).join("");
  return `${name}(${message},\n${lines}${indent})` as Code;
}

function objectReader(schema: ObjectSchema, indent: string): Code {
  const { properties, additionalProperties: others, ignored = [], rules } = schema;
  const inner = `${indent}\t`;
  const fields = properties.map((property) => `${inner}\t${propertyOf(property, `${inner}\t`)},\n`);
  const fewest = fewestProperties(rules);
  const entries = [
    `Message: ${literal(schema.typeMessage)}`,
    ...(fields.length === 0
      ? []
      : [`Properties: []validate.Property{\n${fields.join("")}${inner}}`]),
    ...othersEntry(others, inner),
    ...(ignored.length === 0 ? [] : [`Ignored: ${stringList(ignored)}`]),
    ...(fewest === undefined
      ? []
      : [`MinProperties: ${fewest.limit}`, `TooFew: ${literal(fewest.message)}`]),
  ];
  return `validate.Object(validate.ObjectSchema{\n${alignedEntries(entries, inner)}${indent}})` as Code;
}

/** The rule on the number of properties. */
export function fewestProperties(rules: readonly Rule[]) {
  return rules.find(
    (rule): rule is Extract<Rule, { limit: number }> => rule.code === "minProperties",
  );
}

function othersEntry(others: ObjectSchema["additionalProperties"], indent: string): string[] {
  if (others === "ignore") return [];
  if (others === "refuse") return ["Refuse: true"];
  return [`Others: ${othersReader(others, indent)}`];
}

/** Reads properties that are not declared. */
export function othersReader(others: "keep" | Schema, indent = ""): Code {
  if (others !== "keep") return asValue(readerOf(others, indent));
  return code`validate.Anything(${literal("must be a number within range")})`;
}

function propertyOf({ name, required, schema, equals }: Property, indent: string): string {
  const entries = [
    `Name: ${literal(name)}`,
    `Read: ${asValue(readerOf(schema, `${indent}\t`))}`,
    ...(required ? ["Required: true"] : []),
    ...(required || schema.default === undefined
      ? []
      : [`Default: new(jsonvalue.Must(${jsonLiteral(schema.default)}))`]),
    ...(equals === undefined
      ? []
      : [`Equals: ${literal(equals.property)}`, `EqualsMessage: ${literal(equals.message)}`]),
  ];
  return `{\n${alignedEntries(entries, `${indent}\t`)}${indent}}`;
}

function isShort(entry: string | undefined): boolean {
  return entry !== undefined && !entry.includes("\n");
}

/** Fields of a composite literal as gofmt has them: values of neighbours on one line each begin in one column. */
function alignedEntries(entries: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (let start = 0; start < entries.length;) {
    let end = start;
    while (isShort(entries[end])) end++;
    if (end === start) lines.push(entries[start++] ?? "");
    else {
      const run = entries.slice(start, end).map((entry) => /^(\w+:) ([\s\S]*)$/.exec(entry) ?? []);
      const width = Math.max(...run.map(([, key = ""]) => key.length));
      lines.push(...run.map(([, key = "", value = ""]) => `${key.padEnd(width)} ${value}`));
      start = end;
    }
  }
  return lines.map((line) => `${indent}${line},\n`).join("");
}

function ruleOf(rule: Rule, schema: Schema): Code {
  const message = literal(rule.message);
  const name = `validate.${rule.code.charAt(0).toUpperCase()}${rule.code.slice(1)}` as Code;
  switch (rule.code) {
    case "enum": {
      const values = rule.values.filter((value) => value !== null);
      const generic = values.length === 0 ? code`[${ruleType(schema)}]` : code``;
      return code`validate.OneOf${generic}(${joined([message, ...values.map((value) => scalarOf(value, schema))], ", ")})`;
    }
    case "const":
      return rule.value === null
        ? code`validate.OneOf[${ruleType(schema)}](${message})`
        : code`validate.Constant(${scalarOf(rule.value, schema)}, ${message})`;
    case "pattern":
      return rule.pattern === NO_NUL
        ? code`validate.WithoutNUL(${message})`
        : code`validate.Pattern(${literal(re2(rule.pattern))}, ${message})`;
    case "format":
      return code`validate.Format(validate.${FORMATS[rule.format] as Code}, ${message})`;
    case "uniqueItems":
      return code`${name}(${message})`;
    default:
      return code`${name}(${rule.limit}, ${message})`;
  }
}

const FORMATS = {
  date: "IsDate",
  "date-time": "IsDateTime",
  email: "IsEmail",
  uuid: "IsUUID",
} as const;

/** Rules on integers work on doubles, so that a number beyond every range breaks a limit. */
function ruleType({ type }: Schema): Code {
  if (type === "integer" || type === "number") return code`float64`;
  return type === "boolean" ? code`bool` : code`string`;
}

/** A constant whose type a call can infer. */
function scalarOf(value: string | number | boolean, schema: Schema): Code {
  if (typeof value === "string") return code`${literal(value)}`;
  if (typeof value === "boolean") return code`${value}`;
  return code`${ruleType(schema)}(${value})`;
}

/** A default of the document as an expression of the reader's type; `null` is the zero value of that. */
export function defaultOf(value: Json, schema: Schema, reader: Reader): Code {
  if (reader.isJson) return code`jsonvalue.Must(${jsonLiteral(value)})`;
  if (value === null) return code`nil`;
  const bare = plainDefault(value, schema);
  return schema.nullable ? code`new(${bare})` : bare;
}

/** Of the type itself, also where null is allowed. */
export function plainDefault(value: Json, schema: Schema): Code {
  switch (schema.type) {
    case "integer":
      return code`int64(${Number(value)})`;
    case "number":
      return code`float64(${Number(value)})`;
    case "boolean":
      return code`${value === true}`;
    case "array": {
      const items = (Array.isArray(value) ? (value as readonly Json[]) : []).map((item) =>
        plainDefault(item, schema.items),
      );
      return code`[]${readerOf(schema.items).type}{${joined(items, ", ")}}`;
    }
    default:
      return code`${literal(typeof value === "string" ? value : JSON.stringify(value))}`;
  }
}
