/** Types do not depend on what is written for readers. */
import { expect, test } from "vitest";
import { openapiTypes } from "../../../../src/languages/typescript/openapi-types.js";
import { withoutProse } from "../../../../src/languages/typescript/prose.js";

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
  expect(withoutProse(document)).toEqual({
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
