/**
 * What changes for clients from one version of an API to the next. It compares models, not documents: references,
 * `allOf`, and the order of things make no difference.
 */
import type { Access, Api, Operation, Parameter } from "../model/index.js";
import {
  code,
  REQUIRED,
  createCollector,
  type ApiChange,
  type Collector,
  type Subject,
} from "./change.js";
import { compareSchemas } from "./schemas.js";

/** Breaking changes first, then in the order of the new document. */
export function compareApis(before: Api, after: Api): readonly ApiChange[] {
  const out = createCollector();
  const old = new Map(before.operations.map((operation) => [keyOf(operation), operation]));
  for (const operation of after.operations) {
    const known = old.get(keyOf(operation));
    old.delete(keyOf(operation));
    if (known === undefined) out.add(subjectOf(operation), "is new", false);
    else compareOperations(known, operation, out);
  }
  for (const operation of old.values()) out.add(subjectOf(operation), "is gone", true);
  return out.changes().toSorted((a, b) => Number(b.breaking) - Number(a.breaking));
}

/** Names of path parameters are no business of a client. */
function keyOf({ method, segments }: Operation): string {
  const path = segments.map((one) => (one.kind === "literal" ? encodeURI(one.text) : "{}"));
  return `${method} /${path.join("/")}`;
}

function subjectOf({ method, path }: Operation): Subject {
  return { kind: "operation", name: `${method.toUpperCase()} ${path}` };
}

function compareOperations(before: Operation, after: Operation, out: Collector): void {
  const subject = subjectOf(after);
  if (!admits(after.access, before.access)) {
    out.add(subject, `is for ${callers(after.access)}, not ${callers(before.access)}`, true);
  } else if (!admits(before.access, after.access)) {
    out.add(subject, `is for ${callers(after.access)}, not ${callers(before.access)}`, false);
  }
  compareParameters(before, after, subject, out);
  compareBodies(before, after, subject, out);
  compareResponses(before, after, subject, out);
  if (before.behavior.kind !== after.behavior.kind) {
    out.add(subject, `does a ${after.behavior.kind}, not a ${before.behavior.kind}`, false);
  }
}

/** Whether everybody whom `narrow` lets in is let in by `wide` too. */
function admits(wide: Access, narrow: Access): boolean {
  if (wide.kind === "public") return true;
  if (narrow.kind === "public") return false;
  return narrow.alternatives.every((old) =>
    wide.alternatives.some(
      (now) => now.scheme === old.scheme && now.roles.every((role) => old.roles.includes(role)),
    ),
  );
}

function callers(access: Access): string {
  if (access.kind === "public") return "everybody";
  return access.alternatives
    .map(({ scheme, roles }) => [scheme, ...roles].map(code).join(" with "))
    .join(" or ");
}

function compareParameters(
  before: Operation,
  after: Operation,
  subject: Subject,
  out: Collector,
): void {
  const old = keyed(before);
  for (const [key, parameter] of keyed(after)) {
    const known = old.get(key);
    old.delete(key);
    const name = `${parameter.in} parameter ${code(parameter.name)}`;
    if (known === undefined) {
      const { required } = parameter;
      out.add(subject, `${name} is new${required ? REQUIRED : ""}`, required);
      continue;
    }
    if (!known.required && parameter.required) out.add(subject, `${name} is required`, true);
    if (known.required && !parameter.required) out.add(subject, `${name} is optional`, false);
    if (known.list !== parameter.list) out.add(subject, `${name} is written otherwise`, true);
    const at = { subject, path: parameter.name, direction: "request" } as const;
    compareSchemas(known.schema, parameter.schema, at, out);
  }
  for (const parameter of old.values()) {
    out.add(subject, `${parameter.in} parameter ${code(parameter.name)} is gone`, true);
  }
}

function keyed({ parameters, segments }: Operation): Map<string, Parameter> {
  const places = segments.flatMap((one) => (one.kind === "parameter" ? [one.name] : []));
  return new Map(
    parameters.map((parameter) => [
      parameter.in === "path"
        ? `path ${places.indexOf(parameter.name)}`
        : `${parameter.in} ${parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name}`,
      parameter,
    ]),
  );
}

function compareBodies(
  { body: before }: Operation,
  { body: after }: Operation,
  subject: Subject,
  out: Collector,
): void {
  if (before === null && after === null) return;
  if (before === null || after === null) {
    const required = after?.required === true;
    out.add(subject, after === null ? "takes no body any more" : "takes a body", required);
    return;
  }
  if (before.mediaType !== after.mediaType) {
    out.add(subject, `takes ${code(after.mediaType)}, not ${code(before.mediaType)}`, true);
  }
  if (!before.required && after.required) out.add(subject, "needs a body", true);
  if (before.required && !after.required) out.add(subject, "needs no body any more", false);
  const at = { subject, path: "body", direction: "request" } as const;
  compareSchemas(before.schema, after.schema, at, out);
}

function compareResponses(
  before: Operation,
  after: Operation,
  subject: Subject,
  out: Collector,
): void {
  const old = new Map(before.responses.map((response) => [response.status, response]));
  for (const response of after.responses) {
    const { status, schema } = response;
    const known = old.get(status);
    old.delete(status);
    if (known === undefined) {
      out.add(subject, `may answer ${status}`, false);
    } else if (known.schema !== null && schema !== null) {
      const at = { subject, path: `${status}`, direction: "response" } as const;
      compareSchemas(known.schema, schema, at, out);
    } else if (known.schema !== null) {
      out.add(subject, `answers ${status} without a body`, true);
    } else if (schema !== null) {
      out.add(subject, `answers ${status} with a body`, false);
    }
  }
  for (const { status } of old.values()) {
    out.add(subject, `does not answer ${status} any more`, status < 400);
  }
}
