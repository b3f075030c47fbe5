/** Response schemas as fast-json-stringify compiles them: only what decides the text. */
import type { Json, Operation, Schema } from "../../model/index.js";

/** By status, for those documented responses that an operation itself gives. */
export function responseSchemas(operation: Operation): { status: number; schema: Json }[] {
  const given = new Set(givenStatuses(operation));
  return operation.responses.flatMap(({ status, schema }) =>
    schema !== null && given.has(status) ? [{ status, schema: serialization(schema) }] : [],
  );
}

/** Status of the first documented success. */
export function successStatus({ responses }: Operation): number {
  return responses.find(({ status }) => status >= 200 && status < 300)?.status ?? 200;
}

/** Statuses that the function of an operation answers itself; failures are thrown. */
export function givenStatuses(operation: Operation): number[] {
  const { behavior } = operation;
  switch (behavior.kind) {
    case "readiness":
      return [behavior.ready.status, behavior.unready.status];
    case "choices":
    case "choice":
      return [successStatus(operation)];
    case "echo":
      return [];
    default:
      return [behavior.status];
  }
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
