import { describe, expect, it } from "vitest";
import type { ObjectSchema, Rule, Schema } from "../../../src/model/index.js";
import { body, lower, withProperty } from "./documents.js";

/** The schema of a property `a` of a request's body. */
function requested(schema: string, components = "", version = "3.1.0"): Schema {
  const { api, codes } = lower(withProperty(schema, components, version));
  const property = body(api, "POST /things").properties.find(({ name }) => name === "a");
  if (property === undefined) throw new Error(`no property, but ${codes.join(", ")}`);
  return property.schema;
}

const rules = (schema: Schema): string[] => schema.rules.map(ruleText);

function ruleText(rule: Rule): string {
  switch (rule.code) {
    case "enum":
      return `enum ${rule.values.join("|")}`;
    case "const":
      return `const ${String(rule.value)}`;
    case "pattern":
      return `pattern ${rule.pattern}`;
    case "format":
      return `format ${rule.format}`;
    case "uniqueItems":
      return "uniqueItems";
    default:
      return `${rule.code} ${rule.limit}`;
  }
}

const NUL = "pattern ^[^\\u0000]*$";
const MAX = Number.MAX_SAFE_INTEGER;

describe("types and null", () => {
  it.each([
    ["{ type: string }", "string", false, "must be a string"],
    ['{ type: [string, "null"] }', "string", true, "must be a string or null"],
    ['{ anyOf: [{ type: string }, { type: "null" }] }', "string", true, "must be a string or null"],
    [
      '{ oneOf: [{ type: integer }, { type: "null" }] }',
      "integer",
      true,
      "must be an integer or null",
    ],
    ['{ anyOf: [{ enum: [a, b] }, { type: "null" }] }', "string", true, "must be a string or null"],
    ["{ anyOf: [{ type: boolean }] }", "boolean", false, "must be a boolean"],
    ["{ enum: [a, b] }", "string", false, "must be a string"],
    ["{ enum: [a, null] , type: [string, 'null'] }", "string", true, "must be a string or null"],
    ["{ type: [string, 'null'], enum: [a, b] }", "string", false, "must be a string"],
    ["{ const: 5 }", "integer", false, "must be an integer"],
    ["{ const: 1.5 }", "number", false, "must be a number"],
    ["{ enum: [a, 1] }", "any", true, "must be a number within range"],
    ["{ type: [integer, number] }", "number", false, "must be a number"],
    ["{}", "any", true, "must be a number within range"],
    ["true", "any", true, "must be a number within range"],
    ["{ type: 'null' }", "null", false, "must be null"],
    ["{ allOf: [{ type: number }, { type: integer }] }", "integer", false, "must be an integer"],
    [
      "{ allOf: [{ type: [string, 'null'] }, { type: string }] }",
      "string",
      false,
      "must be a string",
    ],
  ])("%s", (schema, type, nullable, typeMessage) => {
    expect(requested(schema)).toMatchObject({ type, nullable, typeMessage });
  });
});

describe("rules, in the order of the wire contract", () => {
  it.each([
    ["{ type: string }", [NUL]],
    [
      "{ type: string, pattern: '^a', format: email, maxLength: 9, minLength: 2 }",
      ["minLength 2", "maxLength 9", NUL, "pattern ^a", "format email"],
    ],
    ["{ type: string, format: password }", [NUL]],
    ["{ type: string, minLength: 0 }", [NUL]],
    ["{ type: string, enum: [b, a] }", ["enum b|a"]],
    ["{ type: string, const: a }", ["const a"]],
    ["{ type: string, oneOf: [{ const: a, title: A }, { const: b }] }", ["enum a|b"]],
    ["{ type: integer }", [`minimum ${-MAX}`, `maximum ${MAX}`]],
    ["{ type: integer, format: int64 }", [`minimum ${-MAX}`, `maximum ${MAX}`]],
    ["{ type: integer, format: int32 }", ["minimum -2147483648", "maximum 2147483647"]],
    [
      "{ type: integer, format: int32, minimum: 1, maximum: 9e9 }",
      ["minimum 1", "maximum 2147483647"],
    ],
    ["{ type: integer, maximum: 9223372036854775807 }", [`minimum ${-MAX}`, `maximum ${MAX}`]],
    [
      "{ type: integer, exclusiveMinimum: 0, multipleOf: 5 }",
      [`minimum ${-MAX}`, "exclusiveMinimum 0", `maximum ${MAX}`, "multipleOf 5"],
    ],
    ["{ type: number }", []],
    ["{ type: number, exclusiveMaximum: 1, minimum: 0.5 }", ["minimum 0.5", "exclusiveMaximum 1"]],
    [
      "{ type: array, uniqueItems: true, maxItems: 3, minItems: 1, items: {} }",
      ["minItems 1", "maxItems 3", "uniqueItems"],
    ],
    ["{ type: object, minProperties: 1 }", ["minProperties 1"]],
    [
      "{ allOf: [{ type: string, maxLength: 9 }, { maxLength: 5, minLength: 2 }] }",
      ["minLength 2", "maxLength 5", NUL],
    ],
    [
      "{ allOf: [{ type: string, pattern: a }, { type: string, pattern: b }] }",
      [NUL, "pattern a", "pattern b"],
    ],
    ["{ allOf: [{ type: string, enum: [a, b, c] }, { enum: [c, b] }] }", ["enum b|c"]],
  ])("%s", (schema, expected) => {
    expect(rules(requested(schema))).toEqual(expected);
  });
});

describe("OpenAPI 3.0", () => {
  it.each([
    ["{ type: string, nullable: true }", { type: "string", nullable: true }, [NUL]],
    ["{ type: string, nullable: true, enum: [a] }", { nullable: false }, ["enum a"]],
    [
      "{ type: number, minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false }",
      { type: "number" },
      ["exclusiveMinimum 0", "maximum 9"],
    ],
    [
      '{ nullable: true, allOf: [{ $ref: "#/components/schemas/Size" }] }',
      { nullable: true },
      ["enum S|M"],
    ],
  ])("%s", (schema, expected, expectedRules) => {
    const lowered = requested(schema, "    Size: { type: string, enum: [S, M] }\n", "3.0.3");
    expect(lowered).toMatchObject(expected);
    expect(rules(lowered)).toEqual(expectedRules);
  });
});

describe("components, annotations and choices", () => {
  const components =
    "    Size:\n      type: string\n      description: How big.\n      oneOf: [{ const: S, title: Small }, { const: M }]\n";

  it("name the component that a reference leads to, and keep what stands beside the reference", () => {
    const schema = requested(
      '{ $ref: "#/components/schemas/Size", default: M, description: Mine. }',
      components,
    );
    expect(schema).toMatchObject({
      component: "Size",
      description: "Mine.",
      default: "M",
      choices: [
        { value: "S", title: "Small" },
        { value: "M", title: "M" },
      ],
    });
  });

  it("name no component where the reference is narrowed", () => {
    const schema = requested('{ $ref: "#/components/schemas/Size", enum: [S] }', components);
    expect(schema.component).toBeUndefined();
    expect(schema.single).toEqual({ value: "S" });
  });

  it.each([
    ["{ const: a }", { value: "a" }],
    ["{ type: 'null' }", { value: null }],
    ["{ type: integer, enum: [3] }", { value: 3 }],
    ["{ type: object, required: [b], properties: { b: { const: x } } }", { value: { b: "x" } }],
    ["{ type: object, properties: { b: { const: x } } }", undefined],
    [
      "{ type: object, required: [b, c], properties: { b: { const: x }, c: { type: string } } }",
      undefined,
    ],
    ["{ type: object }", undefined],
    ["{ type: [string, 'null'], enum: [a, null] }", undefined],
  ])("know the only value of %s", (schema, expected) => {
    expect(requested(schema).single).toEqual(expected);
  });
});

function object(schema: string): ObjectSchema {
  const lowered = requested(schema);
  if (lowered.type !== "object") throw new Error(lowered.type);
  return lowered;
}

describe("objects", () => {
  it.each([
    ["{ type: object }", "keep"],
    ["{ type: object, additionalProperties: true, properties: { b: {} } }", "keep"],
    ["{ type: object, properties: { b: {} } }", "ignore"],
    ["{ type: object, additionalProperties: false }", "refuse"],
    ["{ type: object, additionalProperties: {} }", "keep"],
  ])("%s: others are %s", (schema, expected) => {
    expect(object(schema).additionalProperties).toBe(expected);
  });

  it("check others by their schema", () => {
    expect(
      object("{ type: object, additionalProperties: { type: integer } }").additionalProperties,
    ).toMatchObject({
      type: "integer",
    });
  });

  it("merge the properties of all parts in the order of the text", () => {
    const merged = object(
      "{ allOf: [{ type: object, properties: { c: { type: string } } }, { type: object, required: [b, c], properties: { b: {}, c: { maxLength: 3, type: string } } }] }",
    );
    expect(merged.properties.map(({ name, required }) => [name, required])).toEqual([
      ["c", true],
      ["b", true],
    ]);
    expect(merged.properties[0]?.schema).toMatchObject({ type: "string", maxLength: 3 });
  });

  it("leave out what a request does not send, but do not refuse it", () => {
    const schema = object(
      "{ type: object, additionalProperties: false, required: [b], properties: { b: { readOnly: true, type: string }, c: { type: string, writeOnly: true } } }",
    );
    expect(schema.properties.map(({ name }) => name)).toEqual(["c"]);
    expect(schema.ignored).toEqual(["b"]);
  });
});
