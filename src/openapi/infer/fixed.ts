/** Behaviors whose answers stand in the document: constant, readiness, choices, choice, echo. */
import type { Choice, Schema } from "../../model/index.js";
import { stringOf } from "../../source/index.js";
import { answerOf, successOf } from "../entities/answer.js";
import type { Component } from "../entities/components.js";
import type { RawOperation, RawResponse } from "../read/operation.js";
import { labelOf, refuse, type Inference, type Inferred } from "./inference.js";

export function inferConstant(
  inference: Inference,
  operation: RawOperation,
  because: string,
): Inferred | null {
  const answer = constantOf(inference, successOf(operation));
  if (answer === null)
    return refuse(inference, operation, "constant", "its answer can have several values");
  return { because, used: [], body: null, behavior: { kind: "constant", ...answer } };
}

export function inferReadiness(
  inference: Inference,
  operation: RawOperation,
  because: string,
): Inferred | null {
  const ready = constantOf(inference, successOf(operation));
  const unready = constantOf(inference, unreadyOf(operation));
  if (ready === null || unready === null) {
    return refuse(
      inference,
      operation,
      "readiness",
      "its answers of success and of 503 have to be constants",
    );
  }
  return { because, used: [], body: null, behavior: { kind: "readiness", ready, unready } };
}

export function unreadyOf(operation: RawOperation): RawResponse | null {
  return operation.responses.find(({ status }) => status === 503) ?? null;
}

/** The only value of a response; `null` where there are several. */
export function constantOf(
  { document }: Inference,
  response: RawResponse | null,
): { readonly status: number; readonly value: import("../../model/index.js").Json } | null {
  if (response === null || response.schema === null || response.status === null) return null;
  const single = document.reader.lower(response.schema, "response").single;
  return single === undefined ? null : { status: response.status, value: single.value };
}

export function inferEcho(
  inference: Inference,
  operation: RawOperation,
  because: string,
): Inferred | null {
  if (operation.method !== "get")
    return refuse(inference, operation, "echo", "a WebSocket begins with GET");
  if (operation.parameters.length > 0)
    return refuse(inference, operation, "echo", "a WebSocket takes no parameters");
  return { because, used: [], body: null, behavior: { kind: "echo" } };
}

export function inferChoices(
  inference: Inference,
  operation: RawOperation,
  because: string,
): Inferred | null {
  const answer = answerOf(inference.document, operation);
  const found = choicesOf(inference, answer?.many?.component ?? null);
  if (found === null || answer?.many?.property !== null) {
    return refuse(
      inference,
      operation,
      "choices",
      "its answer is no array of a component with `choices`",
    );
  }
  const { choices, value, title } = found;
  return { because, used: [], body: null, behavior: { kind: "choices", choices, value, title } };
}

export function inferChoice(
  inference: Inference,
  operation: RawOperation,
  because: string,
): Inferred | null {
  const { context } = inference.document;
  const component = answerOf(inference.document, operation)?.one?.component ?? null;
  const found = choicesOf(inference, component);
  const [parameter, ...more] = operation.parameters.filter((one) => one.in === "path");
  if (found === null || component === null || parameter === undefined || more.length > 0) {
    return refuse(
      inference,
      operation,
      "choice",
      "it needs one path parameter and a component with `choices` as its answer",
    );
  }
  const match = stringOf(context.vocabulary.read(parameter.node, "match"));
  return {
    because,
    used: [parameter],
    body: null,
    behavior: {
      kind: "choice",
      ...found,
      parameter: parameter.name,
      anyCase: match === "anyCase",
      label: labelOf(inference, component),
    },
  };
}

/** Any text, since titles stand in the document for people. */
function takesTexts(schema: Schema): boolean {
  return schema.type === "any" || (schema.type === "string" && schema.choices === undefined);
}

interface Choices {
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly title: string | null;
}

/** The values that a component shows; `null` without `choices`, or after a report. */
export function choicesOf({ document }: Inference, component: Component | null): Choices | null {
  const { context, components, reader } = document;
  const said = component === null ? undefined : context.vocabulary.read(component.node, "choices");
  if (component === null || said === undefined) return null;
  const enumeration = components.named(said);
  if (enumeration === null) return null;
  const schema = reader.lower(enumeration.node, "response");
  const properties = reader.properties(component.node);
  const value = properties.filter((property) => property.component === enumeration.name);
  const titles = properties.filter((property) => property.component !== enumeration.name);
  const [only, ...more] = value;
  const [title, ...others] = titles;
  const problem =
    schema.type !== "string" || schema.choices === undefined
      ? `"${enumeration.name}" is no enum of texts`
      : only === undefined || more.length > 0
        ? `one property has to refer to "${enumeration.name}"`
        : others.length > 0
          ? "it has more properties than a value and a title"
          : title === undefined || takesTexts(reader.lowerProperty(title, "response"))
            ? null
            : `"${title.name}" does not take the titles, which are texts`;
  if (
    problem !== null ||
    schema.type !== "string" ||
    schema.choices === undefined ||
    only === undefined
  ) {
    context.report("invalid-choices", said.place, {
      component: component.name,
      problem: problem ?? "",
    });
    return null;
  }
  return { choices: schema.choices, value: only.name, title: title?.name ?? null };
}
