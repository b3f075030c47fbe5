/** An OpenAPI document as types are made of it: without what is only for readers, and as openapi-typescript reads it. */
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

type Fields = Readonly<Record<string, Json>>;

/**
 * The document without prose, so that a change of it is no change of a type. Of properties it says beside their names
 * whether they are `readOnly` or `writeOnly`, also where an `allOf` or a reference does: openapi-typescript looks
 * nowhere else. Where a property can only be null nothing is said, since its `Readable` and `Writable` would drop it.
 * @param document is not changed. Properties that are called as a field of prose stay.
 */
export function typedDocument(document: Json): Json {
  return rewritten(document, document, false);
}

/** @param named whether the names of an object are the author's */
function rewritten(value: Json, document: Json, named: boolean): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item) => rewritten(item, document, false));
  }
  return Object.fromEntries(
    Object.entries(value as Fields).flatMap(([name, part]): [string, Json][] => {
      if (named) return [[name, rewritten(part, document, false)]];
      if (EXAMPLES.has(name)) return [];
      if (PROSE.has(name)) return [[name, ""]];
      if (DATA.has(name) || name.startsWith("x-")) return [[name, part]];
      const inner = rewritten(part, document, NAMED.has(name));
      return [[name, name === "properties" ? marked(inner, document) : inner]];
    }),
  );
}

/** @param properties by name */
function marked(properties: Json, document: Json): Json {
  const schemas = fieldsOf(properties);
  if (schemas === null) return properties;
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]): [string, Json] => {
      const fields = fieldsOf(schema);
      if (fields === null) return [name, schema];
      const marks = MARKS.filter((mark) => says(fields, mark, document, new Set()));
      const shown = isNull(fields) ? {} : fields;
      return [name, { ...shown, ...Object.fromEntries(marks.map((mark) => [mark, true])) }];
    }),
  );
}

const MARKS = ["readOnly", "writeOnly"] as const;

/** @param seen references on the way here */
function says(
  schema: Fields,
  mark: (typeof MARKS)[number],
  document: Json,
  seen: ReadonlySet<string>,
): boolean {
  if (schema[mark] === true) return true;
  const { allOf, $ref: reference } = schema;
  const parts = Array.isArray(allOf) ? (allOf as readonly Json[]) : [];
  if (typeof reference !== "string") {
    return parts.some((part) => says(fieldsOf(part) ?? {}, mark, document, seen));
  }
  if (seen.has(reference)) return false;
  const there = [...parts, follow(reference, document)];
  return there.some((part) =>
    says(fieldsOf(part) ?? {}, mark, document, new Set([...seen, reference])),
  );
}

function isNull({ type, const: only, enum: values }: Fields): boolean {
  return type === "null" || only === null || allAre(type, "null") || allAre(values, null);
}

function allAre(list: Json | undefined, one: Json): boolean {
  return Array.isArray(list) && list.length > 0 && list.every((item) => item === one);
}

/** What a reference into the document names (RFC 6901), which has been checked. */
function follow(reference: string, document: Json): Json {
  const tokens = reference.replace(/^#\/?/, "").split("/");
  return tokens.reduce<Json>((node, token) => {
    const name = decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
    return fieldsOf(node)?.[name] ?? null;
  }, document);
}

function fieldsOf(value: Json): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null;
}
