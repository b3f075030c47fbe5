/** Bodies: what may be too long, and what nobody shows an example of. */
import type { Schema } from "../../model/index.js";
import { child, entriesOf, itemsOf, type Node } from "../../source/index.js";
import type { Context } from "../context.js";
import { resolve } from "../reference.js";
import type { LintedOperation } from "./lint.js";

export function lintBody(linted: LintedOperation): void {
  const { document, raw } = linted;
  const { context } = document;
  if (raw.body === null) return;
  reportStrings(linted);
  reportArrays(linted, raw.body.schema, new Set());
  const body = child(raw.node, "requestBody");
  if (body !== undefined && !hasExample(context, body, new Set())) {
    context.report("request-example", raw.body.place, { operation: raw.name });
  }
}

/** Formats whose grammar has an end. */
const SHORT_FORMATS: ReadonlySet<string> = new Set(["date", "date-time", "uuid"]);

function reportStrings({ document, api, raw, operation }: LintedOperation): void {
  const { reader, context } = document;
  const { behavior } = operation;
  if (raw.body === null || !("stored" in behavior)) return;
  const entity = api.entities.find(({ name }) => name === behavior.entity);
  const properties = reader.properties(raw.body.schema);
  for (const { property: name, field } of behavior.stored) {
    const role = entity?.fields.find((one) => one.name === field)?.role.kind;
    const property = properties.find((one) => one.name === name);
    // Of a password only its hash is stored.
    if (property === undefined || role === "password") continue;
    if (isEndless(reader.lowerProperty(property, "request"))) {
      context.report("string-limit", property.place, { property: name });
    }
  }
}

function isEndless(schema: Schema): boolean {
  return (
    schema.type === "string" &&
    schema.maxLength === undefined &&
    schema.choices === undefined &&
    schema.single === undefined &&
    !SHORT_FORMATS.has(schema.format ?? "")
  );
}

function reportArrays(linted: LintedOperation, node: Node, seen: Set<Node>): void {
  const { reader, context } = linted.document;
  if (seen.has(node)) return;
  seen.add(node);
  for (const property of reader.properties(node)) {
    if (property.readOnly) continue;
    const schema = reader.lowerProperty(property, "request");
    if (schema.type === "array" && schema.rules.every(({ code }) => code !== "maxItems")) {
      context.report("array-limit", property.place, { property: property.name });
    }
    for (const inner of property.nodes) {
      reportArrays(linted, inner, seen);
      const items = child(resolve(context, inner), "items");
      if (items !== undefined) reportArrays(linted, items, seen);
    }
  }
}

/** Whether an example stands anywhere in the body or in what it refers to. */
function hasExample(context: Context, node: Node, seen: Set<Node>): boolean {
  const target = resolve(context, node);
  if (seen.has(target)) return false;
  seen.add(target);
  return (
    entriesOf(target).some(
      ({ name, value }) =>
        name === "example" || name === "examples" || hasExample(context, value, seen),
    ) || itemsOf(target).some((item) => hasExample(context, item, seen))
  );
}
