/** Which checked parts of a request the function of an operation takes. */
import type { Behavior, Create, Operation, Write } from "../model/index.js";

export interface OperationInput {
  readonly path: boolean;
  readonly query: boolean;
  readonly header: boolean;
  readonly cookie: boolean;
  readonly body: boolean;
  readonly caller: boolean;
  /** Database, tokens, configuration. */
  readonly context: boolean;
}

const NOTHING: OperationInput = {
  path: false,
  query: false,
  header: false,
  cookie: false,
  body: false,
  caller: false,
  context: false,
};

export function operationInput(operation: Operation): OperationInput {
  const { behavior } = operation;
  const given = (where: string) => operation.parameters.some((parameter) => parameter.in === where);
  switch (behavior.kind) {
    case "constant":
    case "choices":
    case "echo":
      return NOTHING;
    case "readiness":
      return { ...NOTHING, context: true };
    case "choice":
      return { ...NOTHING, path: true };
    case "list": {
      const filtersIn = (where: string) => behavior.filters.some((filter) => filter.in === where);
      return {
        ...NOTHING,
        context: true,
        query: filtersIn("query") || isPaged(behavior) || (isLinked(behavior) && given("query")),
        header: filtersIn("header"),
        cookie: filtersIn("cookie"),
        caller: behavior.owned,
      };
    }
    case "retrieve":
    case "delete":
      return { ...NOTHING, context: true, path: true, caller: behavior.owned };
    case "create":
      return { ...NOTHING, context: true, body: stores(behavior), caller: behavior.owned };
    case "replace":
    case "update": {
      const body = stores(behavior);
      return { ...NOTHING, context: true, path: true, body, caller: behavior.owned };
    }
    case "login":
    case "refresh":
      return { ...NOTHING, context: true, body: true };
    case "currentUser":
      return { ...NOTHING, context: true, caller: true };
    case "custom":
      return {
        path: given("path"),
        query: given("query"),
        header: given("header"),
        cookie: given("cookie"),
        body: operation.body !== null,
        caller: behavior.caller,
        context: true,
      };
  }
}

/** Whether an operation does something that takes time, so that its function gives a promise. */
export function isAsynchronous({ behavior }: Operation): boolean {
  switch (behavior.kind) {
    case "constant":
    case "choices":
    case "choice":
    case "echo":
      return false;
    default:
      return true;
  }
}

type List = Extract<Behavior, { kind: "list" }>;

/** Whether a request can say which part of the list it wants. */
function isPaged({ paging }: List): boolean {
  if (paging === null) return false;
  return paging.style === "page" || paging.limit !== null || paging.offset !== null;
}

/**
 * Whether the answer refers to other pages, with all query parameters that were given. Without paging all is one page,
 * and there is none beside it.
 */
export function isLinked({ envelope, paging }: List): boolean {
  return (
    envelope !== null && paging !== null && (envelope.next !== null || envelope.previous !== null)
  );
}

/** Where nothing of it is stored, a body is checked and goes no further. */
function stores({ stored }: Create | Write): boolean {
  return stored.length > 0;
}
