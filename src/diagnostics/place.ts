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
}

/** All lines of a text, without their ends and without a byte-order mark. */
export function splitLines(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
}
