/** Operations of the document to operations of the model. */
import type { Behavior, Operation, Parameter, Response, Schema } from "../model/index.js";
import { constMessage, enumMessage, typeMessage } from "../model/messages.js";
import type { Document } from "./document.js";
import { successOf } from "./entities/answer.js";
import { checkErrorSchemas } from "./error-schema.js";
import { inferBehavior } from "./infer/behavior.js";
import { callersOf, type Inference, type Inferred } from "./infer/inference.js";
import type { RawOperation, RawParameter } from "./read/operation.js";

/** `null` after a report. */
export function lowerOperation(inference: Inference, raw: RawOperation): Operation | null {
  const { document } = inference;
  const inferred = inferBehavior(inference, raw);
  const parameters = raw.parameters.map((parameter) =>
    lowerParameter(document, parameter, inferred),
  );
  const responses = raw.responses.flatMap(({ status, description, schema }): Response[] =>
    status === null
      ? []
      : [
          {
            status,
            description,
            schema: schema === null ? null : document.reader.lower(schema, "response"),
          },
        ],
  );
  if (inferred === null) return null;
  const { behavior, because } = inferred;
  checkIdle(document, raw, inferred);
  checkErrorSchemas(document, raw, behavior);
  checkCallers(inference, raw, behavior);
  const statuses = new Set(responses.map(({ status }) => status));
  return {
    id: raw.id,
    method: raw.method,
    path: raw.path,
    segments: raw.segments,
    tag: raw.tag,
    summary: raw.summary,
    access: raw.access,
    parameters,
    body: bodyOf(raw, inferred),
    responses,
    invalidStatus: statuses.has(422) ? 422 : 400,
    conflictStatus: statuses.has(409) ? 409 : 400,
    behavior,
    because,
  };
}

/** A body that the behavior does not read is none: such requests are answered as if it were not documented. */
function bodyOf({ body }: RawOperation, inferred: Inferred): Operation["body"] {
  if (body === null || inferred.body === null) return null;
  const { body: schema } = inferred;
  const needed = schema.type === "object" && schema.properties.some(({ required }) => required);
  return { required: body.required || needed, mediaType: body.mediaType, schema };
}

function lowerParameter(
  { context, reader }: Document,
  raw: RawParameter,
  inferred: Inferred | null,
): Parameter {
  const schema = inferred?.narrowed?.get(raw) ?? reader.lower(raw.schema, "request");
  const list = schema.type === "array" ? raw.list : null;
  const value = schema.type === "array" && list !== null ? schema.items : schema;
  if (!isScalar(value)) context.report("parameter-not-scalar", raw.place, { name: raw.name });
  return {
    name: raw.name,
    in: raw.in,
    required: raw.required,
    schema: withoutNull(schema),
    ...(list !== null && { list }),
  };
}

function isScalar({ type }: Schema): boolean {
  return type === "string" || type === "integer" || type === "number" || type === "boolean";
}

/** Null cannot be written into a URL or a header, so that no message should offer it. */
function withoutNull(given: Schema): Schema {
  const schema = given.type === "array" ? { ...given, items: withoutNull(given.items) } : given;
  if (!schema.nullable || schema.type === "any") return schema;
  const rules = schema.rules.map((rule) => {
    if (rule.code === "enum") return { ...rule, message: enumMessage(rule.values, false) };
    return rule.code === "const" ? { ...rule, message: constMessage(rule.value, false) } : rule;
  });
  const { default: byDefault, ...rest } = schema;
  const plain = { ...rest, nullable: false, typeMessage: typeMessage(schema.type, false), rules };
  return byDefault === undefined || byDefault === null ? plain : { ...plain, default: byDefault };
}

/** Where it matters who calls, callers have to be accounts of one kind. */
function checkCallers(inference: Inference, raw: RawOperation, behavior: Behavior): void {
  const matters = behavior.kind === "currentUser" || ("owned" in behavior && behavior.owned);
  const callers = callersOf(inference, raw);
  if (!matters || callers.size < 2) return;
  const names = [...callers].map((name) => `"${name}"`).join(" and ");
  const problem = `it lets in accounts of ${names}, and its answer depends on who calls`;
  inference.document.context.report("action-needs", raw.place, {
    operation: raw.name,
    action: behavior.kind,
    problem,
  });
}

/** What the operation declares and its behavior does not use. */
function checkIdle(
  { context }: Document,
  raw: RawOperation,
  { behavior, body, used }: Inferred,
): void {
  for (const parameter of raw.parameters) {
    if (!used.includes(parameter))
      context.report("parameter-without-effect", parameter.place, { name: parameter.name });
  }
  if (raw.body !== null && body === null) {
    context.report("body-without-effect", raw.body.place, {
      operation: raw.name,
      behavior: behavior.kind,
    });
  }
  const success = successOf(raw);
  for (const { status, key, place } of raw.responses) {
    if (status === null || status >= 300 || status === success?.status || isSent(status, behavior))
      continue;
    context.report("status-never-sent", place, { status: key, operation: raw.name });
  }
}

function isSent(status: number, behavior: Behavior): boolean {
  return behavior.kind === "custom" || (behavior.kind === "echo" && status === 101);
}
