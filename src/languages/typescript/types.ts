/** Schemas as TypeScript types. */
import type { Property, Schema } from "../../model/index.js";
import { type Code, code, joined } from "../text.js";
import { propertyKey, value } from "./literals.js";

export function typeOf(schema: Schema): Code {
  const type = bareType(schema);
  return schema.nullable && schema.type !== "any" && schema.type !== "null"
    ? code`${type} | null`
    : type;
}

function bareType(schema: Schema): Code {
  for (const rule of schema.rules) {
    if (rule.code === "const") return value(rule.value);
    if (rule.code === "enum")
      return joined(rule.values.filter((one) => one !== null).map(value), " | ");
  }
  switch (schema.type) {
    case "string":
      return code`string`;
    case "integer":
    case "number":
      return code`number`;
    case "boolean":
      return code`boolean`;
    case "array":
      return code`(${typeOf(schema.items)})[]`;
    case "object": {
      if (schema.properties.length === 0) return code`Record<string, unknown>`;
      return code`{ ${joined(schema.properties.map(propertyType), "; ")} }`;
    }
    case "null":
      return code`null`;
    case "any":
      return code`unknown`;
  }
}

function propertyType({ name, required, schema }: Property): Code {
  return required
    ? code`${propertyKey(name)}: ${typeOf(schema)}`
    : code`${propertyKey(name)}?: ${typeOf(schema)}`;
}
