/** Routes: paths as the router spells them, and what a handler hands to its operation. */
import type { Access, Api, Operation, Schema } from "../../model/index.js";
import { alternativesOf, hasSeveralSchemes } from "../access.js";
import { givenStatuses } from "../answers.js";
import type { PathStyle } from "../language.js";
import { ownedPaths, routerPath } from "../paths.js";
import { type Code, type Comment, type Identifier, type Literal, code } from "../text.js";
import { comment, literal, value } from "./literals.js";
import { type OperationInput, isAsynchronous, operationInput } from "../input.js";
import type { OperationNames } from "./names.js";
import { hasOpenNames } from "./open.js";
import type { RequestView } from "./requests.js";

export interface RouteView {
  readonly name: Identifier;
  readonly method: string;
  readonly url: Literal;
  readonly summary: Comment;
  readonly echo: boolean;
  readonly restricted: boolean;
  /** The function of the operation gives a promise. */
  readonly asynchronous: boolean;
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
  /** Who calls or what the request holds is checked before the function of the operation is called. */
  readonly checked: boolean;
  /** Something of the request is looked at, if only to refuse it. */
  readonly looksAtRequest: boolean;
  readonly readsBody: boolean;
  /** A handler that reads the body and calls the function of the operation has to wait for something. */
  readonly waits: boolean;
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
  /** The answer may be a bare text or null, which frameworks would not write as JSON by themselves. */
  readonly answersBare: boolean;
  /** It may have no body. */
  readonly answersNothing: boolean;
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
  const looksAtRequest = request.path !== false || request.inputCheck !== false;
  const answered = operation.responses
    .filter(({ status }) => givenStatuses(operation).includes(status))
    .map(({ schema }) => schema);
  return {
    name,
    method: operation.method,
    url: literal(routerPath(operation, style)),
    summary: comment(operation.summary || operation.id),
    echo: behavior.kind === "echo",
    restricted,
    asynchronous: isAsynchronous(operation),
    alternatives: alternativesCode(access, api),
    takes,
    takesInput: takes.caller || takesParts,
    takesParts,
    takesChecked,
    checked: restricted || looksAtRequest,
    looksAtRequest,
    readsBody: request.body !== false,
    waits: isAsynchronous(operation) || request.body !== false,
    // Names with a mark on them are nothing to hand to people.
    keepsOrder:
      behavior.kind !== "custom" && operation.body !== null && hasOpenNames(operation.body.schema),
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
    answersBare: answered.some((schema) => schema !== null && isBare(schema)),
    answersNothing: answered.includes(null),
    responses: hasResponses && (`${name}Responses` as Identifier),
  };
}

function isBare({ type, nullable }: Schema): boolean {
  return nullable || type === "string" || type === "any";
}

function answersOpenNames(operation: Operation): boolean {
  if (operation.behavior.kind === "custom") return false;
  const given = givenStatuses(operation);
  return operation.responses.some(
    ({ status, schema }) => given.includes(status) && schema !== null && hasOpenNames(schema),
  );
}

/** With several schemes each list stands with its scheme. */
function alternativesCode(access: Access, api: Api): Code | false {
  const alternatives = alternativesOf(access, api);
  if (alternatives === undefined) return false;
  return value(
    alternatives.map(({ scheme, claims }) =>
      hasSeveralSchemes(api) ? { scheme, claims } : claims,
    ),
  );
}

export interface PathView {
  readonly url: Literal;
  /** A path that the router must find. */
  readonly sample: Literal;
  readonly allow: Literal;
}

export function pathViews(api: Api, style: PathStyle): PathView[] {
  return ownedPaths(api).map(({ first, allow, sample }) => ({
    url: literal(routerPath(first, style)),
    sample: literal(sample),
    allow: literal(allow),
  }));
}
