/** Diagnostics for people: place, code, what is wrong, the line with a caret, what to do. */
import type { Diagnostic } from "./reporter.js";
import { printable } from "./template.js";

export interface PrintOptions {
  /** Escape sequences of ECMA-48; only for a terminal. */
  readonly color?: boolean;
  /** How many are printed before the rest is only counted; 50 without it. */
  readonly limit?: number;
}

/** As much of a source line as fits beside its margin; JSON may stand in a single line. */
const WIDTH = 110;

const COLORS = { error: 31, warning: 33, hint: 36 } as const;

/** All diagnostics and a last line that counts them; "" where there are none. Ends with a newline. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  { color = false, limit = 50 }: PrintOptions = {},
): string {
  if (diagnostics.length === 0) return "";
  const parts = diagnostics.slice(0, limit).map((diagnostic) => printOne(diagnostic, color));
  const hidden = diagnostics.length - parts.length;
  const count = [
    counted(diagnostics.filter(({ severity }) => severity === "error").length, "error"),
    counted(diagnostics.filter(({ severity }) => severity === "warning").length, "warning"),
    counted(diagnostics.filter(({ severity }) => severity === "hint").length, "hint"),
  ].filter((text) => text !== "");
  return `${parts.join("\n")}\n${count.join(", ")}${hidden > 0 ? ` (${hidden} not shown)` : ""}\n`;
}

function printOne(diagnostic: Diagnostic, color: boolean): string {
  const { file, line, column, code, severity, message, remedy, source } = diagnostic;
  const paint = (style: number, text: string): string =>
    color ? `\u001B[${style}m${text}\u001B[0m` : text;
  const place = `${printable(file)}:${line}:${column}`;
  const head = `${paint(1, place)}  ${paint(COLORS[severity], code)}  ${message}`;
  const margin = String(line).length;
  const { text, caret } = excerpt(source, column);
  return [
    head,
    `  ${paint(2, `${line} |`)} ${text}`,
    `  ${paint(2, `${" ".repeat(margin)} |`)} ${" ".repeat(caret)}${paint(COLORS[severity], "^")}`,
    `  ${remedy}`,
    "",
  ].join("\n");
}

/** A window of the line around the column; `caret` counts code points into it. */
function excerpt(
  source: string,
  column: number,
): { readonly text: string; readonly caret: number } {
  const before = [...printable(source.slice(0, column - 1).replaceAll("\t", " "))];
  const after = [...printable(source.slice(column - 1).replaceAll("\t", " "))];
  const start = before.length > WIDTH - 30 ? before.length - (WIDTH - 40) : 0;
  const shown = [...before.slice(start), ...after].slice(0, WIDTH);
  const cut = start + shown.length < before.length + after.length;
  const lead = start > 0 ? "…" : "";
  return {
    text: `${lead}${shown.join("")}${cut ? "…" : ""}`.trimEnd(),
    caret: before.length - start + lead.length,
  };
}

function counted(count: number, name: string): string {
  return count === 0 ? "" : `${count} ${name}${count === 1 ? "" : "s"}`;
}
