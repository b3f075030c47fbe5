/**
 * Text of a document reaches generated code only through one of these kinds, each made by one constructor of its
 * language, so that nothing from outside can become code.
 */
declare const kind: unique symbol;
type Branded<Kind extends string> = string & { readonly [kind]: Kind };

/** A name that is legal and free in its scope. */
export type Identifier = Branded<"identifier">;
/** A quoted and escaped literal of the language. */
export type Literal = Branded<"literal">;
/** One line of text that cannot end a comment. */
export type Comment = Branded<"comment">;
/** An expression or a type, composed of the other kinds. */
export type Code = Branded<"code">;

/** The only way to make code of a template of parts that are safe themselves. */
export function code(
  parts: TemplateStringsArray,
  ...values: readonly (Identifier | Literal | Code | number | boolean)[]
): Code {
  return String.raw({ raw: parts.raw }, ...values) as Code;
}

export function joined(parts: readonly (Identifier | Literal | Code)[], separator: string): Code {
  return parts.join(separator) as Code;
}
