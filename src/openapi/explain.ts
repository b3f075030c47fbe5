/** What was inferred, as rows for people: `gen-bench explain`. */
import type { Access, Api, Behavior, Filter, Operation, Paging } from "../model/index.js";

export interface Explanation {
  /** `GET /things/{id}` */
  readonly operation: string;
  readonly id: string;
  readonly behavior: Behavior["kind"];
  /** Entity and table, or the values shown; "" where there is none. */
  readonly resource: string;
  /** `search → username contains`, one each. */
  readonly filters: readonly string[];
  /** `page, page_size (10)`; "" without paging. */
  readonly paging: string;
  /** Who may call. */
  readonly access: string;
  /** One sentence. */
  readonly because: string;
}

/** One row an operation, in the document's order. */
export function explain(api: Api): readonly Explanation[] {
  return api.operations.map((operation) => {
    const { behavior, method, path } = operation;
    return {
      operation: `${method.toUpperCase()} ${path}`,
      id: operation.id,
      behavior: behavior.kind,
      resource: resourceOf(api, behavior),
      filters: behavior.kind === "list" ? behavior.filters.map(filterText) : [],
      paging: behavior.kind === "list" ? pagingText(behavior.paging) : "",
      access: accessText(operation),
      because: operation.because,
    };
  });
}

function resourceOf(api: Api, behavior: Behavior): string {
  switch (behavior.kind) {
    case "list":
    case "retrieve":
    case "create":
    case "replace":
    case "update":
    case "delete":
    case "currentUser": {
      const table = api.entities.find(({ name }) => name === behavior.entity)?.table ?? "";
      return `${behavior.entity} (${table})`;
    }
    case "choices":
    case "choice":
      return `${behavior.choices.length} values`;
    case "login":
    case "refresh":
      return api.schemes.find(({ name }) => name === behavior.scheme)?.account ?? "";
    case "constant":
    case "readiness":
    case "echo":
    case "custom":
      return "";
  }
}

function filterText({ parameter, field, match }: Filter): string {
  switch (match) {
    case "equal":
      return parameter === field ? parameter : `${parameter} → ${field}`;
    case "contains":
      return `${parameter} → ${field} contains`;
    case "anyCase":
      return `${parameter} → ${field} in any case`;
  }
}

function pagingText(paging: Paging | null): string {
  switch (paging?.style) {
    case undefined:
      return "";
    case "page":
      return paging.size === null
        ? `${paging.page} (${paging.defaultSize} each)`
        : `${paging.page}, ${paging.size} (${paging.defaultSize})`;
    case "offset": {
      const limit =
        paging.limit === null
          ? `${paging.defaultSize} each`
          : `${paging.limit} (${paging.defaultSize})`;
      return paging.offset === null ? limit : `${limit}, ${paging.offset}`;
    }
  }
}

function accessText({ access, behavior }: Operation): string {
  const owned = "owned" in behavior && behavior.owned ? ", own rows" : "";
  return `${who(access)}${owned}`;
}

function who(access: Access): string {
  switch (access.kind) {
    case "public":
      return "everybody";
    case "restricted":
      return access.alternatives
        .map(({ scheme, roles }) =>
          roles.length === 0 ? scheme : `${scheme}: ${roles.join(" and ")}`,
        )
        .join(", or ");
  }
}
