/** What the rules of a schema leave to choose from. */
import type { Json, LimitCode, Rule, Schema } from "../../model/index.js";

/** The strictest limit of one kind; `null` where there is none. */
export function limitOf(schema: Schema, code: LimitCode): number | null {
  const limits = schema.rules.flatMap((rule) =>
    rule.code === code && "limit" in rule ? [rule.limit] : [],
  );
  if (limits.length === 0) return null;
  return code === "maxLength" ||
    code === "maximum" ||
    code === "exclusiveMaximum" ||
    code === "maxItems"
    ? Math.min(...limits)
    : Math.max(...limits);
}

/** The only values allowed that can be stored, null left out; `null` where there are more than a list. */
export function allowedValues(schema: Schema): readonly Json[] | null {
  const values = listedValues(schema);
  // PostgreSQL has no NUL in a text.
  return values?.filter((value) => value !== null && !String(value).includes("\0")) ?? null;
}

function listedValues(schema: Schema): readonly Json[] | null {
  const lists = schema.rules.flatMap((rule): (readonly Json[])[] => {
    if (rule.code === "const") return [[rule.value]];
    return rule.code === "enum" ? [rule.values] : [];
  });
  if (schema.single !== undefined) lists.push([schema.single.value]);
  if (schema.type === "string" && schema.choices !== undefined) {
    lists.push(schema.choices.map((choice) => choice.value));
  }
  const [first, ...others] = lists;
  return first?.filter((value) => others.every((list) => list.includes(value))) ?? null;
}

/** Numbers `first + step * k` for `k` from 0 up to `count - 1`. */
export interface Steps {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

/** Evenly spaced numbers that keep the limits: the whole range of integers, hundredths of other numbers. */
export function stepsOf(schema: Extract<Schema, { type: "integer" | "number" }>): Steps {
  const integral = schema.type === "integer";
  const multiple = limitOf(schema, "multipleOf");
  const least = highest(limitOf(schema, "minimum"), limitOf(schema, "exclusiveMinimum"));
  const most = lowest(limitOf(schema, "maximum"), limitOf(schema, "exclusiveMaximum"));
  const width = integral ? (schema.format === "int32" ? 1_000_000 : 1_000_000_000) : 100;
  const low = least ?? (most === null || most > 1 ? 1 : most - width);
  const high = most ?? low + width;
  const step = multiple ?? (integral ? 1 : high - low >= 1 ? 0.01 : (high - low) / 10_000);
  if (!(step > 0)) return { first: low, step: 0, count: 1 };
  const exclusive = least !== null && least === limitOf(schema, "exclusiveMinimum");
  const aligned = multiple === null && !integral ? low : Math.ceil(low / step) * step;
  const first = exclusive && aligned <= low ? aligned + step : aligned;
  const open = most !== null && most === limitOf(schema, "exclusiveMaximum");
  const steps = Math.floor((high - first) / step + 1e-9);
  const reaches = open && first + steps * step >= high;
  return { first, step, count: Math.max(1, steps + (reaches ? 0 : 1)) };
}

function highest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

function lowest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** Whether a text keeps the rules of its schema; patterns are ECMA-262 with the `u` flag. */
export function keepsRules(schema: Schema, text: string): boolean {
  return schema.rules.every((rule) => keepsRule(rule, text));
}

function keepsRule(rule: Rule, text: string): boolean {
  switch (rule.code) {
    case "minLength":
      return [...text].length >= rule.limit;
    case "maxLength":
      return [...text].length <= rule.limit;
    case "pattern":
      return new RegExp(rule.pattern, "u").test(text);
    case "enum":
      return rule.values.includes(text);
    case "const":
      return rule.value === text;
    case "format":
    case "uniqueItems":
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
    case "exclusiveMaximum":
    case "multipleOf":
    case "minItems":
    case "maxItems":
    case "minProperties":
      return true;
  }
}
