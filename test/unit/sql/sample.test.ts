/** The JSON that a seed puts into free-form columns keeps its schema. */
import { expect, test } from "vitest";
import { checkValue } from "../../../src/openapi/schema/check-value.js";
import { sample } from "../../../src/sql/seed/sample.js";
import { lower, withProperty } from "../openapi/documents.js";

test.each([
  [
    "{ type: object, minProperties: 1, properties: { b: { type: string }, c: { type: boolean } } }",
    { b: "b" },
  ],
  [
    "{ type: object, minProperties: 2, properties: { b: { type: boolean } }, additionalProperties: true }",
    { b: false, name1: "name1" },
  ],
  [
    "{ type: object, minProperties: 1, additionalProperties: { type: integer, minimum: 3 } }",
    { name1: 3 },
  ],
  [
    "{ type: object, required: [c], properties: { b: { type: string, default: x }, c: { type: boolean } } }",
    { b: "x", c: false },
  ],
  ["{ type: object }", {}],
] as const)("%s", (schema, expected) => {
  const { api } = lower(withProperty(schema));
  const field = api?.entities[0]?.fields.find(({ name }) => name === "a");
  if (field === undefined) throw new Error("it was not lowered");
  const value = sample(field.schema, "a");
  expect(value).toMatchObject(expected);
  expect(checkValue(field.schema, value)).toBeNull();
});
