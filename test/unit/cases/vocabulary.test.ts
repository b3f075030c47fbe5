/** The JSON Schema of `x-gen-bench`: closed in every place, and kept by every document that we have. */
import { readFileSync, readdirSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { renameDocument } from "../../cases/renamed/rename.js";

const schema = JSON.parse(readFileSync("spec/x-gen-bench.schema.json", "utf8")) as Record<
  string,
  unknown
>;
const ajv = new Ajv({ strict: true }).addSchema(schema, "vocabulary");

const valid = (value: unknown, place?: string) =>
  ajv.validate(place === undefined ? "vocabulary" : `vocabulary#/$defs/${place}`, value);

describe("what x-gen-bench may say", () => {
  it.each<[string, unknown]>([
    ["componentSchema", { entity: true, table: "accounts", managedBy: "django", key: "id" }],
    ["componentSchema", { of: "Account" }],
    ["componentSchema", { choices: "Role" }],
    ["property", { column: "a b", unique: true, nullAs: 0 }],
    ["property", { owner: "name" }],
    ["property", { set: "updated" }],
    ["property", { equals: "password" }],
    ["property", { token: "expiresIn" }],
    ["property", { page: "previous" }],
    [
      "securityScheme",
      {
        account: "A",
        active: "on",
        claims: { sub: "id" },
        caller: ["sub"],
        roles: { boss: "is_boss" },
      },
    ],
    ["parameter", { filter: "name", match: "anyCase" }],
    ["parameter", { page: "offset" }],
    ["operation", { action: "echo" }],
    ["operation", { resource: "Thing", pageSize: 1 }],
    ["responseHeader", { value: "duration" }],
  ])("%s %j", (place, value) => {
    expect(valid(value, place)).toBe(true);
  });
});

describe("what x-gen-bench may not say", () => {
  it.each<[string, unknown]>([
    ...[
      "componentSchema",
      "property",
      "securityScheme",
      "parameter",
      "operation",
      "responseHeader",
    ].flatMap((place): [string, unknown][] => [
      [place, {}],
      [place, { nothing: true }],
      [place, "entity"],
    ]),
    ["componentSchema", { entity: false }],
    ["componentSchema", { managedBy: "rails" }],
    ["property", { table: "accounts" }],
    ["property", { nullAs: null }],
    ["property", { owner: "" }],
    ["securityScheme", { active: "on" }],
    ["securityScheme", { account: "A", caller: [] }],
    ["securityScheme", { account: "A", claims: { sub: 1 } }],
    ["parameter", { match: "prefix" }],
    ["operation", { action: "register" }],
    ["operation", { pageSize: 0 }],
    ["responseHeader", { value: "date" }],
  ])("%s %j", (place, value) => {
    expect(valid(value, place)).toBe(false);
  });
});

describe("documents that keep the vocabulary", () => {
  const ours = readFileSync("spec/openapi.yaml", "utf8");
  const cases = readdirSync("test/cases", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("/openapi.yaml"))
    .map((file): [string, string] => [file, readFileSync(`test/cases/${file}`, "utf8")]);

  it.each([["our own", ours], ["renamed", renameDocument(ours)], ...cases])("%s", (_name, text) => {
    expect(valid(parse(text)), ajv.errorsText()).toBe(true);
  });

  it.each([
    [
      "a misspelt key on a property",
      { components: { schemas: { A: { properties: { b: { "x-gen-bench": { uniqe: true } } } } } } },
    ],
    ["an unknown action", { paths: { "/a": { get: { "x-gen-bench": { action: "dance" } } } } }],
    [
      "a component's key on a property in an array",
      {
        paths: {
          "/a": {
            get: {
              responses: {
                200: {
                  content: {
                    "application/json": {
                      schema: {
                        items: { properties: { a: { "x-gen-bench": { table: "a" } } } },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    ],
  ])("is not kept by %s", (_name, document) => {
    expect(valid(document)).toBe(false);
  });
});
