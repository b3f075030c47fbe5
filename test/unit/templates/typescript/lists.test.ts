/** Lists as parameters: read from requests, and written into links. */
import { expect, test } from "vitest";
import {
  asInteger,
  asText,
  commaList,
  headerList,
  headerParameters,
  optionalParameter,
  queryParameters,
  repeated,
} from "../../../../templates/typescript/_language/static/src/parameters.js";
import type { Issue } from "../../../../templates/typescript/_language/static/src/problem.js";
import {
  parseQuery,
  queryString,
} from "../../../../templates/typescript/_language/static/src/query.js";
import {
  array,
  integer,
  string,
} from "../../../../templates/typescript/_language/static/src/validation.js";

const numbers = array("must be an array", integer("must be an integer"));
const texts = array("must be an array", string("must be a string"));

const inQuery = queryParameters<{ many?: number[]; words?: string[]; one?: number[] }>({
  many: repeated(optionalParameter(asInteger, numbers)),
  words: optionalParameter(commaList(asText), texts),
  one: optionalParameter(commaList(asInteger), numbers),
});

test.each([
  ["", {}],
  ["many=1", { many: [1] }],
  ["many=2&words=a&many=007", { many: [2, 7], words: ["a"] }],
  ["words=a,b%2Cc,+d", { words: ["a", "b", "c", " d"] }],
  ["words=", { words: [""] }],
  ["words=,", { words: ["", ""] }],
  ["one=1,-0", { one: [1, 0] }],
])("%s", (query, expected) => {
  const issues: Issue[] = [];
  const values = inQuery(parseQuery(query) ?? new Map(), issues);
  expect(issues).toEqual([]);
  expect({ ...values }).toEqual(expected);
});

test.each([
  ["many=1&many=", "many/1", "type"],
  ["many=1,2", "many/0", "type"],
  ["one=1,,2", "one/1", "type"],
  ["one=1&one=2", "one", "single"],
])("%s breaks %s", (query, field, code) => {
  const issues: Issue[] = [];
  inQuery(parseQuery(query) ?? new Map(), issues);
  expect(issues.map((issue) => [issue.in, issue.field, issue.code])).toEqual([
    ["query", field, code],
  ]);
});

test("white space around the commas of a header means nothing", () => {
  const check = headerParameters<{ "X-Words"?: string[] }>({
    "X-Words": optionalParameter(headerList(asText), texts),
  });
  const values = check({ "x-words": "a ,\tb c,,d" }, []);
  expect(values["X-Words"]).toEqual(["a", "b c", "", "d"]);
});

test("links hold an item after the other", () => {
  const text = queryString([
    ["kind", ["a b", "c"]],
    ["none", undefined],
    ["page", 2],
  ]);
  expect(text).toBe("?kind=a%20b&kind=c&page=2");
});
