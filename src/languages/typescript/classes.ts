/** Tags as frameworks of classes and decorators have them: names of classes, and routes as methods. */
import { routerPath } from "../paths.js";
import type { Operation } from "../../model/index.js";
import type { PathStyle } from "../language.js";
import { type Scope, pascalCase } from "../names.js";
import type { Identifier, Literal } from "../text.js";
import { literal } from "./literals.js";
import { givenStatuses } from "../answers.js";
import type { RouteView } from "./routes.js";

export interface ClassNames {
  readonly module: Identifier;
  readonly controller: Identifier;
  readonly service: Identifier;
  readonly gateway: Identifier;
}

/** Room for the kind of the class behind it. */
const MAX_LENGTH = 40;

export function classNames(tag: string, scope: Scope): ClassNames {
  const wanted = `${pascalCase(tag).slice(0, MAX_LENGTH) || "Operations"}Module`;
  const module = scope.claim(wanted, (name) => Object.values(beside(name)));
  return { module, ...beside(module) };
}

/** Composed of a name that is claimed. */
function beside(module: string): Omit<ClassNames, "module"> {
  const named = (kind: string) => module.replace(/Module(?=\d*$)/, kind) as Identifier;
  return {
    controller: named("Controller"),
    service: named("Service"),
    gateway: named("Gateway"),
  };
}

export interface HandlerView extends RouteView {
  /** Name of the decorator: `Get`. */
  readonly decorator: string;
  /** The path as decorators take it. */
  readonly decorated: Literal;
  /** False where an answer has one of several statuses. */
  readonly status: number | false;
  /** The answer sets something of the reply itself. */
  readonly takesReply: boolean;
}

/** Of an operation that is no WebSocket. */
export function handlerView(operation: Operation, route: RouteView, style: PathStyle): HandlerView {
  const statuses = [...new Set(givenStatuses(operation))];
  const [status = 200] = statuses;
  const several = statuses.length > 1;
  return {
    ...route,
    decorator: `${route.method.charAt(0).toUpperCase()}${route.method.slice(1)}`,
    decorated: literal(decoratedPath(routerPath(operation, style))),
    status: several ? false : status,
    takesReply: several || route.answersBare,
  };
}

/** Nest strips a slash at the end of what its decorators are told, so it gets one more. */
export function decoratedPath(path: string): string {
  return path.endsWith("/") && path !== "/" ? `${path}/` : path;
}

/** What the methods of one class import. */
export function handlerImports(handlers: readonly HandlerView[]) {
  const some = (holds: (handler: HandlerView) => boolean) => handlers.some(holds);
  return {
    decorators: [...new Set(handlers.map(({ decorator }) => decorator))].toSorted(),
    handlerChecks: handlers
      .flatMap(({ pathCheck, inputCheck }) => [pathCheck, inputCheck])
      .filter(Boolean),
    fixedStatuses: some(({ status }) => status !== false),
    takesReplies: some(({ takesReply }) => takesReply),
    receiving: some(({ looksAtRequest }) => looksAtRequest),
    guarded: some(({ restricted }) => restricted),
    configuresRoutes: some(({ answersOpen }) => answersOpen),
    describesAnswers: some(({ responses }) => responses !== false),
  };
}
