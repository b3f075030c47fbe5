/** Positions in a text, and the text they stand in. */

/** A text with the name that messages call it by. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** Position in the text, both from 1; a column is a UTF-16 code unit. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** The text that it stands in; without it, the one that is being read. */
  readonly origin?: SourceText;
}

/** All lines of a text, without their ends and without a byte-order mark. */
export function splitLines(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
}

/** Where another place is, as told at one: `on line 3`, and in which file if that is another. */
export function seenFrom(here: Place, other: Place): string {
  const { line, origin } = other;
  return origin === undefined || origin.file === here.origin?.file
    ? `on line ${line}`
    : `at ${origin.file}:${line}`;
}
