/** Routes: paths as the router spells them, and what a handler hands to its operation. */
import type { Access, Api, Operation } from "../../model/index.js";
import type { PathStyle } from "../language.js";
import { type Code, type Comment, type Identifier, type Literal, code } from "../text.js";
import { escapedPath } from "./escapes.js";
import { type OperationInput, operationInput } from "./input.js";
import { comment, literal, value } from "./literals.js";
import type { OperationNames } from "./names.js";
import { hasOpenNames } from "./open.js";
import { type RequestView, routerNames } from "./requests.js";
import { givenStatuses } from "./responses.js";

export interface RouteView {
  readonly name: Identifier;
  readonly method: string;
  readonly url: Literal;
  readonly summary: Comment;
  readonly echo: boolean;
  readonly restricted: boolean;
  /**
   * Names of the claims asked for: one list must be met in full. False where any valid token will do. With several
   * security schemes each list stands with its scheme.
   */
  readonly alternatives: Code | false;
  /** What the function of the operation takes. */
  readonly takes: OperationInput;
  readonly takesInput: boolean;
  readonly takesParts: boolean;
  /** It takes what is checked together: query, header, cookie or body. */
  readonly takesChecked: boolean;
  /** Something of the request is looked at, if only to refuse it. */
  readonly looksAtRequest: boolean;
  readonly readsBody: boolean;
  /** The body may hold any names, whose order is kept. */
  readonly keepsOrder: boolean;
  /** So may an answer. */
  readonly answersOpen: boolean;
  /** Something is checked before the body is read. */
  readonly early: boolean;
  /** Types of the checked parts. */
  readonly pathType: Identifier;
  readonly queryType: Identifier;
  readonly headerType: Identifier;
  readonly cookieType: Identifier;
  readonly bodyType: Identifier;
  readonly pathCheck: Identifier | false;
  readonly pathLabel: Code;
  readonly inputCheck: Identifier | false;
  readonly responses: Identifier | false;
  /** The answer is a bare text, which frameworks would not write as JSON by themselves. */
  readonly answersText: boolean;
}

export function routeView(
  { operation, name }: OperationNames,
  request: RequestView,
  { api, style, hasResponses }: { api: Api; style: PathStyle; hasResponses: boolean },
): RouteView {
  const { behavior, access } = operation;
  const takes = operationInput(operation);
  const takesChecked = takes.query || takes.header || takes.cookie || takes.body;
  const takesParts = takes.path || takesChecked;
  const restricted = access.kind === "restricted";
  return {
    name,
    method: operation.method,
    url: literal(routerPath(operation, style)),
    summary: comment(operation.summary || operation.id),
    echo: behavior.kind === "echo",
    restricted,
    alternatives: alternativesOf(access, api),
    takes,
    takesInput: takes.caller || takesParts,
    takesParts,
    takesChecked,
    looksAtRequest: request.path !== false || request.inputCheck !== false,
    readsBody: request.body !== false,
    keepsOrder: operation.body !== null && hasOpenNames(operation.body.schema),
    answersOpen: answersOpenNames(operation),
    early: restricted || request.path !== false,
    pathType: request.pathType,
    queryType: request.queryType,
    headerType: request.headerType,
    cookieType: request.cookieType,
    bodyType: request.bodyType,
    pathCheck: request.path !== false && request.pathCheck,
    pathLabel: "label" in behavior ? code`${literal(behavior.label)}` : code`undefined`,
    inputCheck: request.inputCheck,
    answersText: operation.responses.some(({ schema }) => schema?.type === "string"),
    responses: hasResponses && (`${name}Responses` as Identifier),
  };
}

function answersOpenNames(operation: Operation): boolean {
  const given = givenStatuses(operation);
  return operation.responses.some(
    ({ status, schema }) => given.includes(status) && schema !== null && hasOpenNames(schema),
  );
}

function alternativesOf(access: Access, api: Api): Code | false {
  if (access.kind === "public") return false;
  const marked = api.schemes.some(({ mark }) => mark !== undefined);
  if (!marked && access.alternatives.some(({ roles }) => roles.length === 0)) return false;
  const claimOf = (scheme: string, role: string) =>
    api.schemes
      .find(({ name }) => name === scheme)
      ?.roles.find((candidate) => candidate.role === role)?.claim ?? role;
  return value(
    access.alternatives.map(({ scheme, roles }) => {
      const claims = roles.map((role) => claimOf(scheme, role));
      return marked ? { scheme, claims } : claims;
    }),
  );
}

/** A path as the router compares it: some undo the escapes of a request first, to others it comes as it was sent. */
export function routerPath({ segments }: Pick<Operation, "segments">, style: PathStyle): string {
  const names = routerNames({ segments });
  const parts = segments.map((segment, index) => {
    if (segment.kind === "parameter") return `:${names.get(segment.name) ?? segment.name}`;
    switch (style) {
      case "find-my-way":
        return findMyWayLiteral(decodeURI(segment.text), index);
      case "path-to-regexp":
        return escapedPath(segment.text).replace(/[{}()[\]+?!:*\\]/g, "\\$&");
    }
  });
  return `/${parts.join("/")}`;
}

function findMyWayLiteral(text: string, index: number): string {
  if (!text.includes("*")) return text.replaceAll(":", "::");
  // A star is always a wildcard, unless an expression matches it.
  const expression = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return `:literal${index}(^${expression}$)`;
}

export interface PathView {
  readonly url: Literal;
  /** A path that the router must find. */
  readonly sample: Literal;
  readonly allow: Literal;
}

/** Paths in the document's order, each with all of its methods (RFC 9110, section 10.2.1). */
export function pathViews(api: Api, style: PathStyle): PathView[] {
  const byPath = new Map<string, { first: Operation; methods: Set<string> }>();
  for (const operation of api.operations) {
    const known = byPath.get(operation.path);
    if (known === undefined) {
      byPath.set(operation.path, { first: operation, methods: new Set([operation.method]) });
    } else known.methods.add(operation.method);
  }
  return [...byPath.values()].map(({ first, methods }) => ({
    url: literal(routerPath(first, style)),
    sample: literal(samplePath(first)),
    allow: literal(allowedMethods([...methods])),
  }));
}

/** Value of the Allow header for the methods that a path declares. */
export function allowedMethods(declared: readonly string[]): string {
  const head = declared.includes("get") ? ["HEAD"] : [];
  const all = declared.map((method) => method.toUpperCase());
  return [...all, ...head, "OPTIONS"].toSorted().join(", ");
}

function samplePath({ segments }: Operation): string {
  return `/${segments.map((segment) => (segment.kind === "literal" ? segment.text : "1")).join("/")}`;
}
