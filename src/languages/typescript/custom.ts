/** Custom operations: the types of their handlers, which know nothing else of the project, and checks of their answers. */
import type { Operation, Schema } from "../../model/index.js";
import { operationInput } from "../input.js";
import { type Scope, pascalCase } from "../names.js";
import { type Code, type Comment, type Identifier, code, joined } from "../text.js";
import { checkOf, type Imports } from "./checks.js";
import { comment, literal, member, propertyKey, value } from "./literals.js";
import type { OperationNames, TagNames } from "./names.js";
import { type Naming, propertyType, typeOf } from "./types.js";

export interface CustomView {
  readonly name: Identifier;
  readonly type: Identifier;
  readonly summary: Comment;
  /** Type of the one object that the handler takes. */
  readonly input: Code;
  /** Union of what it may answer. */
  readonly answers: Code;
}

export interface CustomTypes {
  readonly customs: readonly CustomView[];
  /** Types of component schemas that these speak of. */
  readonly customTypes: readonly { readonly name: Identifier; readonly type: Code }[];
  readonly customCallers: boolean;
}

/** @param scope takes the names of component schemas. */
export function customTypes(tags: readonly TagNames[], scope: Scope): CustomTypes {
  const found = customsIn(tags.flatMap(({ operations }) => operations));
  const named = new Map<string, { readonly name: Identifier; readonly type: Code }>();
  const naming =
    (suffix: string): Naming =>
    (schema, type) => {
      if (schema.type !== "object" || schema.component === undefined) return type;
      const key = `${schema.component} ${type}`;
      const known = named.get(key);
      if (known !== undefined) return code`${known.name}`;
      const name = scope.claim(`${pascalCase(schema.component) || "Component"}${suffix}`);
      named.set(key, { name, type });
      return code`${name}`;
    };
  // What is answered has the component's name; what is sent in may be another type, with one of its own.
  const answers = found.map(({ operation }) => answersType(operation, naming("")));
  const inputs = found.map(({ operation }) => inputType(operation, naming("Input")));
  return {
    customs: found.map((names, index) => ({
      ...customName(names),
      input: inputs[index] ?? code`never`,
      answers: answers[index] ?? code`never`,
    })),
    customTypes: [...named.values()],
    customCallers: found.some(({ operation }) => operationInput(operation).caller),
  };
}

export function customsIn(operations: readonly OperationNames[]): OperationNames[] {
  return operations.filter(({ operation }) => operation.behavior.kind === "custom");
}

export function customName({ operation, name, type }: OperationNames) {
  return {
    name,
    type: type as Identifier,
    summary: comment(operation.summary || operation.id),
    label: literal(`${operation.method.toUpperCase()} ${operation.path}`),
    given: givenParts(operation),
  };
}

/** What the handler is given, as properties of an object; a parameter that is absent has its default. */
function givenParts(operation: Operation): Code[] {
  const takes = operationInput(operation);
  const parts = (["path", "query", "header", "cookie", "body", "caller"] as const).filter(
    (part) => takes[part],
  );
  return parts.map((part) => {
    const name = code`${part as Identifier}`;
    const defaults = operation.parameters.flatMap((parameter) => {
      const fallback = parameter.schema.default;
      if (parameter.in !== part || parameter.required || fallback === undefined) return [];
      const key = propertyKey(parameter.name);
      return [code`${key}: ${member(name, parameter.name)} ?? ${value(fallback)}`];
    });
    return defaults.length === 0 ? name : code`${name}: { ...${name}, ${joined(defaults, ", ")} }`;
  });
}

function inputType(operation: Operation, naming: Naming): Code {
  const takes = operationInput(operation);
  const { body } = operation;
  const parts = (["path", "query", "header", "cookie"] as const).flatMap((where) => {
    const declared = operation.parameters.filter((parameter) => parameter.in === where);
    if (declared.length === 0) return [];
    const properties = declared.map((parameter) => propertyType(parameter, naming));
    return [code`${where as Identifier}: { ${joined(properties, "; ")} }`];
  });
  if (body !== null) {
    const type = typeOf(changed(body.schema, typed), naming);
    parts.push(body.required ? code`body: ${type}` : code`body: ${type} | undefined`);
  }
  if (takes.caller) parts.push(code`caller: Caller`);
  return code`{ ${joined([...parts, code`database: Database`], "; ")} }`;
}

function answersType(operation: Operation, naming: Naming): Code {
  const bodies = answerBodies(operation);
  const documented = bodies.map(({ status, schema }) =>
    schema === null
      ? code`{ status: ${status}; body?: undefined }`
      : code`{ status: ${status}; body: ${typeOf(changed(schema, typed), naming)} }`,
  );
  const own = bodies.some(({ status }) => status === 501) ? [] : [code`NotImplemented`];
  return joined([...documented, ...own], " | ");
}

export interface AnswerCheck {
  readonly status: number;
  readonly check: Code;
}

/** A check for the body of each status. */
export function answerChecks(operation: Operation, imports: Imports): AnswerCheck[] {
  return answerBodies(operation).map(({ status, schema }) => {
    if (schema !== null) return { status, check: checkOf(schema, imports) };
    imports.custom.add("nothing");
    return { status, check: code`nothing` };
  });
}

function answerBodies({ behavior, responses }: Operation) {
  if (behavior.kind !== "custom") return [];
  return responses
    .filter(({ status }) => behavior.statuses.includes(status))
    .map(({ status, schema }) => ({ status, schema: schema && changed(schema, answered) }));
}

/** As an answer is looked at: nothing is filled in, and what is not declared is left out rather than refused. */
function answered(declared: Schema): Schema {
  const { default: _, ...schema } = declared;
  return schema.type === "object" && schema.additionalProperties === "refuse"
    ? { ...schema, additionalProperties: "ignore" }
    : schema;
}

/** In TypeScript other names beside declared ones cannot have a type of their own (it would have to be that of all). */
function typed(schema: Schema): Schema {
  return schema.type === "object" &&
    schema.properties.length > 0 &&
    typeof schema.additionalProperties === "object"
    ? { ...schema, additionalProperties: "keep" }
    : schema;
}

/** The schema with a change in it and in all that it holds. */
function changed(schema: Schema, change: (schema: Schema) => Schema): Schema {
  const made = change(schema);
  switch (made.type) {
    case "array":
      return { ...made, items: changed(made.items, change) };
    case "object": {
      const { additionalProperties: others } = made;
      return {
        ...made,
        properties: made.properties.map((property) => ({
          ...property,
          schema: changed(property.schema, change),
        })),
        additionalProperties: typeof others === "string" ? others : changed(others, change),
      };
    }
    default:
      return made;
  }
}
