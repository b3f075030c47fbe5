/** Values of the document as SQL literals. Nothing but these functions puts text of a document between quotes. */
import type { Json } from "../model/index.js";

/**
 * A text literal on one line, which means the same whatever `standard_conforming_strings` says. NUL, which
 * PostgreSQL cannot store in any text, is left out. Never holds `$#`, which is the place of a parameter in a condition.
 */
export function textLiteral(value: string): string {
  const quoted = value.replaceAll("\0", "").replaceAll("'", "''");
  if (!/[\\\n\r]|[$]#/.test(quoted)) return `'${quoted}'`;
  const escaped = quoted
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("$#", "$\\x23");
  return `E'${escaped}'`;
}

/** A JSON scalar as the literal of its own SQL type; arrays and objects as the text of their JSON. */
export function literal(value: Json): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return String(value);
    case "number":
      return numberLiteral(value);
    case "string":
      return textLiteral(value);
    default:
      return textLiteral(JSON.stringify(value));
  }
}

/** The sign of a negative number binds weaker than a cast, hence the parentheses. */
function numberLiteral(value: number): string {
  const text = Object.is(value, -0) ? "0" : String(value);
  return text.startsWith("-") ? `(${text})` : text;
}

/** Text of a document as one line of a comment. */
export function comment(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return `-- ${text.replaceAll(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, " ").trim()}`;
}
