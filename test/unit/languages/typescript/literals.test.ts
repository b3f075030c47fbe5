/** Text of a document must come back as the same text, and as nothing else. */
import { describe, expect, test } from "vitest";
import {
  comment,
  literal,
  member,
  propertyKey,
  regularExpression,
  textBlock,
  value,
} from "../../../../src/languages/typescript/literals.js";
import { code } from "../../../../src/languages/text.js";

const evaluate = (source: string): unknown => new Function(`return (${source});`)() as unknown;

const HOSTILE = [
  "plain",
  'it\'s "quoted" `ticked`',
  "${process.exit(1)}",
  "*/ process.exit(1) /*",
  "{{evil}} {{{evil}}}",
  "line\nfeed\rreturn\ttab",
  "\u2028\u2029\ufeff\u0000\u001b\u009f",
  "\\",
  "\\`\\${",
  "\u{1f600} é",
  "</script>",
];

describe.each(HOSTILE)("%j", (text) => {
  test("as a string literal", () => {
    expect(evaluate(literal(text))).toBe(text);
    expect(literal(text)).not.toMatch(/[\n\r\u2028\u2029]/);
  });
  test("as a block of text", () => {
    expect(String(evaluate(textBlock(text))).trimStart()).toBe(text.trimStart());
  });
  test("as a comment", () => {
    expect(evaluate(`1 /* ${comment(text)} */ + 1 // ${comment(text)}\n`)).toBe(2);
  });
  test("as a property name", () => {
    expect(evaluate(`{ ${propertyKey(text)}: 1 }`)).toEqual({ [text]: 1 });
    expect(evaluate(`((body) => ${member(code`body`, text)})({ ${propertyKey(text)}: 1 })`)).toBe(
      1,
    );
  });
});

test("__proto__ is a property like any other", () => {
  const made = evaluate(value(JSON.parse('{"__proto__":1,"a":[null,true,-0.5,"x"]}')));
  expect(JSON.stringify(made)).toBe('{"__proto__":1,"a":[null,true,-0.5,"x"]}');
});

test.each([
  "/",
  "a/b",
  "[/]",
  "\\/",
  "^[\\p{L}\\p{N}_.@+-]+$",
  "\n",
  "^[^\u0000\u0085\ufeff]$",
  "",
])("pattern %j", (pattern) => {
  expect(regularExpression(pattern)).toMatch(/^[ -~é]*$/);
  const made = evaluate(regularExpression(pattern)) as RegExp;
  expect(made.flags).toBe("u");
  for (const text of ["", "/", "a/b", "é", "\n", "\u0000"]) {
    expect(made.test(text)).toBe(new RegExp(pattern, "u").test(text));
  }
});
