/** `gen-bench explain`: what each operation of a document will do, and why. */
import type { Explanation } from "../openapi/index.js";
import { documentPath, loadApi } from "./document.js";
import type { ExitCode } from "./exit.js";
import { formatTable } from "./table.js";
import type { Terminal } from "./terminal.js";

/** A table for people, or the same rows as JSON, on standard output. */
export async function runExplain(
  options: { readonly spec: string | undefined; readonly format: "text" | "json" },
  terminal: Terminal,
): Promise<ExitCode> {
  const api = await loadApi(documentPath(options.spec, terminal), terminal);
  const { explain } = await import("../openapi/index.js");
  const rows = explain(api);
  const { out, outColors } = terminal;
  switch (options.format) {
    case "json":
      out(`${JSON.stringify(rows, null, 2)}\n`);
      return 0;
    case "text": {
      const head = ["OPERATION", "BEHAVIOR", "RESOURCE", "FILTERS", "PAGING", "ACCESS", "WHY"];
      out(formatTable([head.map(outColors.bold), ...rows.map(cells)]));
      return 0;
    }
  }
}

function cells(row: Explanation): string[] {
  const { operation, behavior, resource, filters, paging, access, because } = row;
  const all = [operation, behavior, resource, filters.join(", "), paging, access, because];
  return all.map((cell) => cell || "-");
}
