/** Texts for parameters, calls that carry them, and what the oracle says of each. */
import type { Json, Operation, Parameter } from "../../model/index.js";
import type { Expectation } from "../format.js";
import { callOf, carries, encode, nameOf, writeList, type Call } from "./call.js";
import { findProblems, readTexts } from "./oracle.js";
import { plain, type ProbeCase } from "./probe.js";
import { edgeValues, validValue } from "./values.js";
import type { World } from "./world.js";

export const INTEGERS = [
  ..."abc,1abc,1.0,0x10,1e3,+1,--1,1_000,１,٣,NaN,Infinity,null,true,0,-0,007,1,-1".split(","),
  ..."2147483647,2147483648,-2147483648,-2147483649,9223372036854775808".split(","),
  ..."9007199254740991,9007199254740992,-9007199254740991,-9007199254740992".split(","),
  ..."99999999999999999999,-99999999999999999999".split(","),
  "1".repeat(400),
  " 1",
  "1 ",
  "",
];
export const NUMBERS = "1,1.5,-0.5,1e3,1E+2,1e-2,.5,5.,+1,0x10,NaN,Infinity,1e400,1_0,null, 1,"
  .split(",")
  .concat(["1,5"]);
export const BOOLEANS = "true,false,True,TRUE,1,0,yes,null, true,".split(",");

/** The call with these values of one parameter, none for absent. */
export function withTexts(
  call: Call,
  { name, in: where }: Parameter,
  given: readonly string[],
): Call {
  const pairs = given.map((text) => [name, text] as const);
  switch (where) {
    case "query":
      return { ...call, query: [...call.query.filter(([other]) => other !== name), ...pairs] };
    case "cookie":
      return { ...call, cookies: [...call.cookies.filter(([other]) => other !== name), ...pairs] };
    case "header": {
      const { [name]: _, ...others } = call.headers;
      return given.length === 0
        ? { ...call, headers: others }
        : { ...call, headers: { ...others, [name]: given.map((text) => plain(text)) } };
    }
    case "path":
      return { ...call, path: new Map([...call.path, [name, plain(encode(given[0] ?? ""))]]) };
  }
}

export interface Reported {
  readonly in: string;
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** A validation error with exactly these problems. */
export function invalid({ invalidStatus }: Operation, problems: readonly Reported[]): Expectation {
  const errors: Json = problems.map(({ in: where, field, code, message }) => ({
    in: where,
    field,
    code,
    message,
  }));
  return {
    status: invalidStatus,
    at: { "/detail": "Validation failed", "/errors": plain(errors) },
  };
}

export function problem({ name, in: where }: Parameter, code: string, message: string): Reported {
  return { in: where, field: name, code, message };
}

/** What is wrong when the parameter is given with these texts; an item of a list is named by its place. */
export function problemsOf(parameter: Parameter, texts: readonly string[]): Reported[] {
  return findProblems(parameter.schema, readTexts(parameter, texts)).map(
    ({ field, code, message }) => ({
      ...problem(parameter, code, message),
      field: `${parameter.name}${field}`,
    }),
  );
}

/** Texts that the parameter refuses, where there are some that it can carry. */
export function wrongTexts({ random }: World, parameter: Parameter): readonly string[] | undefined {
  const { schema } = parameter;
  const of = schema.type === "array" ? schema.items : schema;
  const texts = [
    "!",
    "x!",
    ...edgeValues(of, random)
      .filter((value) => typeof value !== "object")
      .map(String),
  ];
  const item = schema.type === "array" ? validValue(of, parameter.name, random) : undefined;
  // Of a list the last item, or else there are too many.
  const tries =
    schema.type === "array"
      ? [
          ...texts.map((text) => writeList(parameter, [String(item), text])),
          ...schema.rules.flatMap((rule) =>
            "limit" in rule && rule.limit < 100
              ? [
                  writeList(
                    parameter,
                    Array.from({ length: rule.limit + 1 }, () => String(item)),
                  ),
                ]
              : [],
          ),
        ]
      : texts.map((text) => [text]);
  return tries.find(
    (given) =>
      given.every((text) => carries(parameter, text) && text.length < 600) &&
      problemsOf(parameter, given).length > 0,
  );
}

/** Whether a call can be sent again and again with the same result. */
export function isRepeatable({ behavior }: Operation): boolean {
  return behavior.kind !== "delete" && behavior.kind !== "create";
}

/** A case for each parameter of each operation. */
export function eachParameter(
  world: World,
  steps: (call: Call, parameter: Parameter) => ProbeCase["steps"],
): ProbeCase[] {
  return world.api.operations.flatMap((operation) => {
    const call = operation.parameters.length > 0 ? callOf(world, operation) : null;
    if (call === null) return [];
    return operation.parameters.map((parameter) => ({
      on: `${nameOf(operation)} ${parameter.in} ${parameter.name}`,
      steps: steps(call, parameter),
    }));
  });
}

/** Texts that name nothing: those that break the schema, and numbers that no row gets to. */
export function pathTexts({ random }: World, parameter: Parameter): string[] {
  const { schema } = parameter;
  const far = ["9007199254740991", "9007199254740992", "2147483647", "99999999999999999999", "-1"];
  const all = [
    ...INTEGERS,
    "a/b",
    "%",
    "%41",
    "a\0b",
    "é",
    "\u{1F600}",
    "no such thing",
    "__proto__",
    "constructor",
    "..x",
    ...edgeValues(schema, random).filter((value) => typeof value === "string"),
  ];
  const breaking = all.filter((text) => text !== "" && problemsOf(parameter, [text]).length > 0);
  const missing =
    schema.type === "integer"
      ? far
      : schema.type === "string" && listless(parameter)
        ? ["no such thing"]
        : [];
  return [...new Set([...breaking, ...missing])].filter(
    (text) => text.length < 600 && text !== "." && text !== "..",
  );
}

function listless({ schema }: Parameter): boolean {
  return findProblems(schema, "no such thing").length === 0;
}

export function names(
  {
    choices,
    anyCase,
  }: { readonly choices: readonly { readonly value: string }[]; readonly anyCase: boolean },
  text: string,
): boolean {
  return choices.some(({ value }) =>
    anyCase ? value.toLowerCase() === text.toLowerCase() : value === text,
  );
}
