/** Keywords of a schema to rules, in the order of the wire contract. */
import type { LimitCode, Rule, Scalar, StringFormat } from "../../model/index.js";
import {
  constMessage,
  enumMessage,
  formatMessage,
  limitMessage,
  NUL_MESSAGE,
  patternMessage,
  uniqueItemsMessage,
} from "../../model/messages.js";
import { NO_NUL } from "../../model/patterns.js";
import { numberOf, stringOf } from "../../source/index.js";
import type { Context } from "../context.js";
import { flag, keyword, limit, type TypeName } from "./keywords.js";
import type { Parts } from "./parts.js";
import { checkPattern } from "./pattern.js";

const ORDER: readonly Rule["code"][] = [
  "enum",
  "const",
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
];

/** Integers that a double holds exactly: 2^53 − 1. */
export const MAX_INTEGER = Number.MAX_SAFE_INTEGER;

export function inOrder(rules: readonly Rule[]): readonly Rule[] {
  return rules.toSorted((a, b) => ORDER.indexOf(a.code) - ORDER.indexOf(b.code));
}

/** @param values without null */
export function valueRules(
  values: readonly Scalar[],
  constant: boolean,
  nullable: boolean,
): readonly Rule[] {
  const [first] = values;
  if (constant && first !== undefined) {
    return [{ code: "const", value: first, message: constMessage(first, nullable) }];
  }
  return [{ code: "enum", values, message: enumMessage(values, nullable) }];
}

export function limitRule(code: LimitCode, value: number): Rule {
  return { code, limit: value, message: limitMessage(code, value) };
}

/** Lengths, NUL, patterns and the format of a string whose values are not listed. */
export function stringRules(
  context: Context,
  parts: Parts,
  format: StringFormat | undefined,
): readonly Rule[] {
  return [
    ...pair(context, parts, "minLength", "maxLength"),
    ...patternRules(context, parts),
    ...(format === undefined
      ? []
      : [{ code: "format", format, message: formatMessage(format) } as const]),
  ];
}

function patternRules(context: Context, parts: Parts): readonly Rule[] {
  // True of every string, whether or not the document says so itself.
  const patterns = new Set([NO_NUL]);
  for (const { value } of keyword(parts, "pattern")) {
    const pattern = stringOf(value) ?? "";
    const problem = checkPattern(pattern);
    if (problem === null) patterns.add(pattern);
    else if (problem.kind === "invalid") {
      context.report("invalid-pattern", value.place, { pattern, problem: problem.problem });
    } else {
      context.report("unsupported-pattern", value.place, { construct: problem.construct });
    }
  }
  return [...patterns].map((pattern) => ({
    code: "pattern",
    pattern,
    message: pattern === NO_NUL ? NUL_MESSAGE : patternMessage(pattern),
  }));
}

/** Limits of a number; integers have those of their format, or of what a double holds exactly. */
export function numberRules(
  context: Context,
  parts: Parts,
  type: TypeName,
  format: string | undefined,
): readonly Rule[] {
  const range = type === "integer" ? integerRange(format) : null;
  const low = numericLimit(context, parts, "minimum", "exclusiveMinimum", Math.max);
  const high = numericLimit(context, parts, "maximum", "exclusiveMaximum", Math.min);
  const minimum =
    range === null ? low.inclusive : Math.max(low.inclusive ?? range.minimum, range.minimum);
  const maximum =
    range === null ? high.inclusive : Math.min(high.inclusive ?? range.maximum, range.maximum);
  contradiction(context, parts, "maximum", minimum, maximum);
  contradiction(
    context,
    parts,
    "exclusiveMaximum",
    low.exclusive ?? minimum,
    high.exclusive ?? undefined,
  );
  const rules: Rule[] = [];
  if (minimum !== undefined) rules.push(limitRule("minimum", minimum));
  if (low.exclusive !== undefined) rules.push(limitRule("exclusiveMinimum", low.exclusive));
  if (maximum !== undefined) rules.push(limitRule("maximum", maximum));
  if (high.exclusive !== undefined) rules.push(limitRule("exclusiveMaximum", high.exclusive));
  for (const step of new Set(keyword(parts, "multipleOf"))) {
    const value = numberOf(step.value) ?? 0;
    if (value > 0) rules.push(limitRule("multipleOf", value));
    else
      context.report("invalid-limit", step.value.place, {
        keyword: "multipleOf",
        expected: "greater than 0",
      });
  }
  return rules;
}

export function integerRange(format: string | undefined): {
  readonly minimum: number;
  readonly maximum: number;
} {
  return format === "int32"
    ? { minimum: -2_147_483_648, maximum: 2_147_483_647 }
    : { minimum: -MAX_INTEGER, maximum: MAX_INTEGER };
}

interface NumericLimit {
  readonly inclusive: number | undefined;
  readonly exclusive: number | undefined;
}

/** OpenAPI 3.0 says with a boolean that the limit beside it is exclusive. */
function numericLimit(
  context: Context,
  parts: Parts,
  inclusive: "minimum" | "maximum",
  exclusive: "exclusiveMinimum" | "exclusiveMaximum",
  pick: (...values: number[]) => number,
): NumericLimit {
  const included: number[] = [];
  const excluded: number[] = [];
  for (const part of parts.all) {
    const own: Parts = { ...parts, all: [part] };
    const [entry] = keyword(own, exclusive);
    const value = numberOf(keyword(own, inclusive)[0]?.value);
    const isFlag = entry?.value.kind === "scalar" && typeof entry.value.value === "boolean";
    if (entry !== undefined && isFlag !== (context.version === "3.0")) {
      const expected = context.version === "3.0" ? "true or false" : "a number";
      context.report("wrong-type", entry.value.place, {
        expected: `${expected} in OpenAPI ${context.version}`,
      });
    }
    const strict = isFlag && flag(own, exclusive);
    if (value !== undefined) (strict ? excluded : included).push(value);
    const limitValue = numberOf(entry?.value);
    if (limitValue !== undefined) excluded.push(limitValue);
  }
  return {
    inclusive: included.length === 0 ? undefined : pick(...included),
    exclusive: excluded.length === 0 ? undefined : pick(...excluded),
  };
}

export function arrayRules(context: Context, parts: Parts): readonly Rule[] {
  const unique: Rule = { code: "uniqueItems", message: uniqueItemsMessage() };
  return [
    ...pair(context, parts, "minItems", "maxItems"),
    ...(flag(parts, "uniqueItems") ? [unique] : []),
  ];
}

export function objectRules(parts: Parts): readonly Rule[] {
  const least = limit(parts, "minProperties", Math.max);
  return least === undefined || least === 0 ? [] : [limitRule("minProperties", least)];
}

/** A lower and an upper limit of a size. A lower limit of 0 says nothing. */
function pair(
  context: Context,
  parts: Parts,
  low: "minLength" | "minItems",
  high: "maxLength" | "maxItems",
): readonly Rule[] {
  const least = limit(parts, low, Math.max);
  const most = limit(parts, high, Math.min);
  contradiction(context, parts, high, least, most);
  return [
    ...(least === undefined || least === 0 ? [] : [limitRule(low, least)]),
    ...(most === undefined ? [] : [limitRule(high, most)]),
  ];
}

function contradiction(
  context: Context,
  parts: Parts,
  name: string,
  low: number | undefined,
  high: number | undefined,
): void {
  const entry = keyword(parts, name)[0] ?? parts.all[0]?.node;
  if (entry === undefined || low === undefined || high === undefined || low <= high) return;
  context.report("contradictory-limits", entry.place, { low, high });
}
