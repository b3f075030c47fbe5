/** Schemas as people write them, and some that nobody should. */
import type { Random } from "../../src/contract/fuzz/index.js";
import { awkwardText } from "./awkward.js";
import { treeOf, type Tree } from "./tree.js";

const SCALARS: readonly object[] = [
  { type: "string" },
  { type: "string", minLength: 1, maxLength: 40 },
  { type: "string", maxLength: 0 },
  { type: "string", pattern: "^[a-z]{2,3}$" },
  { type: "string", pattern: "^\\p{L}+(/\\p{L}+)*$", maxLength: 20 },
  { type: "string", format: "date" },
  { type: "string", format: "date-time" },
  { type: "string", format: "uuid" },
  { type: "string", format: "email" },
  { type: "string", format: "uri" },
  { type: "string", format: "byte" },
  { type: "string", enum: ["a", "b", "c"] },
  { type: "string", enum: ["it's", 'say "hi"', "back\\slash", "`${x}`", "", "class"] },
  { type: "string", const: "always" },
  { type: "integer" },
  { type: "integer", format: "int32" },
  { type: "integer", format: "int64", minimum: 0 },
  { type: "integer", minimum: -5, maximum: 5, multipleOf: 5 },
  { type: "integer", enum: [1, 2, 3] },
  { type: "integer", exclusiveMinimum: 0, exclusiveMaximum: 2 },
  { type: "number" },
  { type: "number", format: "float" },
  { type: "number", minimum: 0.1, maximum: 0.2, multipleOf: 0.01 },
  { type: "number", enum: [0.5, 1.5] },
  { type: "boolean" },
  { type: "boolean", const: true },
];

const PARTS: readonly object[] = [
  { type: "object" },
  { type: "object", additionalProperties: true },
  { type: "object", properties: {} },
  { type: "object", additionalProperties: { type: "integer" } },
  {
    type: "object",
    additionalProperties: false,
    properties: { x: { type: "number" }, y: { type: "number" } },
  },
  {
    type: "object",
    required: ["deep"],
    properties: {
      deep: {
        type: "object",
        properties: { deeper: { type: "array", items: { type: "boolean" } } },
      },
    },
  },
  { type: "array" },
  { type: "array", items: { type: "string" } },
  {
    type: "array",
    items: { type: "integer", format: "int64" },
    minItems: 1,
    maxItems: 3,
    uniqueItems: true,
  },
  { type: "array", items: { type: "array", items: { type: "string", format: "date" } } },
  {
    type: "array",
    items: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
  },
  { type: "array", items: { type: ["string", "null"], enum: ["x", null] } },
];

const ODD: readonly unknown[] = [
  {},
  true,
  { type: "null" },
  { type: ["string", "integer"] },
  { type: "sting" },
  { enum: ["a", 1, null] },
  { const: null },
  { anyOf: [{ type: "string" }, { type: "null" }] },
  {
    oneOf: [
      { const: 1, title: "One" },
      { const: 2, title: "Two" },
    ],
  },
  { allOf: [{ type: "string", minLength: 1 }, { maxLength: 5 }] },
  { not: { type: "string" } },
  { type: "string", pattern: "(?=a)" },
  { type: "string", pattern: "[" },
  { type: "string", minLength: 5, maxLength: 1 },
  { type: "integer", minimum: 1, maximum: 0 },
  { $ref: "#/components/schemas/Nowhere" },
];

/** A scalar mostly; with `null`, a default, `readOnly` and the like now and then. */
export function randomSchema(random: Random, refer: readonly string[] = []): Tree {
  const kind = random.integer(20);
  if (kind === 0) return treeOf(random.pick(ODD));
  if (kind < 3 && refer.length > 0) {
    return treeOf({ $ref: `#/components/schemas/${pointerPart(random.pick(refer))}` });
  }
  const schema: Record<string, unknown> = { ...random.pick(kind < 7 ? PARTS : SCALARS) };
  if (random.integer(4) === 0) schema["type"] = [schema["type"], "null"];
  if (random.integer(6) === 0) schema["description"] = awkwardText(random);
  if (random.integer(6) === 0) schema["default"] = valueOf(schema, random);
  if (random.integer(12) === 0) schema["readOnly"] = true;
  if (random.integer(12) === 0) schema["writeOnly"] = true;
  if (random.integer(12) === 0) schema["example"] = valueOf(schema, random);
  return treeOf(schema);
}

/** A value that mostly fits the schema. */
export function valueOf(schema: Readonly<Record<string, unknown>>, random: Random): unknown {
  if (random.integer(8) === 0) return random.pick([null, "", 0, false, [], {}, "text"]);
  const choices = schema["enum"];
  if (Array.isArray(choices)) return random.pick(choices) as unknown;
  if (schema["const"] !== undefined) return schema["const"];
  const type = Array.isArray(schema["type"]) ? (schema["type"][0] as unknown) : schema["type"];
  switch (type) {
    case "string":
      return random.pick(["text", "", awkwardText(random), "2026-01-31", "2026-01-31T09:30:00Z"]);
    case "integer":
      return random.pick([0, 1, -1, 5, 2 ** 31, 2 ** 53 - 1]);
    case "number":
      return random.pick([0, 0.1, -0.5, 1e21, 1e-7, 0.15]);
    case "boolean":
      return random.integer(2) === 0;
    case "array":
      return [];
    default:
      return {};
  }
}

/** RFC 6901, section 3. */
export const pointerPart = (name: string): string =>
  name.replaceAll("~", "~0").replaceAll("/", "~1");
