import { expect, test } from "vitest";
import type { Rule, Schema } from "../../../../src/model/index.js";
import { findProblems } from "../../../../src/contract/probes/oracle.js";
import { createRandom } from "../../../../src/contract/probes/random.js";
import { textOfLength } from "../../../../src/contract/probes/texts.js";
import { edgeValues, otherTypes, validValue } from "../../../../src/contract/probes/values.js";

const base = { nullable: false, typeMessage: "type" } as const;

function text(...rules: Rule[]): Extract<Schema, { type: "string" }> {
  return { ...base, type: "string", rules };
}
const pattern = (source: string): Rule => ({ code: "pattern", pattern: source, message: "" });
const rule = (
  code: "minLength" | "maxLength" | "minimum" | "exclusiveMinimum" | "maximum" | "multipleOf",
  limit: number,
): Rule => ({ code, limit, message: "" });

const SCHEMAS: readonly (readonly [string, Schema])[] = [
  ["any text", text()],
  ["a short text", text(rule("maxLength", 3))],
  ["a long text", text(rule("minLength", 300))],
  ["a name", text(pattern("^[\\p{L}\\p{N}_.@+-]+$"), rule("maxLength", 150))],
  ["a code", text(pattern("^[A-Z]{3}-[0-9]{4}$"))],
  ["alternatives", text(pattern("^(?:red|gr[ae]y|#[0-9a-f]{6})$"))],
  ["a phone number", text(pattern("^\\+[1-9]\\d{6,14}$"))],
  ["a date", { ...text({ code: "format", format: "date", message: "" }), format: "date" }],
  [
    "an e-mail address",
    { ...text({ code: "format", format: "email", message: "" }), format: "email" },
  ],
  ["an integer", { ...base, type: "integer", rules: [rule("minimum", 1), rule("maximum", 9999)] }],
  ["one integer", { ...base, type: "integer", rules: [rule("minimum", 7), rule("maximum", 7)] }],
  [
    "money",
    { ...base, type: "number", rules: [rule("exclusiveMinimum", 0), rule("multipleOf", 0.01)] },
  ],
  ["a latitude", { ...base, type: "number", rules: [rule("minimum", -90), rule("maximum", 90)] }],
  [
    "a list",
    { ...base, type: "array", items: text(), rules: [{ code: "uniqueItems", message: "" }] },
  ],
];

test.each(SCHEMAS)("%s gets valid values from many seeds", (_, schema) => {
  for (let seed = 0; seed < 50; seed++) {
    const value = validValue(schema, "word", createRandom(seed));
    expect(value === undefined ? ["none"] : findProblems(schema, value)).toEqual([]);
  }
});

test("values of one source differ, and follow from the seed", () => {
  const schema = text(pattern("^[\\p{L}\\p{N}_.@+-]+$"), rule("maxLength", 150));
  const many = (seed: number): unknown[] => {
    const random = createRandom(seed);
    return Array.from({ length: 200 }, () => validValue(schema, "word", random));
  };
  expect(new Set(many(1)).size).toBe(200);
  expect(many(1)).toEqual(many(1));
  expect(many(1)).not.toEqual(many(2));
});

test("texts of a length count code points, astral ones where they may stand", () => {
  const random = createRandom(1);
  expect(textOfLength(text(rule("maxLength", 5)), 5, random)).toBe("\u{1F600}".repeat(5));
  const word = textOfLength(text(pattern("^[a-z]+-[a-z]+$")), 9, random);
  expect(word === null || [...word].length === 9).toBe(true);
});

test("edges hold both sides of a limit", () => {
  const schema: Schema = { ...base, type: "integer", rules: [rule("maximum", 10)] };
  const edges = edgeValues(schema, createRandom(1));
  expect(edges.filter((value) => findProblems(schema, value).length === 0)).toContain(10);
  expect(edges.filter((value) => findProblems(schema, value).length > 0)).toContain(11);
});

test("other types are none that the schema allows", () => {
  const values = otherTypes({ ...base, type: "integer", rules: [] });
  expect(values).toEqual(["1", "true", "", "null", 1.5, true, false, null, [], [1], {}, { a: 1 }]);
  expect(otherTypes({ ...base, type: "integer", nullable: true, rules: [] })).not.toContain(null);
});

test("of a pattern with few texts none comes twice", () => {
  const schema = text(pattern("^[A-Z]{2}-[0-9]{3}$"));
  for (let seed = 200; seed < 210; seed++) {
    const random = createRandom(seed);
    const codes = Array.from({ length: 2000 }, () => validValue(schema, "code", random));
    expect(new Set(codes).size).toBe(codes.length);
  }
});
