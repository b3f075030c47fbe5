/** What a request may hold: checks of parameters and bodies, and the types that go with them. */
import type { Operation, Parameter } from "../../model/index.js";
import { routerNames } from "../paths.js";
import { type Code, type Identifier, code } from "../text.js";
import { type Imports, checkOf, parameterCheck } from "./checks.js";
import { operationInput } from "../input.js";
import { type AnswerCheck, answerChecks } from "./custom.js";
import { literal, propertyKey } from "./literals.js";
import type { OperationNames } from "./names.js";

export interface RequestView {
  readonly path: ParametersView | false;
  readonly pathCheck: Identifier;
  readonly pathType: Identifier;
  readonly captures: Code | false;
  readonly query: ParametersView | false;
  readonly queryType: Identifier;
  readonly header: ParametersView | false;
  readonly headerType: Identifier;
  readonly cookie: ParametersView | false;
  readonly cookieType: Identifier;
  readonly body: { readonly type: Code; readonly check: Code; readonly required: boolean } | false;
  readonly bodyType: Identifier;
  readonly inputCheck: Identifier | false;
  readonly invalidStatus: number;
  /** Checks of what the handler of a custom operation answers, by status. */
  readonly answers: readonly AnswerCheck[] | false;
  readonly answersName: Identifier;
}

export interface ParametersView {
  readonly type: Code;
  readonly parameters: readonly { readonly key: Code; readonly code: Code }[];
}

export function requestView(
  { operation, name, type }: OperationNames,
  imports: Imports,
): RequestView {
  const { path, method, parameters, body } = operation;
  const at = code`${literal(path)}, ${literal(method)}`;
  const group = (where: Parameter["in"], check: string): ParametersView | false => {
    const found = parameters.filter((parameter) => parameter.in === where);
    if (found.length === 0) return false;
    imports.parameters.add(check);
    return {
      type: code`Parameters<${at}, ${literal(where)}>`,
      parameters: found.map((parameter) => ({
        key: propertyKey(parameter.name),
        code: parameterCheck(parameter, imports),
      })),
    };
  };
  const bodyType = `${type}Body` as Identifier;
  const view = {
    path: group("path", "pathParameters"),
    query: group("query", "queryParameters"),
    header: group("header", "headerParameters"),
    cookie: group("cookie", "cookieParameters"),
    body: body !== null && {
      type: code`RequestBody<${at}>`,
      check: checkOf(body.schema, imports, code`${bodyType}`),
      // Where the operation works with a body there is nothing to do without one.
      required:
        body.required || (operation.behavior.kind !== "custom" && operationInput(operation).body),
    },
  };
  const checksInput = view.query || view.header || view.cookie || view.body;
  return {
    ...view,
    pathCheck: `${name}Path` as Identifier,
    pathType: `${type}Path` as Identifier,
    captures: capturesOf(operation),
    queryType: `${type}Query` as Identifier,
    headerType: `${type}Header` as Identifier,
    cookieType: `${type}Cookie` as Identifier,
    bodyType,
    inputCheck: checksInput ? (`${name}Input` as Identifier) : false,
    invalidStatus: operation.invalidStatus,
    answers: operation.behavior.kind === "custom" && answerChecks(operation, imports),
    answersName: `${name}Answers` as Identifier,
  };
}

function capturesOf(operation: Operation): Code | false {
  const renamed = [...routerNames(operation)].filter(([name, captured]) => name !== captured);
  if (renamed.length === 0) return false;
  const entries = renamed.map(
    ([name, captured]) => code`${propertyKey(name)}: ${literal(captured)}`,
  );
  return code`{ ${entries.reduce((all, entry) => code`${all}, ${entry}`)} }`;
}
