/**
 * What the wire contract says of a value: every problem, in its order, with code and message. The probes' expectation
 * of validation, and their check of what servers send. A number beyond every double stands as Infinity.
 */
import type { Json, Parameter, Rule, Schema } from "../../model/index.js";
import { REQUIRED_MESSAGE, UNEXPECTED_MESSAGE, ANY_MESSAGE } from "../../model/messages.js";
import { below } from "../pointer.js";
import { isObject } from "../variables.js";
import { isOfFormat } from "./formats.js";

export interface Problem {
  /** JSON Pointer (RFC 6901). */
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

type Of<T extends Schema["type"]> = Extract<Schema, { type: T }>;

/** All problems of a JSON value in the order in which a server reports them; none when it keeps the schema. */
export function findProblems(schema: Schema, value: Json, field = ""): Problem[] {
  if (value === null && schema.nullable) return [];
  const wrongType = [{ field, code: "type", message: schema.typeMessage }];
  switch (schema.type) {
    case "string":
      return typeof value === "string" ? firstBroken(schema, value, field) : wrongType;
    case "integer":
      return Number.isInteger(value) ? firstBroken(schema, value, field) : wrongType;
    case "number":
      return Number.isFinite(value) ? firstBroken(schema, value, field) : wrongType;
    case "boolean":
      return typeof value === "boolean" ? firstBroken(schema, value, field) : wrongType;
    case "null":
      return value === null ? [] : wrongType;
    case "any":
      return endless(value, field);
    case "array":
      return Array.isArray(value) ? arrayProblems(schema, value, field) : wrongType;
    case "object":
      return isObject(value) ? objectProblems(schema, value, field) : wrongType;
  }
}

/** The JSON value that a parameter's text stands for; a text that stands for none of its type stays a text. */
export function readText({ schema }: Pick<Parameter, "schema">, text: string): Json {
  switch (schema.type) {
    case "integer": {
      if (!/^-?[0-9]+$/.test(text)) return text;
      const value = Number(text);
      return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value)) + 0;
    }
    case "number":
      return /^-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(text) ? Number(text) : text;
    case "boolean":
      return text === "true" || text === "false" ? text === "true" : text;
    case "string":
    case "array":
    case "object":
    case "null":
    case "any":
      return text;
  }
}

/**
 * The JSON value that a parameter's texts stand for, one for each time that it is given: of a list the items, of any
 * other parameter what its only text stands for.
 */
export function readTexts(
  { schema, in: where, list }: Pick<Parameter, "schema" | "in" | "list">,
  texts: readonly string[],
): Json {
  if (schema.type !== "array") return readText({ schema }, texts[0] ?? "");
  const read = (text: string): Json => readText({ schema: schema.items }, text);
  if (list === "repeated") return texts.map(read);
  // Several lines of a header are one text (RFC 9110, section 5.3).
  const items = texts.join(", ").split(",");
  return items.map((item) =>
    read(where === "header" ? item.replaceAll(/^[ \t]+|[ \t]+$/g, "") : item),
  );
}

function firstBroken(schema: Schema, value: Json, field: string): Problem[] {
  const broken = schema.rules.find((rule) => !keepsRule(rule, value));
  return broken === undefined ? [] : [{ field, code: broken.code, message: broken.message }];
}

function arrayProblems(schema: Of<"array">, value: readonly Json[], field: string): Problem[] {
  return [
    ...value.flatMap((item, index) => findProblems(schema.items, item, below(field, index))),
    ...firstBroken(schema, value, field),
  ];
}

function objectProblems(
  schema: Of<"object">,
  value: { readonly [name: string]: Json },
  field: string,
): Problem[] {
  const declared = schema.properties.flatMap((property) => {
    const place = below(field, property.name);
    const given = own(value, property.name);
    if (given === undefined) {
      return property.required
        ? [{ field: place, code: "required", message: REQUIRED_MESSAGE }]
        : [];
    }
    const problems = findProblems(property.schema, given, place);
    const { equals } = property;
    if (problems.length > 0 || equals === undefined) return problems;
    const other = own(value, equals.property);
    return other === undefined || other === given
      ? []
      : [{ field: place, code: "equals", message: equals.message }];
  });
  return [...declared, ...unexpected(schema, value, field), ...firstBroken(schema, value, field)];
}

function unexpected(
  schema: Of<"object">,
  value: { readonly [name: string]: Json },
  field: string,
): Problem[] {
  const { additionalProperties: others, ignored = [] } = schema;
  if (others === "ignore") return [];
  const known = new Set([...schema.properties.map(({ name }) => name), ...ignored]);
  const names = Object.keys(value).filter((name) => !known.has(name));
  if (others === "refuse") {
    return names
      .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map((name) => ({
        field: below(field, name),
        code: "additionalProperties",
        message: UNEXPECTED_MESSAGE,
      }));
  }
  return names.flatMap((name) => {
    const part = own(value, name) ?? null;
    const place = below(field, name);
    return others === "keep" ? endless(part, place) : findProblems(others, part, place);
  });
}

/** Any JSON value may stand, but no number that a double cannot hold. */
function endless(value: Json, field: string): Problem[] {
  if (typeof value === "number" && !Number.isFinite(value))
    return [{ field, code: "type", message: ANY_MESSAGE }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value as { readonly [name: string]: Json }).flatMap(([name, part]) =>
    endless(part, below(field, name)),
  );
}

/** A property of its own: `__proto__` and `constructor` are names like any other. */
export function own(value: { readonly [name: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Whether a value of the right type keeps one rule; a rule of another type says nothing. */
export function keepsRule(rule: Rule, value: Json): boolean {
  switch (rule.code) {
    case "enum":
      return rule.values.includes(value as string);
    case "const":
      return rule.value === value;
    case "minLength":
      return typeof value !== "string" || lengthOf(value) >= rule.limit;
    case "maxLength":
      return typeof value !== "string" || lengthOf(value) <= rule.limit;
    case "pattern":
      return typeof value !== "string" || new RegExp(rule.pattern, "u").test(value);
    case "format":
      return typeof value !== "string" || isOfFormat(rule.format, value);
    case "minimum":
      return typeof value !== "number" || value >= rule.limit;
    case "exclusiveMinimum":
      return typeof value !== "number" || value > rule.limit;
    case "maximum":
      return typeof value !== "number" || value <= rule.limit;
    case "exclusiveMaximum":
      return typeof value !== "number" || value < rule.limit;
    case "multipleOf":
      return typeof value !== "number" || isMultiple(value, rule.limit);
    case "minItems":
      return !Array.isArray(value) || value.length >= rule.limit;
    case "maxItems":
      return !Array.isArray(value) || value.length <= rule.limit;
    case "uniqueItems":
      return (
        !Array.isArray(value) ||
        new Set(value.map((item: Json) => canonical(item))).size === value.length
      );
    case "minProperties":
      return !isObject(value) || Object.keys(value).length >= rule.limit;
  }
}

/** In code points. */
function lengthOf(text: string): number {
  return [...text].length;
}

/** Both numbers as decimals, as their shortest texts have them. */
function isMultiple(value: number, step: number): boolean {
  const [a, b] = [decimal(value), decimal(step)];
  const digits = Math.max(a.digits, b.digits);
  const scaled = (one: { readonly units: bigint; readonly digits: number }): bigint =>
    one.units * 10n ** BigInt(digits - one.digits);
  return scaled(a) % scaled(b) === 0n;
}

function decimal(value: number): { readonly units: bigint; readonly digits: number } {
  const [, sign = "", whole = "0", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(value)) ?? [];
  const digits = fraction.length - Number(exponent);
  const units = BigInt(sign + whole + fraction);
  return digits >= 0 ? { units, digits } : { units: units * 10n ** BigInt(-digits), digits: 0 };
}

/** Equal values have equal texts, whatever the order of their properties. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const parts = Object.entries(value).map(
    ([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`,
  );
  return `{${parts.toSorted().join()}}`;
}
