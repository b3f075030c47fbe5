/** The only value that a schema allows, when there is just one. */
import type { Json, Schema } from "../../model/index.js";

/** `null` where several values are allowed. An object counts when all its properties are required and single. */
export function singleOf(schema: Schema): { readonly value: Json } | null {
  if (schema.type === "null") return { value: null };
  if (schema.nullable) return null;
  if (schema.type === "object") return singleObject(schema);
  for (const rule of schema.rules) {
    if (rule.code === "const") return { value: rule.value };
    const [only] = rule.code === "enum" && rule.values.length === 1 ? rule.values : [];
    if (only !== undefined) return { value: only };
  }
  return null;
}

function singleObject(
  schema: Extract<Schema, { type: "object" }>,
): { readonly value: Json } | null {
  if (schema.properties.length === 0 || typeof schema.additionalProperties !== "string")
    return null;
  const entries: [string, Json][] = [];
  for (const { name, required, schema: own } of schema.properties) {
    if (!required || own.single === undefined) return null;
    entries.push([name, own.single.value]);
  }
  return { value: Object.fromEntries(entries) };
}
