/** Unified diffs for people, coloured where there are colours. */
import { printable } from "../diagnostics/template.js";
import { unifiedDiff, type FileChange } from "../output/diff.js";
import type { Colors } from "./terminal.js";

/**
 * @param limit how many lines are shown before the rest is only counted; all without it. Only a diff without a limit
 * can be applied.
 */
export function printDiff(
  changes: readonly FileChange[],
  colors: Colors,
  limit = Infinity,
): string {
  const lines = changes.flatMap((change) => {
    const text = unifiedDiff(change);
    return text === "" ? [] : text.slice(0, -1).split("\n");
  });
  const shown = lines.slice(0, limit).map((line) => paint(line, colors));
  const hidden = lines.length - shown.length;
  if (hidden > 0) shown.push(`… ${hidden} more lines; --diff shows all`);
  return shown.map((line) => `${line}\n`).join("");
}

function paint(line: string, colors: Colors): string {
  if (!colors.isColorSupported) return line;
  // What a file says must not speak to the terminal.
  const text = printable(line.replaceAll("\t", "    "));
  if (/^(diff --git|--- |\+\+\+ |new file|deleted file)/.test(text)) return colors.bold(text);
  if (text.startsWith("@@")) return colors.cyan(text);
  if (text.startsWith("+")) return colors.green(text);
  if (text.startsWith("-")) return colors.red(text);
  return text;
}
