/** One JSON value that keeps a schema: what the seed puts into arrays and free-form columns. */
import type { Json, Schema } from "../../model/index.js";
import { allowedValues, limitOf, stepsOf } from "./limits.js";
import { fixedText } from "./texts.js";

/** A valid value; the fewest properties and items. `word` names it. */
export function sample(schema: Schema, word: string): Json {
  if (schema.default !== undefined) return schema.default;
  const allowed = allowedValues(schema);
  if (allowed !== null && allowed[0] !== undefined) return allowed[0];
  switch (schema.type) {
    case "string":
      return sampleText(schema, word);
    case "integer":
    case "number":
      return stepsOf(schema).first;
    case "boolean":
      return false;
    case "null":
      return null;
    case "any":
      return {};
    case "array":
      return sampleItems(schema, word);
    case "object":
      return sampleObject(schema);
  }
}

/** The required properties, others that have a default, and as many more as `minProperties` asks for. */
function sampleObject(schema: Extract<Schema, { type: "object" }>): Json {
  const { properties, additionalProperties: others } = schema;
  const least = limitOf(schema, "minProperties") ?? 0;
  const needed = properties.filter((one) => one.required || one.schema.default !== undefined);
  const more = properties.filter((one) => !needed.includes(one));
  const chosen = new Set([...needed, ...more.slice(0, Math.max(0, least - needed.length))]);
  const named = properties
    .filter((property) => chosen.has(property))
    .map((property): [string, Json] => [property.name, sample(property.schema, property.name)]);
  const missing = others === "refuse" || others === "ignore" ? 0 : least - named.length;
  const free = Array.from({ length: Math.max(0, missing) }, (_, place): [string, Json] => {
    const name = `name${place + 1}`;
    return [name, typeof others === "object" ? sample(others, name) : name];
  });
  return Object.fromEntries([...named, ...free]);
}

function sampleText(schema: Extract<Schema, { type: "string" }>, word: string): string {
  const { format } = schema;
  if (format === undefined) return fixedText(schema, word);
  switch (format) {
    case "date":
      return "2026-01-01";
    case "date-time":
      return "2026-01-01T00:00:00.000Z";
    case "uuid":
      return "00000000-0000-4000-8000-000000000001";
    case "email":
      return fixedText(schema, word);
  }
}

function sampleItems(schema: Extract<Schema, { type: "array" }>, word: string): readonly Json[] {
  const count = limitOf(schema, "minItems") ?? 0;
  const unique = schema.rules.some((rule) => rule.code === "uniqueItems");
  const choices = allowedValues(schema.items);
  return Array.from({ length: count }, (_, place) => {
    if (!unique) return sample(schema.items, word);
    if (choices !== null) return choices[place % choices.length] ?? null;
    return schema.items.type === "integer"
      ? stepsOf(schema.items).first + place * stepsOf(schema.items).step
      : sample(schema.items, `${word}${place + 1}`);
  });
}
