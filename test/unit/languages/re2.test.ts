import { expect, test } from "vitest";
import { re2 } from "../../../src/languages/re2.js";

const SPACE = String.raw`\x{9}-\x{d} \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;

test.each([
  ["", ""],
  ["^[a-z]+$", "^[a-z]+$"],
  [String.raw`^[\p{L}\p{N}_.@+-]+$`, String.raw`^[\p{L}\p{N}_.@+\-]+$`],
  [String.raw`\P{Lu}[^\P{Lu}]`, String.raw`\P{Lu}[^\P{Lu}]`],
  ["a.b", String.raw`a[^\n\r\x{2028}\x{2029}]b`],
  [String.raw`\d\D\w\W\b\B`, String.raw`\d\D\w\W\b\B`],
  [String.raw`[\d\D\w\W]`, String.raw`[\d\D\w\W]`],
  [String.raw`\s`, `[${SPACE}]`],
  [String.raw`\S`, `[^${SPACE}]`],
  [String.raw`[\sx]`, `[${SPACE}x]`],
  [
    String.raw`[\S]`,
    String.raw`[\x{0}-\x{8}\x{e}-\x{1f}!-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}` +
      String.raw`\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}]`,
  ],
  ["(a|b)(?:c|)(?<name>d)", "(?:a|b)(?:c|)(?:d)"],
  ["a*b+c?d{2}e{2,}f{2,3}", "a*b+c?d{2}e{2,}f{2,3}"],
  ["a*?b+?c??d{2}?e{0,}f{1,}g{0,1}", "a*?b+?c??d{2}?e*f+g?"],
  ["(?:a*)*", "(?:a*)*"],
  [String.raw`\u{1F600}é\x41\cA\t\0\/`, String.raw`\x{1f600}\x{e9}A\x{1}\x{9}\x{0}/`],
  [String.raw`\\\.\+\*\?\(\)\|\[\]\{\}\^\$`, String.raw`\\\.\+\*\?\(\)\|\[\]\{\}\^\$`],
  [String.raw`[\\\]\^\-[a&&b~~c]`, String.raw`[\\\]\^\-\[a\&\&b\~\~c]`],
  [String.raw`[\b]`, String.raw`[\x{8}]`],
])("%j is %j", (pattern, wanted) => {
  expect(re2(pattern)).toBe(wanted);
});

test("what no document may hold is an error of ours", () => {
  expect(() => re2("(?=a)")).toThrow("no RE2 for (?=a)");
});
