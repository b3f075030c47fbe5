/** An OpenAPI document without what is only for readers. */
import type { Json } from "../../model/index.js";

/** Texts for readers. They stay as empty ones, since some have to be there. */
const PROSE: ReadonlySet<string> = new Set(["description", "summary", "title"]);

const EXAMPLES: ReadonlySet<string> = new Set(["example", "examples"]);

/** Fields whose value is data, not part of the document. */
const DATA: ReadonlySet<string> = new Set(["const", "default", "enum"]);

/** Fields whose value has names of the author's own, under which the document goes on. */
const NAMED: ReadonlySet<string> = new Set([
  "$defs",
  "callbacks",
  "content",
  "definitions",
  "dependentSchemas",
  "encoding",
  "headers",
  "links",
  "mapping",
  "parameters",
  "pathItems",
  "paths",
  "patternProperties",
  "properties",
  "requestBodies",
  "responses",
  "schemas",
  "securitySchemes",
  "variables",
  "webhooks",
]);

/** @param document is not changed. Properties that are called as a field of prose stay. */
export function withoutProse(document: Json): Json {
  return stripped(document, false);
}

/** @param named whether the names of an object are the author's */
function stripped(value: Json, named: boolean): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => stripped(item, false));
  return Object.fromEntries(
    Object.entries(value as Record<string, Json>).flatMap(([name, part]): [string, Json][] => {
      if (named) return [[name, stripped(part, false)]];
      if (EXAMPLES.has(name)) return [];
      if (PROSE.has(name)) return [[name, ""]];
      if (DATA.has(name) || name.startsWith("x-")) return [[name, part]];
      return [[name, stripped(part, NAMED.has(name))]];
    }),
  );
}
