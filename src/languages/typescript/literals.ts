/** Spellings of TypeScript for text and values of a document (ECMA-262, 12.9). */
import type { Json } from "../../model/index.js";
import { type Code, type Comment, type Literal, code, joined } from "../text.js";

/** A double-quoted string literal. */
export function literal(text: string): Literal {
  return escapeUnprintable(JSON.stringify(text)) as Literal;
}

/** What would be no text in a file, or could not be seen in it. */
function escapeUnprintable(text: string): string {
  return text.replace(
    // oxlint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A template literal over several lines, whose text begins on a line of its own. */
export function textBlock(text: string): Literal {
  const escaped = text.replace(/[\\`]|\$\{/g, "\\$&").replaceAll("\r", "\\r");
  return `\`${escaped.startsWith("\n") ? "" : "\n"}${escaped}\`` as Literal;
}

export function comment(text: string): Comment {
  return text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replaceAll("*/", "*\\/")
    .trim() as Comment;
}

/** A regular expression literal with the `u` flag, of a pattern that was checked to be one. */
export function regularExpression(pattern: string): Literal {
  return `/${escapeUnprintable(new RegExp(pattern, "u").source)}/u` as Literal;
}

/** A property name in an object literal or a type. */
export function propertyKey(name: string): Code {
  // Written plainly, this one name would set the prototype instead of a property.
  if (name === "__proto__") return code`["__proto__"]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? (name as Code) : code`${literal(name)}`;
}

/** The property of an object: `body.title` or `body["it's"]`. */
export function member(object: Code, name: string): Code {
  return /^[A-Za-z_$][\w$]*$/.test(name)
    ? (`${object}.${name}` as Code)
    : code`${object}[${literal(name)}]`;
}

/** Any JSON value as an expression. */
export function value(json: Json): Code {
  if (json === null || typeof json === "boolean" || typeof json === "number") {
    return String(json) as Code;
  }
  if (typeof json === "string") return code`${literal(json)}`;
  if (Array.isArray(json)) return code`[${joined((json as readonly Json[]).map(value), ", ")}]`;
  const entries = Object.entries(json).map(
    ([name, part]) => code`${propertyKey(name)}: ${value(part)}`,
  );
  return code`{ ${joined(entries, ", ")} }`;
}
