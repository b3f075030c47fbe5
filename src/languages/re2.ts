/**
 * Patterns in the syntax of RE2, for languages whose regular expressions are no ECMA-262: Go's `regexp` as it is.
 * What means another thing there is spelt out (`.`, `\s`, `\S`), or written by code point.
 */
import { RegExpParser } from "@eslint-community/regexpp";
import type { AST } from "@eslint-community/regexpp";

/** First and last code point. */
type Range = readonly [number, number];

const LAST = 0x10ffff;

/** ECMA-262, WhiteSpace and LineTerminator, in order. */
const SPACES: readonly Range[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const LINE_ENDS = String.raw`\n\r\x{2028}\x{2029}`;

/**
 * A pattern that matches the same texts. Groups capture nothing.
 * @param pattern ECMA-262 with the flag `u`, in the subset that a document may use.
 */
export function re2(pattern: string): string {
  const ast = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(pattern, 0, pattern.length, {
    unicode: true,
  });
  return alternatives(ast.alternatives);
}

function alternatives(all: readonly AST.Alternative[]): string {
  return all.map(({ elements }) => elements.map(element).join("")).join("|");
}

function element(node: AST.Element): string {
  switch (node.type) {
    case "Character":
      return character(node.value, /[\\.+*?()|[\]{}^$]/);
    case "CharacterSet":
      return characterSet(node);
    case "CharacterClass":
      return `[${node.negate ? "^" : ""}${node.elements.map(classElement).join("")}]`;
    case "Group":
    case "CapturingGroup":
      return `(?:${alternatives(node.alternatives)})`;
    case "Quantifier":
      return `${element(node.element)}${quantity(node)}`;
    case "Assertion":
      return assertion(node);
    case "Backreference":
    case "ExpressionCharacterClass":
      throw unsupported(node);
  }
}

function quantity({ min, max, greedy }: AST.Quantifier): string {
  const lazy = greedy ? "" : "?";
  if (min === 0 && max === 1) return `?${lazy}`;
  if (max === Number.POSITIVE_INFINITY) {
    if (min < 2) return `${min === 0 ? "*" : "+"}${lazy}`;
    return `{${min},}${lazy}`;
  }
  return min === max ? `{${min}}${lazy}` : `{${min},${max}}${lazy}`;
}

function assertion(node: AST.Assertion): string {
  switch (node.kind) {
    case "start":
      return "^";
    case "end":
      return "$";
    case "word":
      return node.negate ? String.raw`\B` : String.raw`\b`;
    case "lookahead":
    case "lookbehind":
      throw unsupported(node);
  }
}

function characterSet(node: AST.CharacterSet): string {
  switch (node.kind) {
    case "any":
      return `[^${LINE_ENDS}]`;
    case "space":
      return `[${node.negate ? "^" : ""}${ranges(SPACES)}]`;
    default:
      return classElement(node);
  }
}

function classElement(node: AST.CharacterClassElement): string {
  switch (node.type) {
    case "Character":
      return inClass(node.value);
    case "CharacterClassRange":
      return `${inClass(node.min.value)}-${inClass(node.max.value)}`;
    case "CharacterSet":
      switch (node.kind) {
        case "digit":
          return node.negate ? String.raw`\D` : String.raw`\d`;
        case "word":
          return node.negate ? String.raw`\W` : String.raw`\w`;
        case "space":
          return ranges(node.negate ? others(SPACES) : SPACES);
        case "property":
          return node.raw;
      }
      break;
    case "CharacterClass":
    case "ClassStringDisjunction":
    case "ExpressionCharacterClass":
      break;
  }
  throw unsupported(node);
}

function ranges(all: readonly Range[]): string {
  return all
    .map(([first, last]) =>
      first === last ? inClass(first) : `${inClass(first)}-${inClass(last)}`,
    )
    .join("");
}

/** All code points between and around these ranges, which are in order. */
function others(all: readonly Range[]): readonly Range[] {
  const starts = [0, ...all.map(([, last]) => last + 1)];
  const ends = [...all.map(([first]) => first - 1), LAST];
  return starts.map((start, index) => [start, ends[index] ?? LAST] as const);
}

function inClass(codePoint: number): string {
  return character(codePoint, /[\\\]^[\-&~]/);
}

/** @param special the characters that mean something else. */
function character(codePoint: number, special: RegExp): string {
  const text = String.fromCodePoint(codePoint);
  if (codePoint < 0x20 || codePoint > 0x7e) return `\\x{${codePoint.toString(16)}}`;
  return special.test(text) ? `\\${text}` : text;
}

/** The model holds no such pattern: the document would have been refused. */
function unsupported({ raw }: { readonly raw: string }): Error {
  return new Error(`no RE2 for ${raw}`);
}
