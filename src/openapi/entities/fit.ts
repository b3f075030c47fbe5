/** Whether a property of a request or response can be the field of an entity. */
import type { Scalar, Schema } from "../../model/index.js";
import { integerRange } from "../schema/rules.js";

/** Why values of a request's property cannot all be stored in the field; `null` when they can. */
export function storingProblem(
  property: Schema,
  field: Schema,
  fieldNullable: boolean,
): string | null {
  if (property.nullable && !fieldNullable && property.type !== "any")
    return "the property may be null, the field may not";
  const problem = typeProblem(property, field, "stored");
  if (problem !== null) return problem;
  if (property.type === "string" && field.type === "string") {
    return textProblem(property, field);
  }
  if (property.type === "integer" && field.type === "integer" && field.format === "int32") {
    const { minimum, maximum } = integerRange("int32");
    const beyond = property.rules.some(
      (rule) =>
        (rule.code === "minimum" && rule.limit < minimum) ||
        (rule.code === "maximum" && rule.limit > maximum),
    );
    return beyond && listed(property) === null ? "the property may be larger than 32 bits" : null;
  }
  return null;
}

/** Why the field cannot be sent as the response's property; `null` when it can. A response may say less or more. */
export function sendingProblem(property: Schema, field: Schema): string | null {
  const problem = typeProblem(field, property, "sent");
  if (problem !== null) return problem;
  const [sent, stored] = [listed(property), listed(field)];
  if (sent === null || stored === null || sent.some((value) => stored.includes(value))) return null;
  return "they have no value in common";
}

/** The values that a schema lists; `null` where it lists none. */
function listed({ rules }: Schema): readonly Scalar[] | null {
  for (const rule of rules) {
    // None at all was reported where they are listed.
    if (rule.code === "enum") return rule.values.length === 0 ? null : rule.values;
    if (rule.code === "const") return [rule.value];
  }
  return null;
}

function textProblem(
  property: Extract<Schema, { type: "string" }>,
  field: Extract<Schema, { type: "string" }>,
): string | null {
  const values = property.choices?.map(({ value }) => value) ?? constant(property);
  if (field.choices !== undefined) {
    const allowed = new Set(field.choices.map(({ value }) => value));
    const fits = values !== null && values.every((value) => allowed.has(value));
    return fits ? null : "the field holds only some of the values";
  }
  const most = field.maxLength;
  if (most === undefined) return null;
  const longest =
    values === null
      ? (property.maxLength ?? Infinity)
      : Math.max(...values.map((value) => [...value].length));
  return longest <= most ? null : `the property may be longer than ${most} characters`;
}

function constant(schema: Schema): readonly string[] | null {
  const value = schema.single?.value;
  return typeof value === "string" ? [value] : null;
}

function typeProblem(from: Schema, to: Schema, how: "stored" | "sent"): string | null {
  const [source, target] = [family(from), family(to)];
  if (target === "json" && (how === "stored" || source === "json")) return null;
  if (source === "integer" && target === "number") return null;
  if (source !== target) return `${name(from)} cannot be ${how} as ${name(to)}`;
  if (from.type === "array" && to.type === "array") return typeProblem(from.items, to.items, how);
  if (from.type === "string" && to.type === "string") {
    const [a, b] = [storedFormat(from), storedFormat(to)];
    const loose = how === "stored" ? b === null : a === null || b === null;
    if (a !== b && !loose) return `${name(from)} cannot be ${how} as ${name(to)}`;
  }
  return null;
}

function family(schema: Schema): string {
  switch (schema.type) {
    case "object":
    case "any":
    case "null":
      return "json";
    default:
      return schema.type;
  }
}

/** Formats that have a column type of their own. */
function storedFormat(schema: Extract<Schema, { type: "string" }>): string | null {
  return schema.format === undefined || schema.format === "email" ? null : schema.format;
}

function name(schema: Schema): string {
  const format = schema.type === "string" ? storedFormat(schema) : null;
  return format === null ? schema.type : `${schema.type} (${format})`;
}
