/**
 * Message templates: `{name}` stands for a parameter. A missing or misspelt parameter is a type error, because the
 * names are read from the text of the template itself.
 */

/** The parameter names that a template holds. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** What has to be given to fill `Text`. */
export type Parameters<Text extends string> = { readonly [Name in NamesIn<Text>]: string | number };

/** Longer text of a document is cut: it is there to recognise a place, not to be read. */
const MAX_SHOWN = 200;

/** Puts the parameters in; text of a document can neither end the line nor speak to the terminal. */
export function fill(
  template: string,
  parameters: Readonly<Record<string, string | number>>,
): string {
  return template.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    return value === undefined ? whole : shorten(printable(String(value)));
  });
}

/** Control characters, line ends, directional marks and lone surrogates as escapes. */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= MAX_SHOWN ? text : `${characters.slice(0, MAX_SHOWN).join("")}…`;
}
