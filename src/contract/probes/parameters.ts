/** Query, header, cookie and path parameters: texts of every kind, and what each becomes (docs/wire.md, "Values"). */
import type { Parameter } from "../../model/index.js";
import { REQUIRED_MESSAGE, SINGLE_MESSAGE } from "../../model/messages.js";
import {
  callOf,
  carries,
  encode,
  nameOf,
  parameterTexts,
  sentOf,
  targetOf,
  type Call,
} from "./call.js";
import { defaultParameter } from "./defaults.js";
import { listParameterProbes } from "./list-parameters.js";
import { ask, plain, refusal, type Family, type Probe } from "./probe.js";
import {
  BOOLEANS,
  eachParameter,
  INTEGERS,
  invalid,
  isRepeatable,
  names,
  NUMBERS,
  pathTexts,
  problem,
  problemsOf,
  withTexts,
  wrongTexts,
} from "./parameter-texts.js";
import { edgeValues } from "./values.js";
import type { World } from "./world.js";

const integers = textProbe(
  "parameters.integers",
  "digits with an optional minus, and a type problem for everything else",
  "an integer parameter is -?[0-9]+, whatever a language would make of other texts",
  "integer parameter",
  ({ schema }) => (schema.type === "integer" ? INTEGERS : []),
);

const numbers = textProbe(
  "parameters.numbers",
  "digits with an optional minus, fraction and exponent, and a type problem for everything else",
  "a number parameter follows JSON's grammar (RFC 8259, section 6)",
  "number parameter",
  ({ schema }) => (schema.type === "number" ? NUMBERS : []),
);

const booleans = textProbe(
  "parameters.booleans",
  "true and false, and a type problem for everything else",
  "nothing else is a boolean in JSON",
  "boolean parameter",
  ({ schema }) => (schema.type === "boolean" ? BOOLEANS : []),
);

const limits = textProbe(
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

const nul = textProbe(
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
      const [text] = parameterTexts(world, call.operation, parameter) ?? [];
      if (parameter.in !== "query" || parameter.schema.type === "array" || text === undefined)
        return [];
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
          const texts = parameter.in === where ? wrongTexts(world, parameter) : undefined;
          return texts === undefined ? [] : [{ parameter, texts }];
        }),
      );
      if (wrong.length < 2) return [];
      const changed = wrong
        .toReversed()
        .reduce((one, { parameter, texts }) => withTexts(one, parameter, texts), call);
      const problems = wrong.flatMap(({ parameter, texts }) => problemsOf(parameter, texts));
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
      const texts = parameter.in === "header" ? wrongTexts(world, parameter) : undefined;
      if (texts === undefined) return [];
      const expected = invalid(call.operation, problemsOf(parameter, texts));
      const { [parameter.name]: _, ...others } = call.headers;
      return [parameter.name.toLowerCase(), parameter.name.toUpperCase()].flatMap((name) => [
        ...call.before,
        ask(sentOf({ ...call, headers: { ...others, [name]: texts.map(plain) } }), expected),
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
      const texts = parameter.in === "cookie" ? wrongTexts(world, parameter) : undefined;
      const [text] = texts ?? [];
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
        ask(sentOf(around(text)), invalid(call.operation, problemsOf(parameter, [text]))),
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
    defaultParameter,
    single,
    unknown,
    together,
    headerNames,
    cookies,
    ...listParameterProbes,
    path,
  ],
};

/** A probe that tries texts on each parameter; the oracle says what becomes of each. */
function textProbe(
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
        if (parameter.in === "path" || parameter.schema.type === "array") return [];
        const given = [...new Set(tried(parameter, world))].filter((text) =>
          carries(parameter, text),
        );
        if (given.length === 0) return [];
        return [
          ...call.before,
          ...given.flatMap((text) => {
            const problems = problemsOf(parameter, [text]);
            const sent = sentOf(withTexts(call, parameter, [text]));
            if (problems.length > 0) return [ask(sent, invalid(call.operation, problems))];
            return isRepeatable(call.operation) ? [ask(sent, { status: call.status })] : [];
          }),
        ];
      }),
  };
}
