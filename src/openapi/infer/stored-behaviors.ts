/** Behaviors on single rows: retrieve, create, replace, update, delete, current user. */
import type { Entity } from "../../model/index.js";
import { child } from "../../source/index.js";
import { answerOf } from "../entities/answer.js";
import type { Component } from "../entities/components.js";
import { meansId } from "../entities/naming.js";
import { itemParameter, type RawOperation, type RawParameter } from "../read/operation.js";
import {
  entityOf,
  isOwned,
  labelOf,
  refuse,
  resourceOf,
  type Inference,
  type Inferred,
} from "./inference.js";
import { shownFields } from "./shown.js";
import { storedFields } from "./stored.js";

export function inferRetrieve(
  inference: Inference,
  operation: RawOperation,
  because: string,
): Inferred | null {
  const answer = answerOf(inference.document, operation);
  const component = answer?.one?.component;
  const entity = entityOf(inference, component);
  if (!answer?.one || component === undefined || entity === null) {
    return refuse(inference, operation, "retrieve", "its answer is no stored component");
  }
  const parameter = keyParameter(inference, operation, entity);
  if (typeof parameter === "string") return refuse(inference, operation, "retrieve", parameter);
  return {
    because,
    used: [parameter],
    body: null,
    behavior: {
      kind: "retrieve",
      entity: entity.name,
      label: labelOf(inference, component),
      status: answer.response.status ?? 200,
      shown: shownFields(inference, entity, answer.one.schema),
      owned: isOwned(inference, entity, operation),
      parameter: parameter.name,
    },
  };
}

export function inferCreate(
  inference: Inference,
  operation: RawOperation,
  because: string,
): Inferred | null {
  const answer = answerOf(inference.document, operation);
  const component = answer?.one?.component;
  const entity = entityOf(inference, component);
  if (!answer?.one || component === undefined || entity === null) {
    return refuse(inference, operation, "create", "its answer is no stored component");
  }
  if (operation.segments.some(({ kind }) => kind === "parameter")) {
    return refuse(inference, operation, "create", "its path has parameters");
  }
  const owned = isOwned(inference, entity, operation);
  const owner = entity.fields.find(({ role }) => role.kind === "owner")?.role;
  if (owner?.kind === "owner" && !owned) {
    const problem = `its rows belong to accounts of "${owner.account}", and it lets in none`;
    return refuse(inference, operation, "create", problem);
  }
  if (operation.body === null) return withoutBody(inference, operation, "create");
  const stored = storedFields(inference, operation, operation.body, entity, "create");
  if (stored === null) return null;
  return {
    because,
    used: [],
    body: stored.body,
    behavior: {
      kind: "create",
      entity: entity.name,
      label: labelOf(inference, component),
      status: answer.response.status ?? 201,
      shown: shownFields(inference, entity, answer.one.schema),
      owned,
      stored: stored.stored,
    },
  };
}

export function inferWrite(
  inference: Inference,
  operation: RawOperation,
  kind: "replace" | "update",
  because: string,
): Inferred | null {
  const answer = answerOf(inference.document, operation);
  const component = answer?.one?.component ?? representationOf(inference, operation);
  const entity = entityOf(inference, component);
  if (component === null || component === undefined || entity === null || answer === null) {
    return refuse(
      inference,
      operation,
      kind,
      "which component it writes cannot be told; name it with `resource`",
    );
  }
  if (answer.response.schema !== null && answer.one === null) {
    return refuse(
      inference,
      operation,
      kind,
      "its answer is neither empty nor the stored component",
    );
  }
  const parameter = keyParameter(inference, operation, entity);
  if (typeof parameter === "string") return refuse(inference, operation, kind, parameter);
  if (operation.body === null) return withoutBody(inference, operation, kind);
  const stored = storedFields(inference, operation, operation.body, entity, kind);
  if (stored === null) return null;
  return {
    because,
    used: [parameter],
    body: stored.body,
    behavior: {
      kind,
      entity: entity.name,
      label: labelOf(inference, component),
      status: answer.response.status ?? 200,
      shown: answer.one === null ? [] : shownFields(inference, entity, answer.one.schema),
      owned: isOwned(inference, entity, operation),
      parameter: parameter.name,
      stored: stored.stored,
    },
  };
}

export function inferDelete(
  inference: Inference,
  operation: RawOperation,
  because: string,
): Inferred | null {
  const component = representationOf(inference, operation);
  const entity = entityOf(inference, component);
  const answer = answerOf(inference.document, operation);
  if (component === null || entity === null || answer === null) {
    return refuse(
      inference,
      operation,
      "delete",
      "which component it deletes cannot be told; name it with `resource`",
    );
  }
  if (answer.response.schema !== null) {
    return refuse(inference, operation, "delete", "its answer has content; answer 204 without any");
  }
  const parameter = keyParameter(inference, operation, entity);
  if (typeof parameter === "string") return refuse(inference, operation, "delete", parameter);
  return {
    because,
    used: [parameter],
    body: null,
    behavior: {
      kind: "delete",
      entity: entity.name,
      label: labelOf(inference, component),
      owned: isOwned(inference, entity, operation),
      status: answer.response.status ?? 204,
      parameter: parameter.name,
    },
  };
}

export function inferCurrentUser(
  inference: Inference,
  operation: RawOperation,
  because: string,
): Inferred | null {
  const answer = answerOf(inference.document, operation);
  const component = answer?.one?.component;
  const entity = entityOf(inference, component);
  const scheme = callerScheme(inference, operation, entity);
  if (!answer?.one || component === undefined || entity === null || scheme === null) {
    return refuse(
      inference,
      operation,
      "currentUser",
      "it has to be restricted, and to answer what its scheme's account shows",
    );
  }
  return {
    because,
    used: [],
    body: null,
    behavior: {
      kind: "currentUser",
      entity: entity.name,
      label: labelOf(inference, component),
      status: answer.response.status ?? 200,
      shown: shownFields(inference, entity, answer.one.schema),
      owned: false,
      scheme,
    },
  };
}

/** A body that could not be read was reported already. */
function withoutBody(
  inference: Inference,
  operation: RawOperation,
  kind: "create" | "replace" | "update",
): null {
  return child(operation.node, "requestBody") === undefined
    ? refuse(inference, operation, kind, "it has no request body")
    : null;
}

/** The scheme that restricts the operation and whose accounts are that entity. */
export function callerScheme(
  inference: Inference,
  operation: RawOperation,
  entity: Entity | null,
): string | null {
  if (entity === null || operation.access.kind === "public") return null;
  const names = operation.access.alternatives.map(({ scheme }) => scheme);
  return names.find((name) => inference.schemes.get(name)?.account === entity.name) ?? null;
}

/** What items of the path's collection are sent as; `resource` says it where no operation does. */
export function representationOf(inference: Inference, operation: RawOperation): Component | null {
  const { components, context } = inference.document;
  const said = context.vocabulary.read(operation.node, "resource");
  if (said !== undefined) return components.named(said);
  return resourceOf(inference, operation)?.representation ?? null;
}

/** The path parameter that holds the key, or what is wrong. */
function keyParameter(
  inference: Inference,
  operation: RawOperation,
  entity: Entity,
): RawParameter | string {
  const name = itemParameter(operation.segments);
  const parameter = operation.parameters.find((one) => one.in === "path" && one.name === name);
  if (name === null || parameter === undefined)
    return "its path is not a collection's followed by one parameter";
  const said = inference.document.components.get(entity.name);
  const hasKey =
    said !== null && inference.document.context.vocabulary.read(said.node, "key") !== undefined;
  const representation = resourceOf(inference, operation)?.representation?.name ?? entity.name;
  const isKey =
    name === entity.key || (entity.key === "id" && meansId(name, [entity.name, representation]));
  return isKey || (hasKey && !entity.fields.some((field) => field.name === name))
    ? parameter
    : `"${name}" is not its key, which is "${entity.key}"`;
}
