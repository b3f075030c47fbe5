/** Texts that keep the rules of a schema: plain ones where they fit, else ones that a pattern spells. */
import { parseRegExpLiteral } from "@eslint-community/regexpp";
import type { AST } from "@eslint-community/regexpp";
import type { Schema } from "../../model/index.js";
import { findProblems } from "./oracle.js";
import type { Random } from "./random.js";

type StringSchema = Extract<Schema, { type: "string" }>;

/** One text; different each time as far as the schema leaves room. `null` where none was found. */
export function validText(schema: StringSchema, word: string, random: Random): string | null {
  const tag = random.tag();
  const [least, most] = lengths(schema);
  const tries = [
    ...formatted(schema, random, tag),
    `${word} ${tag}`,
    tag,
    `${word}${tag}`,
    tag.toUpperCase(),
    lettersOf(tag),
    lettersOf(tag).toUpperCase(),
    String(random.next() + random.under(1_000_000) * 1000),
  ].flatMap((text) => [text, fit(text, least, most)]);
  const fitting = tries.filter((text) => keeps(schema, text));
  const fresh = fitting.find((text) => random.isFresh(text));
  if (fresh !== undefined) return fresh;
  // Few texts fit some patterns: by chance two would be equal, which a unique field refuses.
  let last = fitting[0] ?? null;
  for (let attempt = 0; attempt < 20; attempt++) {
    const text = spelled(schema, random);
    if (text === null) break;
    if (random.isFresh(text)) return text;
    last = text;
  }
  return last;
}

/** A text of exactly so many code points; of astral characters where they may stand, which UTF-16 counts twice. */
export function textOfLength(schema: StringSchema, length: number, random: Random): string | null {
  const tries = ["\u{1F600}", "é", "a", "A", "1", "-"].map((character) => character.repeat(length));
  if (schema.format === "email" && length > 2) tries.push(`${"a".repeat(length - 2)}@b`);
  const found = tries.find((text) => keeps(schema, text));
  if (found !== undefined) return found;
  for (let attempt = 0; attempt < 40; attempt++) {
    const text = spelled(schema, random, length);
    if (text !== null && [...text].length === length) return text;
  }
  return null;
}

/** The least and the greatest length in code points. */
export function lengths(schema: Schema): readonly [number, number] {
  const of = (code: "minLength" | "maxLength"): number[] =>
    schema.rules.flatMap((rule) => (rule.code === code ? [rule.limit] : []));
  return [Math.max(0, ...of("minLength")), Math.min(Number.POSITIVE_INFINITY, ...of("maxLength"))];
}

function keeps(schema: StringSchema, text: string): boolean {
  return findProblems(schema, text).length === 0;
}

/** Filled up or cut from the left, where the tag that makes it different is the end. */
function fit(text: string, least: number, most: number): string {
  const points = [...text];
  if (points.length > most) return points.slice(-most).join("");
  return text.padStart(text.length + Math.max(0, least - points.length), "x");
}

/** Digits as letters, so that a tag fits where only letters may stand. */
function lettersOf(tag: string): string {
  return tag.replaceAll(/\d/g, (digit) => "ghijklmnop".charAt(Number(digit)));
}

function formatted({ format }: StringSchema, random: Random, tag: string): string[] {
  const two = (below: number, from = 0): string =>
    String(from + random.under(below)).padStart(2, "0");
  const day = `20${two(100)}-${two(12, 1)}-${two(28, 1)}`;
  if (format === undefined) return [];
  switch (format) {
    case "date":
      return [day];
    case "date-time":
      return [`${day}T${two(24)}:${two(60)}:${two(60)}.${two(100)}0Z`];
    case "uuid": {
      const digits = (count: number): string =>
        Array.from({ length: count }, () => random.under(16).toString(16)).join("");
      return [`${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`];
    }
    case "email":
      return [`${tag}@example.com`, `${tag}@b`];
  }
}

/** What the last of the patterns spells, if it keeps the other rules as well. */
function spelled(schema: StringSchema, random: Random, length?: number): string | null {
  const patterns = schema.rules.flatMap((rule) => (rule.code === "pattern" ? [rule.pattern] : []));
  for (const pattern of patterns.toReversed()) {
    const { pattern: root } = parseRegExpLiteral(new RegExp(pattern, "u"));
    for (let attempt = 0; attempt < 30; attempt++) {
      const text = spell(root, random, length ?? random.under(12));
      if (keeps(schema, text)) return text;
    }
  }
  return null;
}

/** @param long how often a part without an upper limit is repeated beyond its least */
function spell(
  node: AST.Pattern | AST.Element | AST.Alternative,
  random: Random,
  long: number,
): string {
  switch (node.type) {
    case "Pattern":
    case "Group":
    case "CapturingGroup": {
      const chosen = node.alternatives[random.under(node.alternatives.length)];
      return chosen === undefined ? "" : spell(chosen, random, long);
    }
    case "Alternative":
      return node.elements.map((element) => spell(element, random, long)).join("");
    case "Quantifier": {
      const most = Math.min(node.max, node.min + long);
      const times =
        node.max === Number.POSITIVE_INFINITY ? most : node.min + random.under(most - node.min + 1);
      return Array.from({ length: times }, () => spell(node.element, random, long)).join("");
    }
    case "Character":
      return String.fromCodePoint(node.value);
    case "CharacterClass":
    case "CharacterSet":
      return oneOf(node.raw, random);
    case "Assertion":
    case "Backreference":
    case "ExpressionCharacterClass":
      return "";
  }
}

/** Characters in the order in which a reader would choose them. */
const ALPHABET = [
  ..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.:/@+#!$%&'()*,;<=>?[]^`{|}~\"\\éßΩ日\u{1F600}\n\t\u2028",
];

function oneOf(characters: string, random: Random): string {
  const expression = new RegExp(`^(?:${characters})$`, "u");
  const fitting = ALPHABET.filter((character) => expression.test(character));
  return fitting[random.under(fitting.length)] ?? "";
}
