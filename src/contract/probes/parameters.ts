/** Query, header, cookie and path parameters: texts of every kind, and what each becomes (docs/wire.md, "Values"). */
import type { Parameter } from "../../model/index.js";
import { REQUIRED_MESSAGE, SINGLE_MESSAGE } from "../../model/messages.js";
import { callOf, encode, nameOf, parameterText, sentOf, targetOf, type Call } from "./call.js";
import { ask, plain, refusal, type Family, type Probe, type ProbeCase } from "./probe.js";
import {
  BOOLEANS,
  carries,
  INTEGERS,
  invalid,
  names,
  NUMBERS,
  pathTexts,
  problem,
  problemsOf,
  withTexts,
  wrongText,
} from "./parameter-texts.js";
import { edgeValues } from "./values.js";
import type { World } from "./world.js";

const integers = texts(
  "parameters.integers",
  "digits with an optional minus, and a type problem for everything else",
  "an integer parameter is -?[0-9]+, whatever a language would make of other texts",
  "integer parameter",
  ({ schema }) => (schema.type === "integer" ? INTEGERS : []),
);

const numbers = texts(
  "parameters.numbers",
  "digits with an optional minus, fraction and exponent, and a type problem for everything else",
  "a number parameter follows JSON's grammar (RFC 8259, section 6)",
  "number parameter",
  ({ schema }) => (schema.type === "number" ? NUMBERS : []),
);

const booleans = texts(
  "parameters.booleans",
  "true and false, and a type problem for everything else",
  "nothing else is a boolean in JSON",
  "boolean parameter",
  ({ schema }) => (schema.type === "boolean" ? BOOLEANS : []),
);

const limits = texts(
  "parameters.limits",
  "the last valid value of every keyword accepted and the first invalid one refused",
  "JSON Schema 2020-12, validation vocabulary; lengths count code points",
  "parameter with a limit",
  ({ schema }, { random }) =>
    edgeValues(schema, random)
      .filter((value) => value !== null && typeof value !== "object")
      .map(String)
      .filter((text) => text.length < 600),
);

const nul = texts(
  "parameters.nul",
  "a problem of its own for NUL, or that of the enum",
  "PostgreSQL cannot store U+0000",
  "text parameter",
  ({ schema, in: where }) => (schema.type === "string" && where === "query" ? ["a\0b", "\0"] : []),
);

const required: Probe = {
  id: "parameters.required",
  expects: "a required problem where a required parameter is absent",
  why: "OpenAPI: the parameter is mandatory",
  appliesTo: "required parameter",
  cases: (world) =>
    eachParameter(world, (call, parameter) =>
      parameter.required && parameter.in !== "path"
        ? [
            ...call.before,
            ask(
              sentOf(withTexts(call, parameter, [])),
              invalid(call.operation, [problem(parameter, "required", REQUIRED_MESSAGE)]),
            ),
          ]
        : [],
    ),
};

const single: Probe = {
  id: "parameters.single",
  expects: "a single problem where a query parameter is given twice",
  why: "which of the two counts is nobody's guess",
  appliesTo: "query parameter",
  cases: (world) =>
    eachParameter(world, (call, parameter) => {
      const text = parameterText(world, call.operation, parameter);
      if (parameter.in !== "query" || text === null) return [];
      const expected = invalid(call.operation, [problem(parameter, "single", SINGLE_MESSAGE)]);
      return [
        ...call.before,
        ask(sentOf(withTexts(call, parameter, [text, text])), expected),
        ask(sentOf(withTexts(call, parameter, ["", text])), expected),
      ];
    }),
};

const unknown: Probe = {
  id: "parameters.unknown",
  expects: "parameters that are not documented to be ignored, also those in another case",
  why: "names of query parameters are compared exactly, and unknown ones mean nothing",
  appliesTo: "GET operation",
  cases: (world) =>
    world.api.operations.flatMap((operation) => {
      const call = operation.method === "get" ? callOf(world, operation) : null;
      if (call === null || operation.behavior.kind === "echo") return [];
      const target = targetOf(call);
      const known = operation.parameters
        .filter((one) => one.in === "query")
        .map(({ name }) => name);
      const other = known.map((name) => name.toUpperCase()).filter((name) => !known.includes(name));
      const strange = ["zz_unknown", "__proto__", "constructor", ...other].filter(
        (name) => !known.includes(name),
      );
      const search = strange.map((name) => `${encode(name)}=%F0%9F%98%80`).join("&");
      return [
        {
          on: nameOf(operation),
          steps: [
            ...call.before,
            ask(
              sentOf(call, {
                target: `${target}${target.includes("?") ? "&" : "?"}${search}&&=&x`,
              }),
              {
                status: call.status,
              },
            ),
          ],
        },
      ];
    }),
};

const together: Probe = {
  id: "parameters.together",
  expects:
    "the problems of all parameters at once: query, header, cookie, each in the document's order",
  why: "validation reports everything, so that a client can mend everything",
  appliesTo: "operation with several parameters that can be wrong",
  cases: (world) =>
    world.api.operations.flatMap((operation) => {
      const call = callOf(world, operation);
      if (call === null) return [];
      const wrong = (["query", "header", "cookie"] as const).flatMap((where) =>
        operation.parameters.flatMap((parameter) => {
          const text = parameter.in === where ? wrongText(world, parameter) : undefined;
          return text === undefined ? [] : [{ parameter, text }];
        }),
      );
      if (wrong.length < 2) return [];
      const changed = wrong
        .toReversed()
        .reduce((one, { parameter, text }) => withTexts(one, parameter, [text]), call);
      const problems = wrong.flatMap(({ parameter, text }) => problemsOf(parameter, text));
      return [
        {
          on: nameOf(operation),
          steps: [...call.before, ask(sentOf(changed), invalid(operation, problems))],
        },
      ];
    }),
};

const headerNames: Probe = {
  id: "parameters.header-names",
  expects: "a header parameter to be found by its name in any case",
  why: "field names are case-insensitive (RFC 9110, section 5.1)",
  appliesTo: "header parameter that can be wrong",
  cases: (world) =>
    eachParameter(world, (call, parameter) => {
      const text = parameter.in === "header" ? wrongText(world, parameter) : undefined;
      if (text === undefined) return [];
      const expected = invalid(call.operation, problemsOf(parameter, text));
      const { [parameter.name]: _, ...others } = call.headers;
      return [parameter.name.toLowerCase(), parameter.name.toUpperCase()].flatMap((name) => [
        ...call.before,
        ask(sentOf({ ...call, headers: { ...others, [name]: plain(text) } }), expected),
      ]);
    }),
};

const cookies: Probe = {
  id: "parameters.cookies",
  expects: "a cookie parameter to be found among other cookies, by its exact name",
  why: "RFC 6265, section 4.2.1",
  appliesTo: "cookie parameter that can be wrong",
  cases: (world) =>
    eachParameter(world, (call, parameter) => {
      const text = parameter.in === "cookie" ? wrongText(world, parameter) : undefined;
      if (text === undefined) return [];
      const { name } = parameter;
      const around = (value: string): Call => ({
        ...call,
        cookies: [
          [`x${name}`, "1"],
          ...withTexts(call, parameter, [value]).cookies,
          [`${name}x`, "2"],
        ],
      });
      return [
        ...call.before,
        ask(sentOf(around(text)), invalid(call.operation, problemsOf(parameter, text))),
      ];
    }),
};

const path: Probe = {
  id: "parameters.path",
  expects:
    "404 that names what is not found, for every path value that breaks its schema or names nothing",
  why: "a path value that cannot be names nothing that exists",
  appliesTo: "path parameter that names a row or a choice",
  cases: (world) =>
    world.api.operations.flatMap((operation) => {
      const { behavior } = operation;
      const call = callOf(world, operation);
      if (call === null || !("parameter" in behavior) || !("label" in behavior)) return [];
      const parameter = operation.parameters.find(({ name }) => name === behavior.parameter);
      if (parameter === undefined) return [];
      const strange = pathTexts(world, parameter).filter(
        (text) => behavior.kind !== "choice" || !names(behavior, text),
      );
      return [
        {
          on: nameOf(operation),
          steps: [
            ...call.before,
            ...strange.map((text) =>
              ask(
                sentOf({
                  ...call,
                  path: new Map([...call.path, [parameter.name, plain(encode(text))]]),
                }),
                refusal(404, `${behavior.label} not found`),
              ),
            ),
          ],
        },
      ];
    }),
};

export const parameters: Family = {
  title: "Parameters",
  probes: [
    integers,
    numbers,
    booleans,
    limits,
    nul,
    required,
    single,
    unknown,
    together,
    headerNames,
    cookies,
    path,
  ],
};

/** A probe that tries texts on each parameter; the oracle says what becomes of each. */
function texts(
  id: string,
  expects: string,
  why: string,
  appliesTo: string,
  tried: (parameter: Parameter, world: World) => readonly string[],
): Probe {
  return {
    id,
    expects,
    why,
    appliesTo,
    cases: (world) =>
      eachParameter(world, (call, parameter) => {
        if (parameter.in === "path") return [];
        const given = [...new Set(tried(parameter, world))].filter((text) =>
          carries(parameter, text),
        );
        if (given.length === 0) return [];
        return [
          ...call.before,
          ...given.map((text) => {
            const problems = problemsOf(parameter, text);
            const expected =
              problems.length === 0 ? { status: call.status } : invalid(call.operation, problems);
            return ask(sentOf(withTexts(call, parameter, [text])), expected);
          }),
        ];
      }),
  };
}

/** A case for each parameter of each operation that can be called again and again. */
function eachParameter(
  world: World,
  steps: (call: Call, parameter: Parameter) => ProbeCase["steps"],
): ProbeCase[] {
  return world.api.operations.flatMap((operation) => {
    const repeatable = operation.behavior.kind !== "delete" && operation.behavior.kind !== "create";
    const call = repeatable && operation.parameters.length > 0 ? callOf(world, operation) : null;
    if (call === null) return [];
    return operation.parameters.map((parameter) => ({
      on: `${nameOf(operation)} ${parameter.in} ${parameter.name}`,
      steps: steps(call, parameter),
    }));
  });
}
