/** Spellings of Go for text and values of a document (The Go Programming Language Specification). */
import type { Json } from "../../model/index.js";
import { type Code, type Comment, type Literal, code, joined } from "../text.js";

/** A string literal on one line: raw where quotes or backslashes would need escapes, else interpreted. */
export function literal(text: string): Literal {
  const raw = /["\\]/.test(text) && /^[\x20-\x5f\x61-\x7e\u00a1-\u024f]*$/.test(text);
  return (raw ? `\`${text}\`` : interpreted(text)) as Literal;
}

/** JSON's escapes are Go's as well, but for what no Go source may hold as it is. */
function interpreted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A string literal over several lines, whose text begins on a line of its own. */
export function textBlock(text: string): Literal {
  const plain = /^[\n\t\x20-\x5f\x61-\x7e\u00a1-\u024f]*$/.test(text);
  return (plain ? `\`\n${text}\`` : interpreted(`\n${text}`)) as Literal;
}

/** One line, with which a Go comment ends. Pairs of quotes are written as gofmt writes them in doc comments. */
export function comment(text: string): Comment {
  return text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, " ")
    .replace(/`{2,}|''/g, (quotes) => QUOTES.get(quotes) ?? quotes)
    .trim() as Comment;
}

/** https://go.dev/doc/comment#notes */
const QUOTES: ReadonlyMap<string, string> = new Map([
  ["``", "“"],
  ["''", "”"],
]);

/** Of a JSON value, for `jsonvalue.Must` and for answers that are always the same. */
export function jsonLiteral(json: Json): Literal {
  return literal(JSON.stringify(json));
}

/** `[]string{"a", "b"}` */
export function stringList(texts: readonly string[]): Code {
  return code`[]string{${joined(texts.map(literal), ", ")}}`;
}

const STATUS_NAMES: ReadonlyMap<number, string> = new Map([
  [200, "StatusOK"],
  [201, "StatusCreated"],
  [202, "StatusAccepted"],
  [203, "StatusNonAuthoritativeInfo"],
  [204, "StatusNoContent"],
  [400, "StatusBadRequest"],
  [401, "StatusUnauthorized"],
  [402, "StatusPaymentRequired"],
  [403, "StatusForbidden"],
  [404, "StatusNotFound"],
  [409, "StatusConflict"],
  [410, "StatusGone"],
  [412, "StatusPreconditionFailed"],
  [422, "StatusUnprocessableEntity"],
  [423, "StatusLocked"],
  [429, "StatusTooManyRequests"],
  [500, "StatusInternalServerError"],
  [501, "StatusNotImplemented"],
  [502, "StatusBadGateway"],
  [503, "StatusServiceUnavailable"],
  [504, "StatusGatewayTimeout"],
]);

/** The constant of net/http, or the number where it has none of general use. */
export function statusCode(status: number): Code {
  const name = STATUS_NAMES.get(status);
  return name === undefined ? code`${status}` : (`http.${name}` as Code);
}
