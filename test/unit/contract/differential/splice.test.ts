import { describe, expect, test } from "vitest";
import { splice, type Path } from "../../../../src/contract/differential/splice.js";

const mark = (text: string, ...paths: readonly Path[]): string =>
  splice(
    text,
    paths.map((path) => ({ path })),
    () => "<x>",
  );

describe("values replaced in a text", () => {
  test.each<[string, string, readonly Path[], string]>([
    ["a property", '{"a":1,"b":"t"}', [["b"]], '{"a":1,"b":<x>}'],
    ["in every item", '[{"a":1},{"a":2},{"b":3}]', [["*", "a"]], '[{"a":<x>},{"a":<x>},{"b":3}]'],
    ["below others", '{"r":[{"a":[1]}],"a":2}', [["r", "*", "a"]], '{"r":[{"a":<x>}],"a":2}'],
    ["the root", "12", [[]], "<x>"],
    ["of equal names all", '{"a":1,"a":2}', [["a"]], '{"a":<x>,"a":<x>}'],
    ["names with escapes", '{"a\\"\\u0062":1}', [['a"b']], '{"a\\"\\u0062":<x>}'],
    ["odd names", '{"__proto__":1,"":2}', [["__proto__"], [""]], '{"__proto__":<x>,"":<x>}'],
    ["nothing that is not there", '{"a":{"b":1}}', [["b"], ["a", "c"]], '{"a":{"b":1}}'],
  ])("%s", (_, text, paths, expected) => {
    expect(mark(text, ...paths)).toBe(expected);
  });

  test("leaves all other bytes as they are", () => {
    const text = ' { "a" : 1.0e+2 ,\n"b":[ ] , "c":"\\u00e9}]" } ';
    expect(mark(text, ["a"])).toBe(text.replace("1.0e+2", "<x>"));
  });

  test.each(["", "{", '{"a"', '{"a":1', '{"a" 1}', "[1,,", '{"a\\', "plain text"])(
    "leaves what is no JSON as it is: %j",
    (text) => {
      expect(mark(text, ["a"], ["*"])).toBe(text);
    },
  );

  test("leaves what the caller leaves", () => {
    expect(splice('{"a":1}', [{ path: ["a"] }], () => null)).toBe('{"a":1}');
  });
});
