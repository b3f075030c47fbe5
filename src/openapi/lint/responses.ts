/** Errors that an operation can answer, against those that it documents. */
import type { Operation } from "../../model/index.js";
import type { LintedOperation } from "./lint.js";

export function lintResponses({ document: { context }, raw, operation }: LintedOperation): void {
  // Errors of a WebSocket are none of HTTP.
  if (operation.behavior.kind === "echo") return;
  for (const { key, status, place, schema, unserved } of raw.responses) {
    const isError = key === "default" || /^[45]/.test(key);
    if (isError && schema === null && !unserved && status !== 405) {
      context.report("error-schema-missing", place, { status: key });
    }
  }
  const documented = new Set(raw.responses.map(({ key }) => key));
  if (documented.has("default") || documented.has("4XX")) return;
  const missing = errorsOf(operation).filter((status) => !documented.has(String(status)));
  if (missing.length === 0) return;
  const statuses = missing.join(", ");
  context.report("error-responses", raw.place, { operation: raw.name, statuses });
}

/** Statuses that follow from what is asked of a request; those that any request may get are left out. */
function errorsOf({ access, behavior, body, parameters, invalidStatus }: Operation): number[] {
  const found = new Set<number>();
  if (body !== null) found.add(400);
  if (body !== null || parameters.some((one) => one.in !== "path")) found.add(invalidStatus);
  if (access.kind === "restricted") {
    found.add(401);
    if (access.alternatives.every(({ roles }) => roles.length > 0)) found.add(403);
  }
  switch (behavior.kind) {
    case "login":
    case "refresh":
      found.add(401);
      break;
    case "retrieve":
    case "replace":
    case "update":
    case "delete":
    case "choice":
      found.add(404);
      break;
    default:
  }
  return [...found].toSorted((a, b) => a - b);
}
