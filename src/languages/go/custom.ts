/** Custom operations: what a handler is given, and what it may answer, as types of package custom. */
import type { Operation, Response } from "../../model/index.js";
import { operationInput } from "../input.js";
import { Scope } from "../names.js";
import { type Code, type Comment, type Identifier, code, joined } from "../text.js";
import { comment, statusCode } from "./literals.js";
import type { OperationNames } from "./names.js";
import type { RequestView } from "./requests.js";
import { type StructView, Types } from "./types.js";

/** What package custom declares itself. */
const OWN = ["Answer", "Handlers", "NotImplemented"];

export interface CustomView {
  readonly name: Identifier;
  /** Method of the handlers. */
  readonly exported: Identifier;
  readonly at: Comment;
  readonly summary: Comment | false;
  readonly input: Identifier;
  /** Interface of all that may be answered. */
  readonly answer: Identifier;
  /** Method that nothing else has. */
  readonly mark: Identifier;
  readonly answers: readonly AnswerView[];
  /** The types of the answers, for a comment. */
  readonly listed: Code;
  readonly members: readonly InputMember[];
  readonly reader: BodyReader | false;
}

export interface InputMember {
  readonly field: Identifier;
  readonly type: Code;
}

export interface AnswerView {
  readonly type: Identifier;
  readonly status: Code;
  readonly number: number;
  readonly description: Comment | false;
  readonly body: { readonly type: Code; readonly append: Code } | false;
}

/** Function that reads the body from JSON that was checked. */
export interface BodyReader {
  readonly name: Identifier;
  readonly type: Code;
  readonly read: Code;
}

/** What the handler of one route hands over. */
export interface CustomCall {
  readonly input: Identifier;
  readonly exported: Identifier;
  /** Fields of a struct literal on one line. */
  readonly fields: Code;
}

export interface CustomTag {
  readonly customs: readonly CustomView[];
  readonly structs: readonly StructView[];
}

/** The types of the whole project: names are settled for all of package custom. */
export class Customs {
  readonly #scope = new Scope(OWN);
  readonly #types = new Types(this.#scope);
  readonly #names = new Map<string, CustomNames>();

  /** Operations get their names before components do. */
  constructor(operations: readonly OperationNames[]) {
    for (const { operation, exported } of operations) {
      if (operation.behavior.kind !== "custom") continue;
      const suffixes = ["Input", "Answer", ...answersOf(operation).map(({ status }) => status)];
      const name = this.#scope.claim(exported, (one) => [
        ...suffixes.map((suffix) => `${one}${suffix}`),
        `Read${one}Body`,
      ]);
      this.#names.set(operation.id, { name, exported });
    }
  }

  /** @param request of the operation; its parts come from package requests */
  view(names: OperationNames, request: RequestView): CustomView | undefined {
    const { operation } = names;
    const found = this.#names.get(operation.id);
    if (found === undefined) return undefined;
    const { name, exported } = found;
    const answers = answersOf(operation).map((response) => this.#answer(name, response));
    const reader = this.#reader(name, operation);
    return {
      name: names.name,
      exported,
      at: request.at,
      summary: operation.summary !== "" && comment(operation.summary),
      input: `${name}Input` as Identifier,
      answer: `${name}Answer` as Identifier,
      mark: `answers${name}` as Identifier,
      answers,
      listed: listed([...answers.map(({ type }) => type), "NotImplemented" as Identifier]),
      members: membersOf(operation, request, reader),
      reader,
    };
  }

  /** Structs that were asked for since the last time. */
  takeStructs(): readonly StructView[] {
    return this.#types.take();
  }

  #answer(name: Identifier, { status, schema, description }: Response): AnswerView {
    const type = `${name}${status}` as Identifier;
    const typed = schema === null ? null : this.#types.of(schema, `${type} body`, "append");
    return {
      type,
      status: statusCode(status),
      number: status,
      description: description !== "" && comment(description),
      body: typed !== null && { type: typed.type, append: typed.call(code`answer.Body`) },
    };
  }

  #reader(name: Identifier, { body }: Operation): BodyReader | false {
    if (body === null) return false;
    const typed = this.#types.of(body.schema, `${name} body`, "read");
    return {
      name: `Read${name}Body` as Identifier,
      type: typed.type,
      read: typed.call(code`value`),
    };
  }
}

interface CustomNames {
  readonly name: Identifier;
  readonly exported: Identifier;
}

function answersOf({ behavior, responses }: Operation): readonly Response[] {
  if (behavior.kind !== "custom") return [];
  return responses.filter(({ status }) => behavior.statuses.includes(status));
}

function membersOf(
  operation: Operation,
  request: RequestView,
  reader: BodyReader | false,
): readonly InputMember[] {
  const parts = [
    ["Path", request.path],
    ["Query", request.query],
    ["Header", request.header],
    ["Cookie", request.cookie],
  ] as const;
  const members = parts.flatMap(([field, part]) =>
    part === false ? [] : [{ field: field as Identifier, type: code`requests.${part.type}` }],
  );
  if (reader !== false) {
    const type = operation.body?.required === true ? reader.type : code`*${reader.type}`;
    members.push({ field: "Body" as Identifier, type });
  }
  if (operationInput(operation).caller) {
    members.push({ field: "Caller" as Identifier, type: code`auth.Caller` });
  }
  return members;
}

/** What the handler of a route gives to that of the user. */
export function customCall(view: CustomView, operation: Operation): CustomCall {
  const { input, exported, members, reader } = view;
  const fields = members.map(({ field }) => code`${field}: ${given(field, operation, reader)}`);
  return { input, exported, fields: joined(fields, ", ") };
}

function given(field: Identifier, { body }: Operation, reader: BodyReader | false): Code {
  switch (String(field)) {
    case "Path":
      return code`*path`;
    case "Caller":
      return code`caller`;
    case "Body": {
      if (reader === false) return code`input.Body`;
      return body?.required === true
        ? code`custom.${reader.name}(&input.Body)`
        : code`jsonvalue.ReadOptional(input.Body, custom.${reader.name})`;
    }
    default:
      return code`input.${field}`;
  }
}

/** `A`, `A or B`, `A, B or C` */
function listed(names: readonly Identifier[]): Code {
  const before = joined(names.slice(0, -1), ", ");
  const last = names.at(-1);
  if (last === undefined) return before;
  return names.length === 1 ? code`${last}` : code`${before} or ${last}`;
}
