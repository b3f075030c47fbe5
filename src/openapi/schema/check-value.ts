/** Checks a value of the document (a default, a sample) as a generated server would check it. */
import type { Json, Rule, Schema } from "../../model/index.js";
import { REQUIRED_MESSAGE, UNEXPECTED_MESSAGE } from "../../model/messages.js";
import { isFormat } from "./formats.js";
import { equalJson } from "./keywords.js";

/** What is wrong with `value`, e.g. `must be a string` or `/name is required`; `null` when it fits. */
export function checkValue(schema: Schema, value: Json): string | null {
  return check(schema, value, "");
}

function check(schema: Schema, value: Json, pointer: string): string | null {
  const at = (message: string): string => (pointer === "" ? message : `${pointer} ${message}`);
  if (value === null && (schema.nullable || schema.type === "null")) return null;
  if (!hasType(schema, value)) return at(schema.typeMessage);
  const broken = schema.rules.find((rule) => breaks(rule, value));
  if (broken !== undefined) return at(broken.message);
  if (schema.type === "array" && Array.isArray(value)) {
    for (const [index, item] of (value as readonly Json[]).entries()) {
      const problem = check(schema.items, item, `${pointer}/${index}`);
      if (problem !== null) return problem;
    }
  }
  return schema.type === "object" ? checkProperties(schema, value, pointer) : null;
}

function checkProperties(
  schema: Extract<Schema, { type: "object" }>,
  value: Json,
  pointer: string,
): string | null {
  const given = new Map<string, Json>(Object.entries(value as { readonly [name: string]: Json }));
  for (const { name, required, schema: own } of schema.properties) {
    const part = given.get(name);
    given.delete(name);
    if (part === undefined && required) return `${pointer}/${name} ${REQUIRED_MESSAGE}`;
    const problem = part === undefined ? null : check(own, part, `${pointer}/${name}`);
    if (problem !== null) return problem;
  }
  for (const [name, part] of given) {
    const others = schema.additionalProperties;
    if (others === "refuse") return `${pointer}/${name} ${UNEXPECTED_MESSAGE}`;
    const problem = typeof others === "string" ? null : check(others, part, `${pointer}/${name}`);
    if (problem !== null) return problem;
  }
  return null;
}

function hasType(schema: Schema, value: Json): boolean {
  switch (schema.type) {
    case "string":
    case "boolean":
    case "number":
      return typeof value === schema.type;
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "null":
      return value === null;
    case "any":
      return true;
  }
}

function breaks(rule: Rule, value: Json): boolean {
  switch (rule.code) {
    case "enum":
      return !rule.values.some((one) => equalJson(one, value));
    case "const":
      return !equalJson(rule.value, value);
    case "pattern":
      return typeof value === "string" && !new RegExp(rule.pattern, "u").test(value);
    case "format":
      return typeof value === "string" && !isFormat(rule.format, value);
    case "uniqueItems":
      return list(value).some((item, index) =>
        list(value)
          .slice(0, index)
          .some((one) => equalJson(one, item)),
      );
    case "minLength":
      return typeof value === "string" && [...value].length < rule.limit;
    case "maxLength":
      return typeof value === "string" && [...value].length > rule.limit;
    case "minimum":
      return typeof value === "number" && value < rule.limit;
    case "exclusiveMinimum":
      return typeof value === "number" && value <= rule.limit;
    case "maximum":
      return typeof value === "number" && value > rule.limit;
    case "exclusiveMaximum":
      return typeof value === "number" && value >= rule.limit;
    case "multipleOf":
      return typeof value === "number" && !isMultiple(value, rule.limit);
    case "minItems":
      return list(value).length < rule.limit;
    case "maxItems":
      return list(value).length > rule.limit;
    case "minProperties":
      return Object.keys(Object(value)).length < rule.limit;
  }
}

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** On the shortest decimal texts of both numbers: 4.35 is a multiple of 0.01, although no double is. */
export function isMultiple(value: number, of: number): boolean {
  const [a, b] = [decimal(value), decimal(of)];
  const scale = Math.max(a.places, b.places);
  const scaled = ({ digits, places }: Decimal): bigint => digits * 10n ** BigInt(scale - places);
  return scaled(b) !== 0n && scaled(a) % scaled(b) === 0n;
}

interface Decimal {
  readonly digits: bigint;
  /** Places behind the point; negative for zeros before it. */
  readonly places: number;
}

function decimal(value: number): Decimal {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), places: fraction.length - Number(exponent) };
}
