import { expect, test } from "vitest";
import { comment, literal } from "../../../src/sql/literals.js";

test.each([
  ["it's", "'it''s'"],
  ["a\\", "E'a\\\\'"],
  ["\\'; drop table x; --", "E'\\\\''; drop table x; --'"],
  ["a\0b", "'ab'"],
  ["two\r\nlines", "E'two\\r\\nlines'"],
  ["a$#", "E'a$\\x23'"],
  [-1, "(-1)"],
  [-0, "0"],
  [1e21, "1e+21"],
  [true, "true"],
  [null, "null"],
  [["a'b"], `'["a''b"]'`],
])("%j is the literal %s", (value, expected) => {
  expect(literal(value)).toBe(expected);
});

test("a comment stays on its line", () => {
  expect(comment("a\r\nb\u2028c\u0085drop table x")).toBe("-- a b c drop table x");
});
