import { describe, expect, test } from "vitest";
import type { Rule, Schema } from "../../../../src/model/index.js";
import { isOfFormat } from "../../../../src/contract/probes/formats.js";
import {
  findProblems,
  keepsRule,
  readText,
  readTexts,
} from "../../../../src/contract/probes/oracle.js";

const base = { nullable: false, typeMessage: "type", rules: [] } as const;
const text: Schema = { ...base, type: "string" };
const integer: Schema = { ...base, type: "integer" };

function limit(
  code: "multipleOf" | "maxLength" | "minItems" | "exclusiveMaximum",
  most: number,
): Rule {
  return { code, limit: most, message: code };
}

describe("a rule", () => {
  test.each([
    [limit("multipleOf", 0.01), 4.35, true],
    [limit("multipleOf", 0.01), 4.355, false],
    [limit("multipleOf", 1e21), 3e21, true],
    [limit("maxLength", 1), "\u{1F600}", true],
    [limit("maxLength", 1), "ab", false],
    [limit("exclusiveMaximum", 1), 1, false],
    [limit("minItems", 1), [], false],
    [
      { code: "uniqueItems", message: "" } as const,
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      false,
    ],
    [{ code: "uniqueItems", message: "" } as const, [1, "1"], true],
    [{ code: "pattern", pattern: "^a$", message: "" } as const, "a\n", false],
  ])("%o of %j is %s", (rule, value, keeps) => {
    expect(keepsRule(rule, value)).toBe(keeps);
  });
});

describe("a format", () => {
  test.each([
    ["date", "2024-02-29", true],
    ["date", "1900-02-29", false],
    ["date", "0000-01-01", false],
    ["date", "2024-01-01\n", false],
    ["date-time", "2024-01-01T00:00:00Z", true],
    ["date-time", "2016-12-31T23:59:60Z", false],
    ["date-time", "0001-01-01T00:00:00+00:01", false],
    ["date-time", "0001-01-01T00:00:00-00:01", true],
    ["date-time", "9999-12-31T23:59:59-00:01", false],
    ["date-time", "2024-01-01T00:00:00.Z", false],
    ["uuid", "00000000-0000-0000-0000-00000000000A", true],
    ["uuid", "00000000000000000000000000000000", false],
    ["email", "a@b", true],
    ["email", "a@-b", false],
    ["email", "a@b..c", false],
    ["email", "é@b", false],
  ] as const)("%s %j: %s", (format, value, is) => {
    expect(isOfFormat(format, value)).toBe(is);
  });
});

test("problems come in the order of the schema, unexpected names by code point at the end", () => {
  const schema: Schema = {
    ...base,
    type: "object",
    additionalProperties: "refuse",
    properties: [
      { name: "a", schema: text, required: true, readOnly: false, writeOnly: false },
      {
        name: "b",
        schema: integer,
        required: false,
        readOnly: false,
        writeOnly: false,
        equals: { property: "a", message: "same" },
      },
    ],
  };
  const body = JSON.parse('{"\u{1F600}":1,"\uFF5E":1,"__proto__":1,"b":"1"}');
  expect(findProblems(schema, body).map(({ field, code }) => `${code} ${field}`)).toEqual([
    "required /a",
    "type /b",
    "additionalProperties /__proto__",
    "additionalProperties /\uFF5E",
    "additionalProperties /\u{1F600}",
  ]);
  expect(findProblems(schema, { a: "x", b: 1 })).toEqual([
    { field: "/b", code: "equals", message: "same" },
  ]);
  expect(findProblems(schema, [])).toEqual([{ field: "", code: "type", message: "type" }]);
});

test.each([
  ["integer", "007", 7],
  ["integer", "-0", 0],
  ["integer", "1.0", "1.0"],
  ["integer", "1".repeat(400), Number.MAX_VALUE],
  ["number", "1e3", 1000],
  ["number", ".5", ".5"],
  ["boolean", "true", true],
  ["boolean", "True", "True"],
  ["string", "1", "1"],
] as const)("%s parameter %s is %j", (type, given, value) => {
  expect(readText({ schema: { ...base, type } }, given)).toBe(value);
});

test.each([
  ["query", "repeated", ["1", "x", "01"], [1, "x", 1]],
  ["query", "repeated", ["1,2"], ["1,2"]],
  ["query", "repeated", [""], [""]],
  ["query", "commas", ["1,2,,3"], [1, 2, "", 3]],
  ["query", "commas", ["1, 2"], [1, " 2"]],
  ["query", "commas", [""], [""]],
  ["header", "commas", ["1 ,\t2"], [1, 2]],
  ["header", "commas", ["1", "2,3"], [1, 2, 3]],
] as const)("a list in the %s with %s given as %j is %j", (where, list, texts, items) => {
  const schema: Schema = { ...base, type: "array", items: integer };
  expect(readTexts({ schema, in: where, list }, texts)).toEqual(items);
});
