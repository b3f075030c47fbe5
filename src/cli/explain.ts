/** `gen-bench explain`: what each operation of a document will do, and why. */
import { printable } from "../diagnostics/template.js";
import type { Explanation } from "../openapi/index.js";
import { documentPath, loadApi } from "./document.js";
import type { ExitCode } from "./exit.js";
import { formatTable } from "./table.js";
import type { Colors, Terminal } from "./terminal.js";

/** A table for people, or the same rows as JSON, on standard output. */
export async function runExplain(
  options: { readonly spec: string | undefined; readonly format: "text" | "json" },
  terminal: Terminal,
): Promise<ExitCode> {
  const api = await loadApi(await documentPath(options.spec, terminal), terminal);
  const { explain } = await import("../openapi/index.js");
  const rows = explain(api);
  const { out, outColors } = terminal;
  switch (options.format) {
    case "json":
      out(`${JSON.stringify(rows, null, 2)}\n`);
      return 0;
    case "text":
      out(formatRows(rows, outColors));
      return 0;
  }
}

const HEAD = ["OPERATION", "BEHAVIOR", "RESOURCE", "FILTERS", "PAGING", "ACCESS"];

/** A table, and below each of its rows the reason, which would make it too wide. */
function formatRows(rows: readonly Explanation[], colors: Colors): string {
  const table = formatTable([HEAD.map(colors.bold), ...rows.map(cells)]);
  const [head, ...lines] = table.trimEnd().split("\n");
  const explained = lines.map((line, index) => {
    return `${line}\n  ${colors.dim(printable(rows[index]?.because ?? ""))}`;
  });
  return `${[head, ...explained].join("\n")}\n`;
}

/** Longer cells are cut, so that one long path does not push the other columns away; JSON has all of it. */
const WIDEST = 60;

function cells(row: Explanation): string[] {
  const { operation, behavior, resource, filters, paging, access } = row;
  return [operation, behavior, resource, filters.join(", "), paging, access].map((text) => {
    const cell = [...printable(text)];
    if (cell.length === 0) return "-";
    return cell.length <= WIDEST ? cell.join("") : `${cell.slice(0, WIDEST - 1).join("")}…`;
  });
}
