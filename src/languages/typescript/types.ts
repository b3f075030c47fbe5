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
      const { properties, additionalProperties: others } = schema;
      const rest = code`Record<string, ${typeof others === "string" ? code`unknown` : typeOf(others)}>`;
      if (properties.length === 0) return rest;
      const declared = code`{ ${joined(properties.map(propertyType), "; ")} }`;
      return others === "keep" || typeof others === "object"
        ? code`${declared} & ${rest}`
        : declared;
    }
    case "null":
      return code`null`;
    case "any":
      return code`unknown`;
  }
}

/** A property with a default is there, as openapi-typescript has it. */
function propertyType({ name, required, schema }: Property): Code {
  return required || schema.default !== undefined
    ? code`${propertyKey(name)}: ${typeOf(schema)}`
    : code`${propertyKey(name)}?: ${typeOf(schema)}`;
}
