/** Which schemas let names through that the document does not know, whose order has to be kept. */
import type { Schema } from "../../model/index.js";

export function hasOpenNames(schema: Schema): boolean {
  switch (schema.type) {
    case "any":
      return true;
    case "array":
      return hasOpenNames(schema.items);
    case "object": {
      const { additionalProperties: others, properties } = schema;
      const isOpen = others === "keep" || typeof others === "object";
      return isOpen || properties.some((property) => hasOpenNames(property.schema));
    }
    case "string":
    case "integer":
    case "number":
    case "boolean":
    case "null":
      return false;
  }
}
