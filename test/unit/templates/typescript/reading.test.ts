/** How texts from outside are read: JSON, query strings, parameters. */
import { describe, expect, test } from "vitest";
import { echo } from "../../../../templates/typescript/_language/static/src/echo.js";
import { parseJson } from "../../../../templates/typescript/_language/static/src/json.js";
import {
  offsetLinks,
  pageLinks,
} from "../../../../templates/typescript/_language/static/src/paging.js";
import {
  asBoolean,
  asInteger,
  asNumber,
  cookieParameters,
  headerParameters,
  optionalParameter,
  pathParameters,
  queryParameters,
  requiredParameter,
  asText,
} from "../../../../templates/typescript/_language/static/src/parameters.js";
import type { Issue } from "../../../../templates/typescript/_language/static/src/problem.js";
import {
  parseQuery,
  queryString,
} from "../../../../templates/typescript/_language/static/src/query.js";
import {
  integer,
  string,
} from "../../../../templates/typescript/_language/static/src/validation.js";

describe("JSON", () => {
  test.each([
    ['{"a":1,"a":2}', { a: 2 }],
    [" [1.0, 1e0] ", [1, 1]],
    ['"\\ud83d\\ude00"', "\u{1f600}"],
    ['"\\\\ud800\\\\\\uD83D\\uDE00\\uD83D\\uDE00"', "\\ud800\\\u{1f600}\u{1f600}"],
    ["[".repeat(64) + "]".repeat(64), undefined],
    ['"[[[["', "[[[["],
    ['"\\"[" ', '"['],
  ])("%j is read", (text, expected) => {
    const value = parseJson(Buffer.from(text));
    if (expected !== undefined) expect(value).toEqual(expected);
  });
  test.each([
    "",
    "{",
    "{} {}",
    "NaN",
    "{a:1}",
    "// x\n1",
    "\ufeff{}",
    '"\\ud800"',
    '{"\\udc00":1}',
    '{"a":"\\ud800","a":1}',
    '"\\ud800\\ud83d\\ude00"',
    '"\\ud83d\\ude00\\ude00"',
    '"\\ud83d\\\\\\ude00"',
    "[".repeat(65) + "]".repeat(65),
    "[".repeat(20_000),
  ])("%j is refused", (text) => {
    expect(() => parseJson(Buffer.from(text))).toThrow("Malformed JSON");
  });
  test("invalid UTF-8 is refused", () => {
    expect(() => parseJson(Buffer.from([0x22, 0xff, 0x22]))).toThrow("Malformed JSON");
  });
  test("__proto__ is plain data", () => {
    const value = parseJson(Buffer.from('{"__proto__":{"admin":true}}')) as Record<string, unknown>;
    expect(Object.hasOwn(value, "__proto__")).toBe(true);
    expect(value["admin"]).toBeUndefined();
  });
});

describe("query strings", () => {
  test.each<[text: string, expected: [string, string[]][]]>([
    ["", []],
    [
      "a=1&b=2&a=3",
      [
        ["a", ["1", "3"]],
        ["b", ["2"]],
      ],
    ],
    ["a", [["a", [""]]]],
    [
      "a=&&=b",
      [
        ["a", [""]],
        ["", ["b"]],
      ],
    ],
    ["q=a+b%20c%2B", [["q", ["a b c+"]]]],
    ["%61=%C3%A9", [["a", ["é"]]]],
    ["a=b=c", [["a", ["b=c"]]]],
  ])("%j", (text, expected) => {
    expect([...(parseQuery(text) ?? [])]).toEqual(expected);
  });
  test.each(["a=%", "a=%zz", "a=%ff", "%c3=1"])("%j is malformed", (text) => {
    expect(parseQuery(text)).toBeUndefined();
  });
  test("values are written canonically", () => {
    const text = queryString([
      ["q", "a b!'()*~é/"],
      ["none", undefined],
      ["page", 3],
      ["on", true],
    ]);
    expect(text).toBe("?q=a%20b%21%27%28%29%2A~%C3%A9%2F&page=3&on=true");
  });
});

describe("parameters", () => {
  test.each([
    [asInteger, ["0", "-0", "007", "-12"], [0, 0, 7, -12]],
    [
      asInteger,
      ["", "1.0", "1e3", "0x10", " 1", "+1", "abc"],
      ["", "1.0", "1e3", "0x10", " 1", "+1", "abc"],
    ],
    [asInteger, ["9".repeat(400)], [Number.MAX_VALUE]],
    [asNumber, ["1.5", "-0.25", "1e3"], [1.5, -0.25, 1000]],
    [asNumber, [".5", "1.", "0x1", ""], [".5", "1.", "0x1", ""]],
    [asBoolean, ["true", "false", "TRUE", "1"], [true, false, "TRUE", "1"]],
  ])("%o of %j", (decode, texts, expected) => {
    expect(texts.map(decode)).toEqual(expected);
  });

  const page = optionalParameter(asInteger, integer("must be an integer"));
  const name = requiredParameter(asText, string("must be a string"));

  test("query: absent, repeated, required", () => {
    const check = queryParameters<{ page?: number; name: string }>({ page, name });
    const issues: Issue[] = [];
    expect(check(parseQuery("name=x") ?? new Map(), issues)).toEqual({ name: "x" });
    expect(issues).toEqual([]);
    check(parseQuery("page=1&page=2") ?? new Map(), issues);
    expect(issues).toEqual([
      { in: "query", field: "page", code: "single", message: "must be given once" },
      { in: "query", field: "name", code: "required", message: "is required" },
    ]);
  });
  test("headers in any case, cookies by name", () => {
    const issues: Issue[] = [];
    const header = headerParameters<{ "X-Page"?: number }>({ "X-Page": page });
    expect(header({ "x-page": "3" }, issues)).toEqual({ "X-Page": 3 });
    const cookie = cookieParameters<{ page?: number }>({ page });
    expect(cookie({ cookie: "a=1; page=4" }, issues)).toEqual({ page: 4 });
    expect(issues).toEqual([]);
  });
  test("path: what breaks its schema is nothing", () => {
    const check = pathParameters<{ "user-id": number }>(
      { "user-id": requiredParameter(asInteger, integer("must be an integer")) },
      { "user-id": "userId" },
    );
    expect(check({ userId: "12" })).toEqual({ "user-id": 12 });
    expect(check({ userId: "1abc" })).toBeUndefined();
  });
});

describe("page links", () => {
  const at = (page: number) => `?page=${page}`;
  test.each([
    [25, 1, 10, "?page=2", null],
    [25, 3, 10, null, "?page=2"],
    [25, 9, 10, null, "?page=8"],
    [20, 2, 10, null, "?page=1"],
    [0, 1, 10, null, null],
  ])("%i rows, page %i of %i", (count, page, size, next, previous) => {
    expect(pageLinks(count, page, size, at)).toEqual({ next, previous });
  });
  test.each([
    [25, 0, 10, "?page=10", null],
    [25, 5, 10, "?page=15", "?page=0"],
    [25, 20, 10, null, "?page=10"],
  ])("%i rows, offset %i, limit %i", (count, offset, limit, next, previous) => {
    expect(offsetLinks(count, offset, limit, at)).toEqual({ next, previous });
  });
});

test.each([
  ["hello", "Echo: hello"],
  ['{"a": 1}', '{"echo":{"a": 1}}'],
  ["1", '{"echo":1}'],
  ["", "Echo: "],
])("echo of %j", (text, expected) => {
  expect(echo(text)).toBe(expected);
});
