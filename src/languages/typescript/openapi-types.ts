/** Types of requests and answers, made by openapi-typescript. */
import { NO_CACHE, type Cache } from "../../cache/index.js";
import type { Json } from "../../model/index.js";
import { phase } from "../../phase.js";
import type { Code } from "../text.js";
import { typedDocument } from "./typed-document.js";

/**
 * What goes by another name while the types are made: properties that hide the methods which openapi-typescript's own
 * dependency calls on every object, or which it finds on objects that have none of that name; and a percent sign, which
 * that takes for the beginning of an escape in any name.
 */
const HIDING: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));
const PLACEHOLDER = "gen-bench:own:";
const PERCENT = "gen-bench:percent";

/**
 * Prose of the document is left out: it stands in `openapi.json` beside the types, and a change of it is no change of
 * a type.
 * @param document the bundled OpenAPI document; it is not changed.
 */
export async function openapiTypes(document: Json, cache: Cache = NO_CACHE): Promise<Code> {
  const types = typedDocument(document);
  const from = ["openapi-typescript", JSON.stringify(types)];
  return (await phase("types", () => cache.remember(from, () => makeTypes(types)))) as Code;
}

async function makeTypes(document: Json): Promise<string> {
  const { astToString, default: openapiTS } = await phase(
    "load",
    () => import("openapi-typescript"),
  );
  const copy = renamed(document) as unknown as Parameters<typeof openapiTS>[0];
  const text = astToString(await openapiTS(copy, { readWriteMarkers: true, silent: true }));
  return text.replaceAll(PLACEHOLDER, "").replaceAll(PERCENT, "%");
}

function renamed(value: Json): Json {
  if (typeof value === "string") return renamedText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(renamed);
  const entries = Object.entries(value as Record<string, Json>).map(([name, part]) => {
    const isReference = name === "$ref" && typeof part === "string";
    return [renamedText(name), isReference ? renamedReference(part) : renamed(part)];
  });
  return Object.fromEntries(entries) as Json;
}

/** In a reference the percent sign itself is an escape, and others stay what they are (RFC 6901, section 6). */
function renamedReference(reference: string): string {
  const parts = reference.split("/").map((part) => (HIDING.has(part) ? renamedText(part) : part));
  return parts.join("/").replaceAll("%25", PERCENT);
}

function renamedText(text: string): string {
  return HIDING.has(text) ? PLACEHOLDER + text : text.replaceAll("%", PERCENT);
}
