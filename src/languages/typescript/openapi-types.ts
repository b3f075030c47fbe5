/** Types of requests and answers, made by openapi-typescript. */
import { NO_CACHE, type Cache } from "../../cache/index.js";
import type { Json } from "../../model/index.js";
import { phase } from "../../phase.js";
import type { Code } from "../text.js";
import { typedDocument } from "./typed-document.js";

/**
 * A property of this name hides the method that openapi-typescript's own dependency calls on every object, so that
 * it goes by another name while the types are made.
 */
const HIDING = "hasOwnProperty";
const PLACEHOLDER = "gen-bench:has-own-property";

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
  return text.replaceAll(PLACEHOLDER, HIDING);
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
