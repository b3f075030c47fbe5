/** Login and refresh: bodies with credentials, answers with tokens. */
import type { Entity, Issue, Property, SecurityScheme } from "../../model/index.js";
import { successOf } from "../entities/answer.js";
import type { RawOperation } from "../read/operation.js";
import { refuse, type Inference, type Inferred } from "./inference.js";
import { objectBody } from "./stored.js";

type Parts = Issue["parts"];

export function inferLogin(
  inference: Inference,
  operation: RawOperation,
  because: string,
): Inferred | null {
  const scheme = schemeOf(inference, operation);
  const account = scheme === null ? null : (inference.entities.get(scheme.account) ?? null);
  if (scheme === null || account === null) {
    return refuse(
      inference,
      operation,
      "login",
      "for whose accounts cannot be told: its body is a projection of none",
    );
  }
  const names = {
    identifier: fieldWith(account, "identifier"),
    password: fieldWith(account, "password"),
  };
  if (names.identifier === null || names.password === null) {
    const missing = names.identifier === null ? "identifier" : "password";
    return refuse(inference, operation, "login", `no field of "${account.name}" is its ${missing}`);
  }
  const body = operation.body === null ? null : objectBody(inference, operation.body);
  if (body === null || operation.body === null)
    return refuse(inference, operation, "login", "it has no body with properties");
  for (const name of [names.identifier, names.password]) {
    const property = body.properties.find((one) => one.name === name);
    if (property?.schema.type !== "string" || property.schema.nullable || !property.required) {
      return refuse(inference, operation, "login", `its body needs a required text "${name}"`);
    }
  }
  checkRequired(inference, operation);
  const issue = issueOf(inference, operation, scheme);
  if (issue === null) return refuse(inference, operation, "login", "its answer has no token");
  return {
    because,
    used: [],
    body,
    behavior: { kind: "login", ...issue, identifier: names.identifier, password: names.password },
  };
}

export function inferRefresh(
  inference: Inference,
  operation: RawOperation,
  because: string,
): Inferred | null {
  const scheme = schemeOf(inference, operation);
  if (scheme === null)
    return refuse(inference, operation, "refresh", "of which security scheme cannot be told");
  const body = operation.body === null ? null : objectBody(inference, operation.body);
  const token = body?.properties.find((property) => property.token === "refresh");
  if (body === null || token === undefined || token.schema.type !== "string" || !token.required) {
    return refuse(
      inference,
      operation,
      "refresh",
      "its body needs a required text with `token: refresh`",
    );
  }
  checkRequired(inference, operation);
  const issue = issueOf(inference, operation, scheme);
  if (issue === null) return refuse(inference, operation, "refresh", "its answer has no token");
  return { because, used: [], body, behavior: { kind: "refresh", ...issue, token: token.name } };
}

/** Properties of the success response with an access token among them. */
export function answersToken({ document }: Inference, operation: RawOperation): boolean {
  const schema = successOf(operation)?.schema;
  if (schema === null || schema === undefined) return false;
  const lowered = document.reader.lower(schema, "response");
  return lowered.type === "object" && lowered.properties.some(({ token }) => token === "access");
}

export function takesRefreshToken({ document }: Inference, operation: RawOperation): boolean {
  const schema = operation.body?.schema;
  if (schema === undefined) return false;
  const lowered = document.reader.lower(schema, "request");
  return lowered.type === "object" && lowered.properties.some(({ token }) => token === "refresh");
}

function issueOf(
  inference: Inference,
  operation: RawOperation,
  scheme: SecurityScheme,
): Issue | null {
  const { context, reader } = inference.document;
  const response = successOf(operation);
  if (response === null || response.schema === null || response.status === null) return null;
  const schema = reader.lower(response.schema, "response");
  if (schema.type !== "object") return null;
  const raw = reader.properties(response.schema);
  const parts = schema.properties.map(withConstant).flatMap((property): Parts[number][] => {
    const place = raw.find(({ name }) => name === property.name)?.place ?? response.place;
    const problem = issueProblem(property);
    if (problem !== null)
      context.report("token-property", place, { property: property.name, problem });
    else if (property.token !== undefined)
      return [{ property: property.name, part: property.token }];
    else context.report("idle-token-property", place, { property: property.name });
    return [];
  });
  return parts.some(({ part }) => part === "access")
    ? { status: response.status, scheme: scheme.name, parts }
    : null;
}

function issueProblem({ token, schema, required }: Property): string | null {
  if (token === undefined) return required ? "nothing says what it holds" : null;
  switch (token) {
    case "access":
    case "refresh":
      return schema.type === "string" && schema.single === undefined ? null : "a token is a text";
    case "expiresIn":
      return schema.type === "integer" || schema.type === "number" ? null : "seconds are a number";
    case "type":
      return schema.type === "string" ? null : "the word before a token is a text";
  }
}

/** A constant text is sent as it is, like the word that says how to send the token. */
function withConstant(property: Property): Property {
  const isConstant = typeof property.schema.single?.value === "string";
  return property.token === undefined && isConstant ? { ...property, token: "type" } : property;
}

/** The scheme of the account that the body is a projection of, else the only one. */
function schemeOf(
  { document, schemes }: Inference,
  operation: RawOperation,
): SecurityScheme | null {
  const component = operation.body === null ? null : document.components.of(operation.body.schema);
  const account = component === null ? null : document.components.origin(component).name;
  const all = [...schemes.values()];
  const own = all.find((scheme) => scheme.account === account);
  return own ?? (all.length === 1 ? (all[0] ?? null) : null);
}

function fieldWith(entity: Entity, role: "identifier" | "password"): string | null {
  return entity.fields.find((field) => field.role.kind === role)?.name ?? null;
}

function checkRequired({ document }: Inference, { body }: RawOperation): void {
  if (body !== null && !body.required) document.context.report("body-is-required", body.place, {});
}
