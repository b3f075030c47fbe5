/** Schemas as TypeScript types. */
import type { Property, Schema } from "../../model/index.js";
import { type Code, code, joined } from "../text.js";
import { propertyKey, value } from "./literals.js";

/** Given a schema and its type, another spelling of it, such as a name. */
export type Naming = (schema: Schema, type: Code) => Code;

export function typeOf(schema: Schema, naming: Naming = (_, type) => type): Code {
  const type = naming(schema, bareType(schema, naming));
  return schema.nullable && schema.type !== "any" && schema.type !== "null"
    ? code`${type} | null`
    : type;
}

function bareType(schema: Schema, naming: Naming): Code {
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
      return code`(${typeOf(schema.items, naming)})[]`;
    case "object": {
      const { properties, additionalProperties: others } = schema;
      const rest = code`Record<string, ${typeof others === "string" ? code`unknown` : typeOf(others, naming)}>`;
      if (properties.length === 0) return rest;
      const declared = code`{ ${joined(
        properties.map((property) => propertyType(property, naming)),
        "; ",
      )} }`;
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
export function propertyType(
  { name, required, schema }: Pick<Property, "name" | "required" | "schema">,
  naming?: Naming,
): Code {
  return required || schema.default !== undefined
    ? code`${propertyKey(name)}: ${typeOf(schema, naming)}`
    : code`${propertyKey(name)}?: ${typeOf(schema, naming)}`;
}
