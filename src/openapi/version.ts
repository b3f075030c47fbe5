/** Which OpenAPI a document is written in. */
import type { Reporter } from "../diagnostics/index.js";
import { child, entryOf, numberOf, stringOf, type MapNode, type Node } from "../source/index.js";

export interface Versioned {
  readonly root: MapNode;
  readonly version: "3.0" | "3.1";
}

/** `null` after a report, for what is no OpenAPI document or one of another version. */
export function readVersion(root: Node | null, report: Reporter["report"]): Versioned | null {
  const start = { line: 1, column: 1 };
  const entry = entryOf(root ?? undefined, "openapi");
  const swagger = entryOf(root ?? undefined, "swagger");
  if (entry === undefined && swagger !== undefined) {
    const version = stringOf(swagger.value) ?? String(numberOf(swagger.value) ?? "");
    report("unsupported-version", swagger.place, { version: `${version} (Swagger)`.trim() });
    return null;
  }
  if (root?.kind !== "map" || entry === undefined) {
    report("not-a-document", root?.place ?? start, {});
    return null;
  }
  const version = stringOf(entry.value) ?? String(numberOf(entry.value) ?? "");
  const known = (["3.0", "3.1"] as const).find(
    (prefix) => version === prefix || version.startsWith(`${prefix}.`),
  );
  if (known === undefined) {
    report("unsupported-version", entry.value.place, { version });
    return null;
  }
  const paths = child(root, "paths");
  if (paths === undefined || (paths.kind === "map" && paths.entries.size === 0)) {
    report("no-paths", entryOf(root, "paths")?.place ?? entry.place, {});
    return null;
  }
  return { root, version: known };
}
