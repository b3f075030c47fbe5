/** Texts of the seed: readable, numbered, within the limits of their schema. */
import type { Schema } from "../../model/index.js";
import { textLiteral } from "../literals.js";
import { keepsRules, limitOf } from "./limits.js";

type StringSchema = Extract<Schema, { type: "string" }>;

/** A family of numbered texts, both as SQL over a number and as the value itself, to be checked against rules. */
interface Family {
  readonly sql: (n: string) => string;
  readonly value: (n: number) => string;
  /** Different texts that it has. */
  readonly capacity: number;
}

export interface Texts {
  readonly sql: (n: string) => string;
  readonly capacity: number;
}

/**
 * Texts for numbers from 1 to `rows`: word, gap and number (`Title 1`), `title1`, `TITLE1`, digits, or one fixed
 * text, whichever the rules allow first.
 */
export function numberedTexts(
  schema: StringSchema,
  word: string,
  gap: string,
  rows: number,
): Texts {
  const samples = [1, 9, 10, Math.max(1, rows)];
  for (const family of families(schema, word, gap, rows)) {
    if (samples.every((n) => keepsRules(schema, family.value(n)))) return family;
  }
  const fixed = fixedText(schema, word);
  return { sql: () => textLiteral(fixed), capacity: 1 };
}

/** One text that keeps the rules where that can be found by trying, e.g. the name of a test account. */
export function fixedText(schema: StringSchema, word: string): string {
  const least = limitOf(schema, "minLength") ?? 0;
  const most = limitOf(schema, "maxLength") ?? Number.POSITIVE_INFINITY;
  const fit = (text: string): string => {
    const clipped = [...text].slice(0, most).join("");
    return clipped.padEnd(Math.min(least, most), clipped.at(-1) ?? "x");
  };
  const ending = schema.format === "email" ? "@example.com" : "";
  const plain = word.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const tries = [
    word,
    plain,
    word.toUpperCase(),
    plain.replaceAll(/[0-9]/g, ""),
    "a",
    "A",
    "1",
    "0",
  ];
  const fitted = [...tries.map((text) => (ending === "" ? fit(text) : text + ending)), ...SHAPES];
  return fitted.find((text) => keepsRules(schema, text)) ?? fit(word);
}

/** Texts of usual shapes, for patterns that words and numbers do not match. */
const SHAPES: readonly string[] = [
  "+15550100",
  "#00aa11",
  "1.0.0",
  "v1.0.0",
  "AB",
  "ABC",
  "ABC-123",
  "abc-123",
  "2026-01",
  "12:00",
  "12:00:00",
  "00000",
  "https://example.com/",
  "example.com",
  "127.0.0.1",
  "en-US",
  "EUR",
];

function families(
  schema: StringSchema,
  word: string,
  gap: string,
  rows: number,
): readonly Family[] {
  const plain = word.toLowerCase().replaceAll(/[^a-z0-9]/g, "") || "x";
  const digits = String(Math.max(1, rows)).length;
  const least = limitOf(schema, "minLength") ?? 0;
  const most = limitOf(schema, "maxLength") ?? Number.POSITIVE_INFINITY;
  if (schema.format === "email") return [prefixed(plain, "@example.com", digits, least, most)];
  return [
    prefixed(word + gap, "", digits, least, most),
    prefixed(plain, "", digits, least, most),
    prefixed(plain.toUpperCase(), "", digits, least, most),
    padded(Math.max(1, least, Math.min(digits, most))),
    padded(Math.min(Math.max(least, 1), 18)),
  ];
}

/** `prefix` cut so that the number still fits, the number, `suffix`; filled up on the left with zeros. */
function prefixed(
  prefix: string,
  suffix: string,
  digits: number,
  least: number,
  most: number,
): Family {
  const room = Math.max(0, Math.min(prefix.length, most - digits - suffix.length));
  const start = [...prefix].slice(0, room).join("");
  const width = least - start.length - suffix.length;
  const ending = suffix === "" ? "" : ` || ${textLiteral(suffix)}`;
  return {
    value: (n) => start + String(n).padStart(width, "0") + suffix,
    sql: (n) =>
      `${textLiteral(start)} || ${width > digits ? `lpad(${n}::text, ${width}, '0')` : padLess(n, width)}${ending}`,
    capacity: 10 ** Math.min(15, Math.max(0, most - start.length - suffix.length)) - 1,
  };
}

/** A number that may be shorter than `width` for small values only. */
function padLess(n: string, width: number): string {
  return width > 1 ? `lpad(${n}::text, greatest(length(${n}::text), ${width}), '0')` : `${n}::text`;
}

/** Exactly `width` digits. */
function padded(width: number): Family {
  return {
    value: (n) => String(n % 10 ** width).padStart(width, "0"),
    sql: (n) => `lpad((${n} % ${10 ** Math.min(width, 15)})::text, ${width}, '0')`,
    capacity: 10 ** Math.min(width, 15) - 1,
  };
}
