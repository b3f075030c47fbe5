/** The fields that a request's body fills, and the body's schema as the behavior has it. */
import type {
  Entity,
  Field,
  ObjectSchema,
  Property,
  Schema,
  StoredField,
} from "../../model/index.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { Place } from "../../source/index.js";
import { storingProblem } from "../entities/fit.js";
import type { RawBody, RawOperation } from "../read/operation.js";
import type { Inference } from "./inference.js";

export interface Stored {
  readonly stored: readonly StoredField[];
  readonly body: ObjectSchema;
}

/** What a body writes: `null` after a report, where it is no object. */
export function storedFields(
  inference: Inference,
  operation: RawOperation,
  body: RawBody,
  entity: Entity,
  kind: "create" | "replace" | "update",
): Stored | null {
  const { context, reader } = inference.document;
  const schema = objectBody(inference, body);
  if (schema === null) return null;
  const raw = reader.properties(body.schema);
  const stored: StoredField[] = [];
  const properties = schema.properties.map((property): Property => {
    const place = raw.find(({ name }) => name === property.name)?.place ?? body.place;
    const field =
      property.equals === undefined ? fieldFor(inference, entity, property, place, kind) : null;
    if (field !== null) stored.push({ property: property.name, field: field.name });
    return forKind(property, field, kind);
  });
  if (kind === "create") checkComplete(inference, operation, entity, properties, stored);
  if (kind === "replace") checkReplaced(inference, operation, entity, properties, stored);
  if (kind !== "update" && !body.required && properties.some(({ required }) => required)) {
    context.report("body-is-required", body.place, {});
  }
  return { stored, body: { ...schema, properties } };
}

/** The body as an object; `null` after a report. */
export function objectBody({ document }: Inference, body: RawBody): ObjectSchema | null {
  const schema = document.reader.lower(body.schema, "request");
  if (schema.type === "object") return schema;
  document.context.report("body-not-object", body.schema.place, {});
  return null;
}

/** The field that a property fills; `null` where it fills none, which is reported. */
function fieldFor(
  { document: { context } }: Inference,
  entity: Entity,
  { name, schema }: Property,
  place: Place,
  kind: "create" | "replace" | "update",
): Field | null {
  const field = entity.fields.find((one) => one.name === name);
  if (field === undefined) {
    const suggestion = didYouMean(
      name,
      entity.fields.map((one) => one.name),
    );
    context.report("no-such-field", place, { entity: entity.name, field: name, suggestion });
    return null;
  }
  const reason = unwritable(entity, field, kind);
  if (reason !== null) {
    context.report("property-without-effect", place, { property: name, reason });
    return null;
  }
  const problem = storingProblem(
    schema,
    field.role.kind === "password" ? unlimited(field.schema) : field.schema,
    field.nullable,
  );
  if (problem !== null)
    context.report("field-type", place, { property: name, entity: entity.name, problem });
  return field;
}

/** Why a body cannot fill the field; `null` when it can. */
function unwritable(
  entity: Entity,
  field: Field,
  kind: "create" | "replace" | "update",
): string | null {
  if (field.role.kind === "owner") return "the owner is the caller";
  if (field.name === entity.key && kind !== "create") return "a key does not change";
  switch (field.fill) {
    case "client":
      return null;
    case "identity":
    case "uuid":
      return "the database makes it";
    case "created":
    case "updated":
      return "the server sets the time";
    case "default":
      return "it always has its default";
  }
}

/** What is stored of a password is its hash, whatever the length of the plain text. */
function unlimited(schema: Schema): Schema {
  if (schema.type !== "string") return schema;
  const { maxLength: _, ...rest } = schema;
  return rest;
}

function forKind(
  property: Property,
  field: Field | null,
  kind: "create" | "replace" | "update",
): Property {
  const { schema } = property;
  if (kind === "update") {
    const { default: _, ...rest } = schema;
    return { ...property, required: false, schema: rest };
  }
  const byField = field?.schema.default;
  if (property.required || schema.default !== undefined || byField === undefined) return property;
  // Null would not pass a property that does not allow it; leaving it out stores the same.
  return byField === null && !schema.nullable
    ? property
    : { ...property, schema: { ...schema, default: byField } };
}

/** A row needs a value in each field that cannot be null. */
function checkComplete(
  { document: { context } }: Inference,
  operation: RawOperation,
  entity: Entity,
  properties: readonly Property[],
  stored: readonly StoredField[],
): void {
  for (const field of entity.fields) {
    if (field.nullable || field.fill !== "client") continue;
    if (field.role.kind === "owner") {
      if (operation.access.kind === "public") {
        const problem = `${operation.name} is open to all, so that there is no caller to own the row`;
        context.report("invalid-owner", operation.place, { property: field.name, problem });
      }
    } else if (!hasValue(field, properties, stored)) {
      reportMissing(context, operation, entity, field);
    }
  }
}

/** PUT writes all that its body may hold, so that an absent property must have something to become. */
function checkReplaced(
  { document: { context } }: Inference,
  operation: RawOperation,
  entity: Entity,
  properties: readonly Property[],
  stored: readonly StoredField[],
): void {
  for (const field of entity.fields) {
    const isStored = stored.some((one) => one.field === field.name);
    if (!isStored || field.nullable || hasValue(field, properties, stored)) continue;
    reportMissing(context, operation, entity, field);
  }
}

function hasValue(
  field: Field,
  properties: readonly Property[],
  stored: readonly StoredField[],
): boolean {
  const property = stored.find((one) => one.field === field.name)?.property;
  const own = properties.find(({ name }) => name === property);
  if (own === undefined) return field.schema.default !== undefined;
  return own.required || own.schema.default !== undefined;
}

function reportMissing(
  context: Inference["document"]["context"],
  operation: RawOperation,
  entity: Entity,
  field: Field,
): void {
  context.report("field-without-value", operation.place, {
    operation: operation.name,
    entity: entity.name,
    field: field.name,
  });
}
