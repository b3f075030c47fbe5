/** Text in columns. */
import { stripVTControlCharacters } from "node:util";

/**
 * Rows of cells as lines, each column as wide as its widest cell, two spaces between, none at the end of a line.
 * Widths count code points, so text beyond ASCII stays aligned (wide East Asian characters do not).
 */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, width(cell));
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - width(cell)))
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join("");
}

/** Escape sequences of colours take no room. */
function width(cell: string): number {
  return [...stripVTControlCharacters(cell)].length;
}
