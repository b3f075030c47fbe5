/** Response schemas as fast-json-stringify compiles them: only what decides the text. */
import type { Json, Operation, Schema } from "../../model/index.js";
import { givenStatuses } from "../answers.js";

/**
 * By status, for those documented responses that an operation itself gives. None of a custom operation, whose answers
 * share their statuses with failures that hold more than a schema says; they have been put in order already.
 */
export function responseSchemas(operation: Operation): { status: number; schema: Json }[] {
  if (operation.behavior.kind === "custom") return [];
  const given = new Set(givenStatuses(operation));
  return operation.responses.flatMap(({ status, schema }) =>
    schema !== null && given.has(status) ? [{ status, schema: serialization(schema) }] : [],
  );
}

function serialization(schema: Schema): Json {
  const nullable = schema.nullable ? { nullable: true } : {};
  switch (schema.type) {
    case "string":
    case "integer":
    case "number":
    case "boolean":
    case "null":
      return { type: schema.type, ...nullable };
    case "any":
      return {};
    case "array":
      return { type: "array", items: serialization(schema.items), ...nullable };
    case "object": {
      // Without `required`, since fast-json-stringify puts required properties before all others.
      const { properties, additionalProperties: others } = schema;
      return {
        type: "object",
        properties: Object.fromEntries(
          properties.map((property) => [property.name, serialization(property.schema)]),
        ),
        ...(others === "keep" && { additionalProperties: true }),
        ...(typeof others === "object" && { additionalProperties: serialization(others) }),
        ...nullable,
      };
    }
  }
}
