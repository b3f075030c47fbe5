/**
 * The strictest reading of a field: what is sent and received of an entity may narrow a type (an enum, a format, a
 * limit), and a seeded value has to be valid wherever it shows.
 */
import type { Api, Behavior, Field, Operation, Schema } from "../../model/index.js";

/** The field's schema with the rules of every property that shows or stores it. */
export function narrowedSchema(api: Api, entity: string, field: Field): Schema {
  const others = api.operations.flatMap((operation) => schemasOf(operation, entity, field.name));
  return others.reduce(narrow, field.schema);
}

function narrow(schema: Schema, other: Schema): Schema {
  if (schema.type !== other.type) return schema;
  const rules = [...schema.rules, ...other.rules.filter((rule) => !schema.rules.includes(rule))];
  if (schema.type !== "string" || other.type !== "string") return { ...schema, rules };
  const choices = schema.choices ?? other.choices;
  // Formats beside e-mail have column types of their own, which the field alone decides.
  const format = schema.format ?? (other.format === "email" ? other.format : undefined);
  return {
    ...schema,
    rules,
    ...(choices === undefined ? {} : { choices }),
    ...(format === undefined ? {} : { format }),
  };
}

function schemasOf(operation: Operation, entity: string, field: string): readonly Schema[] {
  const { behavior, body, responses } = operation;
  if (!("shown" in behavior) || behavior.entity !== entity) return [];
  const sent = responses.find(({ status }) => status === behavior.status)?.schema ?? null;
  const shown = behavior.shown
    .filter((one) => one.field === field)
    .map(({ property }) => propertyOf(itemOf(behavior, sent), property));
  const stored = storedIn(behavior)
    .filter((one) => one.field === field)
    .map(({ property }) => propertyOf(body?.schema ?? null, property));
  return [...shown, ...stored].filter((schema) => schema !== null);
}

function storedIn(
  behavior: Behavior,
): readonly { readonly property: string; readonly field: string }[] {
  return "stored" in behavior ? behavior.stored : [];
}

/** A list answers an array of the representation, or an envelope around one. */
function itemOf(behavior: Behavior, sent: Schema | null): Schema | null {
  if (behavior.kind !== "list") return sent;
  const items = behavior.envelope === null ? sent : propertyOf(sent, behavior.envelope.items);
  return items?.type === "array" ? items.items : null;
}

function propertyOf(schema: Schema | null, name: string): Schema | null {
  if (schema?.type !== "object") return null;
  return schema.properties.find((property) => property.name === name)?.schema ?? null;
}
