/**
 * Values of a JSON text replaced where they stand, every other byte left as it is: a text that is parsed and written
 * again would hide how it was written.
 */

/** Names and `*` for every item of an array. */
export type Path = readonly string[];

interface Cursor {
  readonly text: string;
  at: number;
}

/** No JSON text (RFC 8259). */
class Malformed extends Error {}

/**
 * The text with the value at each path replaced by what `replace` makes of its text, or left where that is null.
 * A text that is no JSON comes back as it is.
 */
export function splice<T extends { readonly path: Path }>(
  text: string,
  places: readonly T[],
  replace: (raw: string, place: T) => string | null,
): string {
  if (places.length === 0) return text;
  const cursor: Cursor = { text, at: 0 };
  const parts: string[] = [];
  let kept = 0;

  /** @param open places that the path so far leads to, and how many of their names are passed */
  function value(open: readonly T[], depth: number): void {
    const start = cursor.at;
    const first = text[cursor.at];
    if (first === "{") members(open, depth);
    else if (first === "[") items(open, depth);
    else scalar(cursor);
    const [here] = open.filter(({ path }) => path.length === depth);
    const replaced = here === undefined ? null : replace(text.slice(start, cursor.at), here);
    if (replaced === null) return;
    parts.push(text.slice(kept, start), replaced);
    kept = cursor.at;
  }

  function members(open: readonly T[], depth: number): void {
    list(cursor, "}", () => {
      const start = cursor.at;
      scalar(cursor);
      const name = JSON.parse(text.slice(start, cursor.at)) as unknown;
      skipSpace(cursor);
      expect(cursor, ":");
      skipSpace(cursor);
      value(
        open.filter(({ path }) => path.length > depth && path[depth] === name),
        depth + 1,
      );
    });
  }

  function items(open: readonly T[], depth: number): void {
    const below = open.filter(({ path }) => path[depth] === "*");
    list(cursor, "]", () => value(below, depth + 1));
  }

  try {
    skipSpace(cursor);
    value(places, 0);
  } catch (error) {
    if (error instanceof Malformed || error instanceof SyntaxError) return text;
    throw error;
  }
  return parts.join("") + text.slice(kept);
}

function list(cursor: Cursor, end: string, item: () => void): void {
  cursor.at += 1;
  skipSpace(cursor);
  if (cursor.text[cursor.at] === end) {
    cursor.at += 1;
    return;
  }
  for (;;) {
    item();
    skipSpace(cursor);
    if (cursor.text[cursor.at] === end) break;
    expect(cursor, ",");
    skipSpace(cursor);
  }
  cursor.at += 1;
}

function scalar(cursor: Cursor): void {
  const token = /"(?:[^"\\]|\\.)*"|[-+.\w]+/y;
  token.lastIndex = cursor.at;
  const found = token.exec(cursor.text);
  if (found === null) throw new Malformed();
  cursor.at += found[0].length;
}

function expect(cursor: Cursor, character: string): void {
  if (cursor.text[cursor.at] !== character) throw new Malformed();
  cursor.at += 1;
}

function skipSpace(cursor: Cursor): void {
  while (/[ \t\r\n]/.test(cursor.text[cursor.at] ?? "")) cursor.at += 1;
}
