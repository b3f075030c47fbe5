/** Text of a document must come back as the same text, and as nothing else. */
import { describe, expect, test } from "vitest";
import {
  comment,
  jsonLiteral,
  literal,
  statusCode,
  stringList,
  textBlock,
} from "../../../../src/languages/go/literals.js";

/** The text of a literal, read as Go does (The Go Programming Language Specification, String literals). */
function evaluate(source: string): string {
  if (source.startsWith("`")) {
    const text = source.slice(1, -1);
    // A raw string holds no backtick, and Go drops carriage returns.
    expect(text).not.toMatch(/[`\r]/);
    return text;
  }
  // All escapes of JSON but `\/` mean the same in Go.
  expect(source).not.toMatch(/\\\//);
  return JSON.parse(source) as string;
}

const HOSTILE = [
  "",
  "plain",
  'it\'s "quoted" `ticked`',
  "${os.Exit(1)} %s %!d(MISSING)",
  "*/ os.Exit(1) /*",
  "{{evil}} {{{evil}}}",
  "line\nfeed\rreturn\ttab",
  "\u2028\u2029\ufeff\u0000\u001b\u009f\u200b\u202e\u00ad",
  "\\",
  "\\`\\${",
  "C:\\path\\n",
  "\u{1f600} é 漢",
  "//go:generate rm",
  "</script>",
];

describe.each(HOSTILE)("%j", (text) => {
  test("as a string literal", () => {
    expect(evaluate(literal(text))).toBe(text);
    expect(literal(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
  test("as a block of text", () => {
    expect(evaluate(textBlock(text))).toBe(`\n${text}`);
  });
  test("as a comment", () => {
    expect(comment(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\ufeff]/u);
  });
  test("as JSON", () => {
    expect(JSON.parse(evaluate(jsonLiteral({ [text]: text })))).toEqual({ [text]: text });
  });
});

test("text without need of escapes is raw", () => {
  expect(literal("must be a string")).toBe('"must be a string"');
  expect(literal("^[\\w.]+$")).toBe("`^[\\w.]+$`");
  expect(textBlock("select 1")).toBe("`\nselect 1`");
});

test("lists and statuses", () => {
  expect(stringList(["a", 'b"'])).toBe('[]string{"a", `b"`}');
  expect(statusCode(201)).toBe("http.StatusCreated");
  expect(statusCode(299)).toBe("299");
});
