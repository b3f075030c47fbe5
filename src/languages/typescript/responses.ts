/** Response schemas as fast-json-stringify compiles them: only what decides the text. */
import type { Json, Operation, Schema } from "../../model/index.js";
import { givenStatuses } from "../answers.js";

/**
 * By status, for those documented responses that an operation itself gives. With a status of failure a handler's answer
 * shares it with failures that are thrown, which may hold more than its schema says.
 */
export function responseSchemas(operation: Operation): { status: number; schema: Json }[] {
  const isCustom = operation.behavior.kind === "custom";
  const given = new Set(
    givenStatuses(operation).filter((status) => !isCustom || (status >= 200 && status < 300)),
  );
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
