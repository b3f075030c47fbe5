/** Types do not depend on what is written for readers. */
import { expect, test } from "vitest";
import { openapiTypes } from "../../../../src/languages/typescript/openapi-types.js";
import { typedDocument } from "../../../../src/languages/typescript/typed-document.js";

test("what is for readers goes; names of the author and data stay", () => {
  const document = {
    info: { title: "T", description: "D" },
    paths: {
      "/summary": {
        summary: "S",
        get: { summary: "S", responses: { default: { description: "D" }, title: {} } },
      },
    },
    components: {
      schemas: {
        title: { title: "T", type: "object", example: { a: 1 } },
        X: {
          properties: {
            description: { description: "D", default: { description: "data", title: "data" } },
            properties: { properties: { title: { enum: [{ summary: "data" }], examples: [1] } } },
            example: { type: "string" },
          },
          "x-more": { title: "data" },
        },
      },
    },
  };
  expect(typedDocument(document)).toEqual({
    info: { title: "", description: "" },
    paths: {
      "/summary": {
        summary: "",
        get: { summary: "", responses: { default: { description: "" }, title: {} } },
      },
    },
    components: {
      schemas: {
        title: { title: "", type: "object" },
        X: {
          properties: {
            description: { description: "", default: { description: "data", title: "data" } },
            properties: { properties: { title: { enum: [{ summary: "data" }] } } },
            example: { type: "string" },
          },
          "x-more": { title: "data" },
        },
      },
    },
  });
});

test("the types of a document without prose have none", async () => {
  const schema = { type: "object", description: "Prose.", properties: { title: { title: "T" } } };
  const types = await openapiTypes({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {},
    components: { schemas: { X: schema } },
  });
  expect(types).toMatch(/X: \{\s+title\?: unknown;\s+\}/);
  expect(types).not.toMatch(/Prose|@description|@title/);
});

test("a property says itself what a part or a reference says of it", () => {
  const properties = {
    part: { allOf: [{ type: "string" }, { readOnly: true }] },
    reference: { $ref: "#/components/schemas/a~1b" },
    loop: { $ref: "#/components/schemas/Loop" },
    readOnly: { type: "string" },
  };
  const schemas = {
    "a/b": { allOf: [{ type: "string", writeOnly: true }] },
    Loop: { allOf: [{ $ref: "#/components/schemas/Loop" }] },
    Object: { type: "object", properties },
  };
  expect(typedDocument({ components: { schemas } })).toMatchObject({
    components: {
      schemas: {
        Object: {
          properties: {
            part: { ...properties.part, readOnly: true },
            reference: { ...properties.reference, writeOnly: true },
            loop: properties.loop,
            readOnly: properties.readOnly,
          },
        },
      },
    },
  });
});

test.each([{ type: "null" }, { type: ["null"] }, { const: null }, { enum: [null] }])(
  "nothing is said of a property that can only be null: %j",
  (schema) => {
    const typed = typedDocument({ properties: { a: schema, b: { type: ["string", "null"] } } });
    expect(typed).toEqual({ properties: { a: {}, b: { type: ["string", "null"] } } });
  },
);
