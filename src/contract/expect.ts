/** A response against an expectation and against what holds for every response. */
import type { Json, Schema } from "../model/index.js";
import { compareJson } from "./compare.js";
import type { CustomAnswer, Defaults, Expectation, ExpectedHeaders } from "./format.js";
import { headerValues, type RawResponse } from "./http/message.js";
import type { Outcome } from "./http/exchange.js";
import { checkKind, type KindContext } from "./kinds.js";
import { atPointer, below, parseJson } from "./pointer.js";
import { findProblems } from "./probes/oracle.js";
import type { Difference } from "./report.js";
import { isObject } from "./variables.js";

/** All that is wrong with what came; empty when it is as expected. */
export function checkOutcome(
  outcome: Outcome,
  expected: Expectation,
  defaults: Defaults,
  method: string,
  context: KindContext,
): Difference[] {
  if (expected.refused) return checkRefused(outcome);
  if (outcome.kind !== "response") {
    return [
      { where: "response", expected: "a response", actual: outcome.kind, problem: outcome.detail },
    ];
  }
  const { response } = outcome;
  const isJson = expected.json !== undefined || expected.at !== undefined;
  const headers = mergeHeaders(
    defaults.headers,
    isJson && defaults.jsonType !== undefined ? { "Content-Type": defaults.jsonType } : {},
    expected.headers,
  );
  return [
    ...checkStatus(response, expected),
    ...checkAnswer(response, expected, method),
    ...headers.flatMap(([name, value]) => checkHeader(response, name, value, context)),
    ...(defaults.contentLength ? checkLength(response, method) : []),
    ...checkSurplus(response),
    ...checkBody(response, expected, context),
  ];
}

function checkRefused(outcome: Outcome): Difference[] {
  if (outcome.kind === "closed") return [];
  const actual = outcome.kind === "response" ? String(outcome.response.status) : outcome.detail;
  return /^4\d\d$/.test(actual)
    ? []
    : [{ where: "status", expected: "4xx or a closed connection", actual }];
}

function checkStatus(response: RawResponse, expected: Expectation): Difference[] {
  if (expected.status === undefined || expected.status === response.status) return [];
  return [{ where: "status", expected: String(expected.status), actual: String(response.status) }];
}

/** What somebody else wrote: a documented status with a body of its schema. */
function checkAnswer(
  response: RawResponse,
  { answers }: Expectation,
  method: string,
): Difference[] {
  if (answers === undefined || isUnwritten(response, answers, method)) return [];
  const answer = answers.find(({ status }) => status === response.status);
  if (answer === undefined) {
    const expected = answers.map(({ status }) => status).join(" or ");
    return [{ where: "status", expected, actual: String(response.status) }];
  }
  if (method === "HEAD") return [];
  const text = response.body.toString();
  const { schema } = answer;
  if (schema !== null) return [...checkValid(text, schema), ...checkOrder(parseJson(text), schema)];
  return text === "" ? [] : [{ where: "body", expected: "empty", actual: excerpt(text) }];
}

/** Whether an operation says that it is still to be written. */
export function isUnwritten(
  { status, body }: RawResponse,
  answers: readonly CustomAnswer[],
  method: string,
): boolean {
  if (status !== 501 || answers.some((answer) => answer.status === 501)) return false;
  return method === "HEAD" || isObject(parseJson(body.toString()) ?? null);
}

/** Later ones take the place of earlier ones of the same name in any case. */
function mergeHeaders(
  ...lists: (ExpectedHeaders | undefined)[]
): [string, ExpectedHeaders[string]][] {
  const merged = new Map<string, [string, ExpectedHeaders[string]]>();
  for (const list of lists) {
    for (const [name, value] of Object.entries(list ?? {}))
      merged.set(name.toLowerCase(), [name, value]);
  }
  return [...merged.values()];
}

function checkHeader(
  response: RawResponse,
  name: string,
  expected: ExpectedHeaders[string],
  context: KindContext,
): Difference[] {
  const values = headerValues(response.headers, name);
  const where = `header ${name}`;
  const actual =
    values.length === 0 ? "absent" : values.map((value) => JSON.stringify(value)).join(" and ");
  if (expected === null) return values.length === 0 ? [] : [{ where, expected: "absent", actual }];
  if (isObject(expected)) {
    const problem =
      values.length > 1 ? "is sent more than once" : checkKind(expected, values[0], context);
    return problem === null ? [] : [{ where, expected: JSON.stringify(expected), actual, problem }];
  }
  const wanted = typeof expected === "string" ? [expected] : expected;
  const same =
    wanted.length === values.length && wanted.every((value, index) => value === values[index]);
  return same
    ? []
    : [{ where, expected: wanted.map((value) => JSON.stringify(value)).join(" and "), actual }];
}

/** RFC 9110, section 8.6, and stricter: every body states its length, whatever its size. */
function checkLength(response: RawResponse, method: string): Difference[] {
  const lengths = headerValues(response.headers, "Content-Length");
  const coded = headerValues(response.headers, "Transfer-Encoding").length > 0;
  const actual = coded
    ? "Transfer-Encoding"
    : lengths.length === 0
      ? "absent"
      : lengths.join(" and ");
  const where = "header Content-Length";
  if (response.status === 204 || response.status === 101) {
    return actual === "absent" ? [] : [{ where, expected: "absent", actual }];
  }
  if (method === "HEAD" || response.status === 304) {
    return /^(absent|\d+)$/.test(actual) ? [] : [{ where, expected: "one number or none", actual }];
  }
  const expected = String(response.body.length);
  return actual === expected ? [] : [{ where, expected, actual }];
}

function checkSurplus(response: RawResponse): Difference[] {
  if (response.surplus.length === 0) return [];
  const actual = `${response.surplus.length} bytes: ${excerpt(response.surplus.toString("latin1"))}`;
  return [{ where: "after the response", expected: "nothing", actual }];
}

function checkBody(
  response: RawResponse,
  expected: Expectation,
  context: KindContext,
): Difference[] {
  const text = response.body.toString();
  return [
    ...(expected.empty && response.body.length > 0
      ? [{ where: "body", expected: "empty", actual: excerpt(text) }]
      : []),
    ...(expected.text !== undefined && !response.body.equals(Buffer.from(expected.text))
      ? [{ where: "body", expected: JSON.stringify(expected.text), actual: JSON.stringify(text) }]
      : []),
    ...patterns(expected.pattern)
      .filter((pattern) => !new RegExp(pattern, "u").test(text))
      .map((pattern) => ({
        where: "body",
        expected: `to match ${pattern}`,
        actual: excerpt(text),
      })),
    ...patterns(expected.lacks).flatMap((pattern) => {
      const found = new RegExp(pattern, "u").exec(text);
      return found === null
        ? []
        : [
            {
              where: "body",
              expected: `not to match ${pattern}`,
              actual: `has ${excerpt(found[0])}`,
            },
          ];
    }),
    ...(expected.json !== undefined ? checkJson(text, expected.json, context) : []),
    ...(expected.at !== undefined ? checkParts(text, expected.at, context) : []),
    ...(expected.valid !== undefined ? checkValid(text, expected.valid) : []),
    ...(expected.ordered !== undefined ? checkOrder(parseJson(text), expected.ordered) : []),
  ];
}

function checkJson(text: string, expected: Json, context: KindContext): Difference[] {
  const actual = parseJson(text);
  if (actual === undefined)
    return [{ where: "body", expected: JSON.stringify(expected), actual: notJson(text) }];
  const { differences, filled } = compareJson(expected, actual, context);
  const bytes = JSON.stringify(filled);
  if (differences.length > 0 || bytes === text) return [...differences];
  return [
    {
      where: "body",
      expected: bytes,
      actual: text,
      problem: "is the same value, but not the same bytes",
    },
  ];
}

function checkParts(
  text: string,
  expected: { readonly [pointer: string]: Json },
  context: KindContext,
): Difference[] {
  const actual = parseJson(text);
  if (actual === undefined) return [{ where: "body", expected: "JSON", actual: notJson(text) }];
  return Object.entries(expected).flatMap(
    ([pointer, value]) =>
      compareJson(value, atPointer(actual, pointer), context, pointer).differences,
  );
}

function checkValid(text: string, schema: Schema): Difference[] {
  const actual = parseJson(text);
  if (actual === undefined) return [{ where: "body", expected: "JSON", actual: notJson(text) }];
  return findProblems(schema, actual).map(({ field, code, message }) => ({
    where: field === "" ? "body" : `body ${field}`,
    expected: `${code}: ${message}`,
    actual: JSON.stringify(atPointer(actual, field)) ?? "absent",
  }));
}

function checkOrder(value: Json | undefined, schema: Schema, pointer = ""): Difference[] {
  if (schema.type === "array" && Array.isArray(value)) {
    return value.flatMap((item: Json, index) =>
      checkOrder(item, schema.items, `${pointer}/${index}`),
    );
  }
  if (schema.type !== "object" || !isObject(value)) return [];
  const names = Object.keys(value);
  const expected = schema.properties.map(({ name }) => name).filter((name) => names.includes(name));
  const actual = names.filter((name) => expected.includes(name));
  const wrong =
    orderOf(actual) === orderOf(expected)
      ? []
      : [{ where: `names of body ${pointer}`, expected: expected.join(), actual: actual.join() }];
  return [
    ...wrong,
    ...schema.properties.flatMap((property) =>
      checkOrder(
        Object.hasOwn(value, property.name) ? value[property.name] : undefined,
        property.schema,
        below(pointer, property.name),
      ),
    ),
  ];
}

/** ECMAScript puts names that are array indexes first when it reads an object, so that their place is lost. */
function orderOf(names: readonly string[]): string {
  return JSON.stringify(names.filter((name) => !/^(?:0|[1-9]\d*)$/.test(name)));
}

function notJson(text: string): string {
  return text === "" ? "an empty body" : `no JSON: ${excerpt(text)}`;
}

function patterns(given: string | readonly string[] | undefined): readonly string[] {
  if (given === undefined) return [];
  return typeof given === "string" ? [given] : given;
}

function excerpt(text: string): string {
  const shown = text.length > 300 ? `${text.slice(0, 300)}…` : text;
  return JSON.stringify(shown);
}
