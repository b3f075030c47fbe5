/** The validator that every generated TypeScript server carries. */
import { describe, expect, test } from "vitest";
import {
  maxItems,
  minLength,
  minProperties,
  minimum,
  oneOf,
  uniqueItems,
} from "../../../../templates/typescript/_language/static/src/rules.js";
import {
  type Check,
  anything,
  array,
  boolean,
  equals,
  integer,
  nullable,
  number,
  object,
  onlyNull,
  optional,
  required,
  string,
} from "../../../../templates/typescript/_language/static/src/validation.js";

function problems(check: Check<unknown>, value: unknown): string[] {
  const found: string[] = [];
  check(value, "", (field, code, message) => found.push(`${field} ${code}: ${message}`));
  return found;
}

function kept(check: Check<unknown>, value: unknown): unknown {
  return check(value, "", (field, code) => {
    throw new Error(`${field} ${code}`);
  });
}

const text = string("must be a string");

describe("nothing is coerced", () => {
  test.each<[name: string, check: Check<unknown>, good: unknown[], bad: unknown[]]>([
    ["string", text, ["", "5", "\u{1f600}"], [5, true, null, [], {}]],
    [
      "integer",
      integer("must be an integer"),
      [0, -1, 1.0, 1e21],
      ["1", 1.5, true, null, Infinity, NaN],
    ],
    ["number", number("must be a number"), [0, 1.5, -0], ["1.5", true, null, Infinity]],
    ["boolean", boolean("must be a boolean"), [true, false], ["true", 0, 1, null]],
    ["null", onlyNull("must be null"), [null], [0, "", false]],
    ["array", array("must be an array", text), [[], ["a"]], [{}, "a", null]],
    ["object", object("must be an object", {}), [{}], [[], null, "a", 1]],
    ["nullable string", nullable(text), [null, "a"], [1, false]],
  ])("%s", (_name, check, good, bad) => {
    for (const value of good) expect(problems(check, value)).toEqual([]);
    for (const value of bad) expect(problems(check, value)).toHaveLength(1);
  });
});

test("of one value the first rule that fails is reported", () => {
  const check = string("must be a string", oneOf(["ab"], "one of"), minLength(3, "too short"));
  expect(problems(check, "x")).toEqual([" enum: one of"]);
  expect(problems(check, "ab")).toEqual([" minLength: too short"]);
});

describe("objects", () => {
  const check = object("must be an object", {
    name: required(string("must be a string", minLength(1, "too short"))),
    "a/b~c": optional(integer("must be an integer", minimum(1, "at least 1"))),
    role: optional(text, "NONE"),
  });

  test("every problem is reported, in the order of the schema", () => {
    expect(problems(check, { role: 5, "a/b~c": 0 })).toEqual([
      "/name required: is required",
      "/a~1b~0c minimum: at least 1",
      "/role type: must be a string",
    ]);
  });
  test("defaults are applied and unknown properties left out", () => {
    expect(kept(check, { name: "x", other: 1 })).toEqual({ name: "x", role: "NONE" });
  });
  test("names of Object.prototype are not properties", () => {
    const odd = object("must be an object", {
      constructor: required(text),
      toString: optional(text),
    });
    expect(problems(odd, {})).toEqual(["/constructor required: is required"]);
    expect(kept(odd, { constructor: "x" })).toEqual({ constructor: "x" });
  });
  test("unexpected properties come last, one each, by code point", () => {
    const closed = object("must be an object", { name: required(text) }, { others: "refuse", ignored: ["id"] });
    expect(problems(closed, { id: 5, name: "x" })).toEqual([]);
    expect(problems(closed, { "\u{1f600}": 1, "\ufffd": 1, b: 1 })).toEqual([
      "/name required: is required",
      "/b additionalProperties: is not expected",
      "/\ufffd additionalProperties: is not expected",
      "/\u{1f600} additionalProperties: is not expected",
    ]);
  });
  test("free properties are kept in their order, also __proto__", () => {
    const free = object("must be an object", {}, { others: "keep", rules: [minProperties(1, "at least 1")] });
    const value: unknown = JSON.parse('{"b":1,"__proto__":{"x":1},"a":[null]}');
    expect(JSON.stringify(kept(free, value))).toBe('{"b":1,"__proto__":{"x":1},"a":[null]}');
    expect(problems(free, {})).toEqual([" minProperties: at least 1"]);
    expect(problems(free, { a: Infinity })).toEqual(["/a type: must be a number within range"]);
  });
  test("additional properties follow their schema", () => {
    const counts = object("must be an object", {}, { others: integer("must be an integer") });
    expect(problems(counts, { a: 1, b: "x" })).toEqual(["/b type: must be an integer"]);
  });
  test("equal properties are compared where both are there", () => {
    const twice = object("must be an object", {
      first: required(text),
      second: required(
        string("must be a string", minLength(2, "too short")),
        equals("first", "must be equal to first"),
      ),
    });
    expect(problems(twice, { first: "ab", second: "ac" })).toEqual([
      "/second equals: must be equal to first",
    ]);
    expect(problems(twice, { first: "ab", second: "a" })).toEqual(["/second minLength: too short"]);
    expect(problems(twice, { second: "ab" })).toEqual(["/first required: is required"]);
    expect(problems(twice, { first: "ab", second: "ab" })).toEqual([]);
  });
});

test("arrays report their items by index, then themselves", () => {
  const check = array("must be an array", text, maxItems(2, "at most 2"), uniqueItems("unique"));
  expect(problems(check, ["a", 1, 2])).toEqual([
    "/1 type: must be a string",
    "/2 type: must be a string",
    " maxItems: at most 2",
  ]);
  expect(problems(check, ["a", "a"])).toEqual([" uniqueItems: unique"]);
});

test("unique items are compared by value", () => {
  const check = array("must be an array", anything("any"), uniqueItems("unique"));
  expect(
    problems(check, [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ]),
  ).toHaveLength(1);
  expect(problems(check, [1, "1", [1], { a: 1 }, [["a", 1]], null, false, 0])).toEqual([]);
});

test("unique items are those that were sent, not what is kept of them", () => {
  const check = array("must be an array", text, uniqueItems("unique"));
  expect(problems(check, [1, 2])).toEqual(["/0 type: must be a string", "/1 type: must be a string"]);
  const named = array("must be an array", object("must be an object", { a: optional(text) }), uniqueItems("unique"));
  expect(problems(named, [{ a: "x", b: 1 }, { a: "x", b: 2 }])).toEqual([]);
});
