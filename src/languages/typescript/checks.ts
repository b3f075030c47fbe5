/** Schemas as calls of the generated project's `validation` and `rules` modules. */
import type { ObjectSchema, Parameter, Property, Rule, Schema } from "../../model/index.js";
import { NO_NUL } from "../../model/patterns.js";
import { type Code, type Literal, code, joined } from "../text.js";
import { literal, propertyKey, regularExpression, value } from "./literals.js";

/** Names that an expression uses, to import them. */
export interface Imports {
  readonly validation: Set<string>;
  readonly rules: Set<string>;
  readonly parameters: Set<string>;
  readonly custom: Set<string>;
}

export function newImports(): Imports {
  return { validation: new Set(), rules: new Set(), parameters: new Set(), custom: new Set() };
}

/** @param type of an object's value; nested objects are inferred. */
export function checkOf(schema: Schema, imports: Imports, type?: Code): Code {
  const check = bareCheck(schema, imports, type);
  if (!schema.nullable || schema.type === "null" || schema.type === "any") return check;
  return code`${call("nullable", imports.validation)}(${check})`;
}

function bareCheck(schema: Schema, imports: Imports, type?: Code): Code {
  const message = literal(schema.typeMessage);
  const rules = schema.rules.map((rule) => ruleOf(rule, imports));
  switch (schema.type) {
    case "string":
    case "integer":
    case "number":
    case "boolean":
      return code`${call(schema.type, imports.validation)}(${list([message, ...rules])})`;
    case "null":
      return code`${call("onlyNull", imports.validation)}(${message})`;
    case "any":
      return code`${call("anything", imports.validation)}(${literal("must be a number within range")})`;
    case "array": {
      const items = checkOf(schema.items, imports);
      return code`${call("array", imports.validation)}(${list([message, items, ...rules])})`;
    }
    case "object":
      return objectCheck(schema, message, rules, imports, type);
  }
}

function objectCheck(
  schema: ObjectSchema,
  message: Literal,
  rules: readonly Code[],
  imports: Imports,
  type?: Code,
): Code {
  const properties = schema.properties.map((property) => propertyCheck(property, imports));
  const declared = code`{ ${joined(properties, ", ")} }`;
  const { additionalProperties: others, ignored = [] } = schema;
  const options = [
    others === "ignore"
      ? []
      : code`others: ${typeof others === "string" ? literal(others) : checkOf(others, imports)}`,
    ignored.length === 0 ? [] : code`ignored: ${value(ignored)}`,
    rules.length === 0 ? [] : code`rules: [${list(rules)}]`,
  ].flat();
  const rest = options.length === 0 ? [] : [code`{ ${list(options)} }`];
  const generic = type === undefined ? code`` : code`<${type}>`;
  return code`${call("object", imports.validation)}${generic}(${list([message, declared, ...rest])})`;
}

function propertyCheck({ name, required, schema, equals }: Property, imports: Imports): Code {
  const check = checkOf(schema, imports);
  const other =
    equals === undefined
      ? undefined
      : code`${call("equals", imports.validation)}(${literal(equals.property)}, ${literal(equals.message)})`;
  if (required) {
    const parts = other === undefined ? [check] : [check, other];
    return code`${propertyKey(name)}: ${call("required", imports.validation)}(${list(parts)})`;
  }
  const fallback = schema.default === undefined ? undefined : value(schema.default);
  const parts = [check, fallback ?? (other && code`undefined`), other];
  const given = parts.filter((part) => part !== undefined);
  return code`${propertyKey(name)}: ${call("optional", imports.validation)}(${list(given)})`;
}

const RULE_FUNCTIONS = { enum: "oneOf", const: "constant" } as const;

function ruleOf(rule: Rule, imports: Imports): Code {
  const message = literal(rule.message);
  if (rule.code === "pattern" && rule.pattern === NO_NUL) {
    return code`${call("withoutNul", imports.rules)}(${message})`;
  }
  const name =
    rule.code === "enum" || rule.code === "const" ? RULE_FUNCTIONS[rule.code] : rule.code;
  const keyword = call(name, imports.rules);
  switch (rule.code) {
    case "enum":
      return code`${keyword}(${value(rule.values)}, ${message})`;
    case "const":
      return code`${keyword}(${value(rule.value)}, ${message})`;
    case "pattern":
      return code`${keyword}(${regularExpression(rule.pattern)}, ${message})`;
    case "format":
      return code`${keyword}(${literal(rule.format)}, ${message})`;
    case "uniqueItems":
      return code`${keyword}(${message})`;
    default:
      return code`${keyword}(${rule.limit}, ${message})`;
  }
}

const DECODERS = {
  string: "asText",
  integer: "asInteger",
  number: "asNumber",
  boolean: "asBoolean",
} as const;

/** A parameter, which arrives as text: the function that decodes it, and its check. */
export function parameterCheck(
  { schema, required, list: written, in: where }: Parameter,
  imports: Imports,
): Code {
  const single = schema.type === "array" ? schema.items : schema;
  const decoder =
    single.type in DECODERS ? DECODERS[single.type as keyof typeof DECODERS] : "asText";
  const item = call(decoder, imports.parameters);
  const split = where === "header" ? "headerList" : "commaList";
  const decode =
    written === "commas" ? code`${call(split, imports.parameters)}(${item})` : code`${item}`;
  const wrapper = call(required ? "requiredParameter" : "optionalParameter", imports.parameters);
  const parameter = code`${wrapper}(${decode}, ${checkOf(schema, imports)})`;
  return written === "repeated"
    ? code`${call("repeated", imports.parameters)}(${parameter})`
    : parameter;
}

/** `name` is one of this file's own words, never text of a document. */
function call(name: string, imports: Set<string>): Code {
  imports.add(name);
  return name as Code;
}

function list(parts: readonly (Code | Literal)[]): Code {
  return joined(parts, ", ");
}
