/** One JSON value that keeps a schema: what the seed puts into arrays and free-form columns. */
import type { Json, Schema } from "../../model/index.js";
import { allowedValues, limitOf, stepsOf } from "./limits.js";
import { fixedText } from "./texts.js";

/** A valid value; required properties only, the fewest items. `word` names it. */
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
      return Object.fromEntries(
        schema.properties
          .filter((property) => property.required)
          .map((property) => [property.name, sample(property.schema, property.name)]),
      );
  }
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
