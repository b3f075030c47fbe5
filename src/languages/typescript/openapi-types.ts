/** Types of requests and answers, made by openapi-typescript. */
import type { Json } from "../../model/index.js";
import type { Code } from "../text.js";

/**
 * A property of this name hides the method that openapi-typescript's own dependency calls on every object, so that
 * it goes by another name while the types are made.
 */
const HIDING = "hasOwnProperty";
const PLACEHOLDER = "gen-bench:has-own-property";

/** @param document the bundled OpenAPI document; it is not changed. */
export async function openapiTypes(document: Json): Promise<Code> {
  const { astToString, default: openapiTS } = await import("openapi-typescript");
  const copy = renamed(document) as unknown as Parameters<typeof openapiTS>[0];
  const text = astToString(await openapiTS(copy, { readWriteMarkers: true, silent: true }));
  return text.replaceAll(PLACEHOLDER, HIDING) as Code;
}

function renamed(value: Json): Json {
  if (value === HIDING) return PLACEHOLDER;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(renamed);
  const entries = Object.entries(value as Record<string, Json>);
  return Object.fromEntries(
    entries.map(([name, part]) => [name === HIDING ? PLACEHOLDER : name, renamed(part)]),
  );
}
