/** Which behavior an operation has: what its `action` says, else what its shape shows. */
import type { BehaviorKind } from "../../model/index.js";
import { stringOf } from "../../source/index.js";
import { answerOf, successOf } from "../entities/answer.js";
import { itemParameter, type RawOperation } from "../read/operation.js";
import { inferCustom } from "./custom.js";
import {
  choicesOf,
  constantOf,
  inferChoice,
  inferChoices,
  inferConstant,
  inferEcho,
  inferReadiness,
  unreadyOf,
} from "./fixed.js";
import { entityOf, resourceOf, type Inference, type Inferred } from "./inference.js";
import { inferList } from "./list.js";
import {
  callerScheme,
  inferCreate,
  inferCurrentUser,
  inferDelete,
  inferRetrieve,
  inferWrite,
  representationOf,
} from "./stored-behaviors.js";
import { answersToken, inferLogin, inferRefresh, takesRefreshToken } from "./tokens.js";

interface Guess {
  readonly kind: BehaviorKind;
  /** One sentence for `explain`. */
  readonly because: string;
}

const KINDS: readonly BehaviorKind[] = [
  "constant",
  "readiness",
  "list",
  "retrieve",
  "create",
  "replace",
  "update",
  "delete",
  "login",
  "refresh",
  "currentUser",
  "choices",
  "choice",
  "echo",
  "custom",
];

/** `null` after a report. */
export function inferBehavior(inference: Inference, operation: RawOperation): Inferred | null {
  const { context } = inference.document;
  const said = stringOf(context.vocabulary.read(operation.node, "action"));
  const action = KINDS.find((kind) => kind === said);
  if (successOf(operation) === null) {
    context.report("no-success-response", operation.place, { operation: operation.name });
    return null;
  }
  const guess =
    action === undefined
      ? guessBehavior(inference, operation)
      : { kind: action, because: "The document says so." };
  if (guess !== null) return build(inference, operation, guess);
  if (isAboutFailed(inference, operation)) return null;
  const { problem, advice } = whyNot(inference, operation);
  context.report("cannot-infer", operation.place, { operation: operation.name, problem, advice });
  return inferCustom(inference, operation, `Its shape says nothing else: ${problem}.`);
}

/** What an operation is about could not be read, which was reported; that nothing can be told of it only follows. */
function isAboutFailed(inference: Inference, operation: RawOperation): boolean {
  const { access } = operation;
  if (access.kind === "restricted" && access.alternatives.length === 0) return true;
  if (successOf(operation)?.unserved === true) return true;
  const answer = answerOf(inference.document, operation);
  const components = [
    answer?.one?.component,
    answer?.many?.component,
    resourceOf(inference, operation)?.representation,
  ];
  return components.some((component) => {
    if (component === undefined || component === null) return false;
    if (inference.document.context.vocabulary.read(component.node, "choices") !== undefined)
      return true;
    return inference.failed.has(inference.document.components.origin(component).name);
  });
}

function guessBehavior(inference: Inference, operation: RawOperation): Guess | null {
  if (operation.method === "post" && answersToken(inference, operation)) {
    return takesRefreshToken(inference, operation)
      ? { kind: "refresh", because: "It takes a refresh token and answers an access token." }
      : { kind: "login", because: "It answers an access token to POST." };
  }
  if (constantOf(inference, successOf(operation)) !== null) {
    return constantOf(inference, unreadyOf(operation)) === null
      ? { kind: "constant", because: "Its answer can have only one value." }
      : {
          kind: "readiness",
          because: "Its answers of success and of 503 can have only one value each.",
        };
  }
  switch (operation.method) {
    case "get":
      return guessGet(inference, operation);
    case "post":
      return guessPost(inference, operation);
    case "put":
    case "patch":
    case "delete":
      return guessOnItem(inference, operation, operation.method);
  }
}

function guessGet(inference: Inference, operation: RawOperation): Guess | null {
  const answer = answerOf(inference.document, operation);
  const one = answer?.one?.component ?? null;
  const many = answer?.many?.component ?? null;
  const inPath = operation.parameters.some((parameter) => parameter.in === "path");
  if (choicesOf(inference, many) !== null && many !== null) {
    return { kind: "choices", because: `It answers all values that "${many.name}" shows.` };
  }
  if (choicesOf(inference, one) !== null && one !== null && inPath) {
    return { kind: "choice", because: `It answers one of the values that "${one.name}" shows.` };
  }
  const entity = entityOf(inference, one);
  if (entity !== null && one !== null) {
    if (itemParameter(operation.segments) !== null) {
      return {
        kind: "retrieve",
        because: `Its path ends with a parameter, and it answers one "${one.name}".`,
      };
    }
    if (!inPath && callerScheme(inference, operation, entity) !== null) {
      return {
        kind: "currentUser",
        because: `It is restricted, has no path parameter and answers the account as "${one.name}".`,
      };
    }
    return null;
  }
  if (entityOf(inference, many) === null || many === null) return null;
  const shape = answer?.many?.property === null ? "an array of" : "a page envelope around";
  return { kind: "list", because: `It answers ${shape} "${many.name}", which is stored.` };
}

function guessPost(inference: Inference, operation: RawOperation): Guess | null {
  const answer = answerOf(inference.document, operation);
  const one = answer?.one?.component ?? null;
  if (answer?.response.status !== 201 || one === null || entityOf(inference, one) === null)
    return null;
  return { kind: "create", because: `It answers 201 with "${one.name}", which is stored.` };
}

function guessOnItem(
  inference: Inference,
  operation: RawOperation,
  method: "put" | "patch" | "delete",
): Guess | null {
  if (itemParameter(operation.segments) === null) return null;
  const answered = answerOf(inference.document, operation)?.one?.component ?? null;
  const component =
    entityOf(inference, answered) === null ? representationOf(inference, operation) : answered;
  if (component === null || entityOf(inference, component) === null) return null;
  const kinds = { put: "replace", patch: "update", delete: "delete" } as const;
  return {
    kind: kinds[method],
    because: `${method.toUpperCase()} on the path of one "${component.name}".`,
  };
}

function build(
  inference: Inference,
  operation: RawOperation,
  { kind, because }: Guess,
): Inferred | null {
  switch (kind) {
    case "constant":
      return inferConstant(inference, operation, because);
    case "readiness":
      return inferReadiness(inference, operation, because);
    case "list":
      return inferList(inference, operation, because);
    case "retrieve":
      return inferRetrieve(inference, operation, because);
    case "create":
      return inferCreate(inference, operation, because);
    case "replace":
    case "update":
      return inferWrite(inference, operation, kind, because);
    case "delete":
      return inferDelete(inference, operation, because);
    case "login":
      return inferLogin(inference, operation, because);
    case "refresh":
      return inferRefresh(inference, operation, because);
    case "currentUser":
      return inferCurrentUser(inference, operation, because);
    case "choices":
      return inferChoices(inference, operation, because);
    case "choice":
      return inferChoice(inference, operation, because);
    case "echo":
      return inferEcho(inference, operation, because);
    case "custom":
      return inferCustom(inference, operation, because);
  }
}

/** What stands in the way, and what the author can do about it. */
function whyNot(
  inference: Inference,
  operation: RawOperation,
): { readonly problem: string; readonly advice: string } {
  const answer = answerOf(inference.document, operation);
  const component = answer?.one?.component ?? answer?.many?.component ?? null;
  const advice =
    "Serve the usual paths of a collection (`/things` and `/things/{id}`, answering one component), or say `action` or `resource` under `x-gen-bench`.";
  const isItem = itemParameter(operation.segments) !== null;
  switch (operation.method) {
    case "get":
      if (component === null) {
        return { problem: "its answer is neither a constant nor made of a component", advice };
      }
      return entityOf(inference, component) === null
        ? {
            problem: `nothing shows that "${component.name}" is stored`,
            advice: `Say \`entity: true\` or \`of\` under \`x-gen-bench\` on "${component.name}", or serve its collection and its items.`,
          }
        : {
            problem: `one "${component.name}" is answered without a parameter that names it`,
            advice,
          };
    case "post":
      return {
        problem: "POST creates only where it answers 201 with a stored component",
        advice:
          "Answer 201 with a component that is stored, or say `action` under `x-gen-bench`, e.g. `action: create`.",
      };
    case "put":
    case "patch":
    case "delete": {
      const known = resourceOf(inference, operation) !== null;
      const problem =
        isItem && !known
          ? "what its path is the item of is not known"
          : "its path is not that of one item";
      return { problem, advice };
    }
  }
}
