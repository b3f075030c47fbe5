/** Response headers: those that every response declares are sent everywhere; the others must mean something else. */
import type { GlobalHeader } from "../model/index.js";
import { booleanOf, child, stringOf, type Entry } from "../source/index.js";
import type { Context } from "./context.js";
import type { RawOperation, RawResponse } from "./read/operation.js";
import { TOKEN } from "./read/parameters.js";
import { resolve } from "./reference.js";

/** Headers that servers send by themselves where HTTP or the wire contract says so. */
const KNOWN: ReadonlySet<string> = new Set([
  "allow",
  "connection",
  "content-length",
  "content-type",
  "date",
  "keep-alive",
  "retry-after",
  "sec-websocket-accept",
  "transfer-encoding",
  "upgrade",
  "www-authenticate",
]);

interface Declared {
  readonly entry: Entry;
  readonly value: GlobalHeader["value"] | null;
  /** Number of responses that declare it. */
  count: number;
}

/** In the order in which the document first declares them. */
export function readHeaders(
  context: Context,
  operations: readonly RawOperation[],
): readonly GlobalHeader[] {
  // An interim response (1xx) is the HTTP library's own.
  const responses = operations.flatMap((operation) =>
    operation.responses
      .filter(({ key }) => !key.startsWith("1"))
      .map((response) => ({ operation, response })),
  );
  const declared = new Map<string, Declared>();
  for (const { response } of responses) {
    for (const entry of response.headers) countHeader(context, entry, declared);
  }
  const headers: GlobalHeader[] = [];
  for (const [name, { entry, value, count }] of declared) {
    if (value === null) continue;
    if (count === responses.length) headers.push({ name: entry.name, value });
    else {
      const lacking = responses.find(({ response }) => !declares(response, name));
      const response = `${lacking?.operation.name ?? ""} ${lacking?.response.key ?? ""}`;
      context.report("header-not-everywhere", entry.place, { name: entry.name, response });
    }
  }
  return headers;
}

function declares(response: RawResponse, name: string): boolean {
  return response.headers.some((entry) => entry.name.toLowerCase() === name);
}

function countHeader(context: Context, entry: Entry, declared: Map<string, Declared>): void {
  const name = entry.name.toLowerCase();
  const known = declared.get(name);
  if (known !== undefined) {
    known.count += 1;
    return;
  }
  const node = resolve(context, entry.value);
  const said = stringOf(context.vocabulary.read(node, "value"));
  const value = (["serverTime", "duration"] as const).find((word) => word === said) ?? null;
  declared.set(name, { entry, value, count: 1 });
  if (!TOKEN.test(entry.name))
    context.report("invalid-header-name", entry.place, { name: entry.name });
  else if (value === null && !KNOWN.has(name)) {
    const required = booleanOf(child(node, "required")) ?? false;
    context.report(required ? "header-without-meaning" : "header-never-sent", entry.place, {
      name: entry.name,
    });
  }
}
