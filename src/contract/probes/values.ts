/** Valid values of a schema, and the values at and beyond each of its edges. */
import type { Json, Property, Schema } from "../../model/index.js";
import { isObject } from "../variables.js";
import { findProblems } from "./oracle.js";
import type { Random } from "./random.js";
import { lengths, textOfLength, validText } from "./texts.js";

/** A valid value; `word` names it. `undefined` where none was found. */
export function validValue(schema: Schema, word: string, random: Random): Json | undefined {
  const listed = listedValues(schema);
  if (listed !== null) return listed[random.under(listed.length)] ?? listed[0];
  switch (schema.type) {
    case "string":
      return validText(schema, word, random) ?? undefined;
    case "integer":
    case "number":
      return validNumber(schema, random);
    case "boolean":
      return random.under(2) === 1;
    case "null":
      return null;
    case "any":
      return { [word]: random.tag() };
    case "array":
      return validItems(schema, word, random);
    case "object":
      return validObject(schema, random);
  }
}

/** Every declared property that has a valid value. */
export function validObject(
  schema: Extract<Schema, { type: "object" }>,
  random: Random,
): { readonly [name: string]: Json } {
  const entries = new Map<string, Json>();
  for (const property of schema.properties) {
    const value = propertyValue(property, entries, random);
    if (value !== undefined) entries.set(property.name, value);
  }
  // Equal ones may stand before what they equal.
  for (const { name, equals } of schema.properties) {
    const other = equals === undefined ? undefined : entries.get(equals.property);
    if (other !== undefined) entries.set(name, other);
  }
  return Object.fromEntries(entries);
}

function propertyValue(
  { name, schema, equals }: Property,
  known: ReadonlyMap<string, Json>,
  random: Random,
): Json | undefined {
  const other = equals === undefined ? undefined : known.get(equals.property);
  return other ?? validValue(schema, name, random);
}

/** The values that an enum or const leaves, those first that can be stored anywhere; `null` where there is no list. */
export function listedValues(schema: Schema): readonly Json[] | null {
  if (schema.single !== undefined) return [schema.single.value];
  for (const rule of schema.rules) {
    if (rule.code === "const") return [rule.value];
    if (rule.code !== "enum") continue;
    const kept = rule.values.filter(
      (value) => findProblems(schema, value).length === 0 && !String(value).includes("\0"),
    );
    return kept.length === 0 ? null : kept;
  }
  return null;
}

function validNumber(
  schema: Extract<Schema, { type: "integer" | "number" }>,
  random: Random,
): number | undefined {
  const limit = (codes: readonly string[]): number[] =>
    schema.rules.flatMap((rule) =>
      "limit" in rule && codes.includes(rule.code) ? [rule.limit] : [],
    );
  const steps = limit(["multipleOf"]);
  const step = steps[0] ?? (schema.type === "integer" ? 1 : 0.5);
  const low = Math.max(...limit(["minimum", "exclusiveMinimum"]), -1e9);
  const high = Math.min(...limit(["maximum", "exclusiveMaximum"]), 1e9);
  const from = Math.ceil((low === -1e9 && high > 0 ? 0 : low) / step);
  const room = Math.max(1, Math.floor(Math.min(high / step, from + 1e8) - from));
  const places = [1, 2, 3, 4].map(() => random.under(room));
  const tries = [...places, 0, 1, 2, room, room - 1].map((place) =>
    Number(((from + place) * step).toPrecision(15)),
  );
  const fitting = [...tries, (low + high) / 2, low, high, ...steps].filter(
    (value) => findProblems(schema, value).length === 0,
  );
  return fitting.find((value) => random.isFresh(value)) ?? fitting[0];
}

function validItems(
  schema: Extract<Schema, { type: "array" }>,
  word: string,
  random: Random,
): Json[] | undefined {
  const least = schema.rules.flatMap((rule) => (rule.code === "minItems" ? [rule.limit] : []));
  for (const count of [Math.max(2, ...least), Math.max(1, ...least), Math.max(0, ...least)]) {
    for (let attempt = 0; attempt < 5; attempt++) {
      const items = Array.from({ length: count }, () => validValue(schema.items, word, random));
      const whole = items.filter((item) => item !== undefined);
      if (whole.length === count && findProblems(schema, whole).length === 0) return whole;
    }
  }
  return undefined;
}

/**
 * Values at the edges of a schema: the last that is valid and the first that is not of each keyword. What becomes of
 * each is for the oracle to say. Unusual ones (a NUL, a value of another type) stand elsewhere.
 */
export function edgeValues(schema: Schema, random: Random): readonly Json[] {
  const edges = schema.rules.flatMap((rule): (Json | null)[] => {
    switch (rule.code) {
      case "enum":
        return [...rule.values.slice(0, 4), ...strangers(rule.values)];
      case "const":
        return [rule.value, ...strangers([rule.value])];
      case "minLength":
      case "maxLength":
        return schema.type === "string" ? lengthEdges(schema, rule.code, rule.limit, random) : [];
      case "pattern":
        return schema.type === "string" ? PATTERN_BREAKERS.map((text) => fitted(schema, text)) : [];
      case "format":
        return [...FORMAT_EDGES[rule.format]];
      case "minimum":
      case "maximum":
      case "exclusiveMinimum":
      case "exclusiveMaximum":
        return numberEdges(schema, rule.limit);
      case "multipleOf":
        return [rule.limit, rule.limit * 3, rule.limit / 2, rule.limit * 1.5];
      case "minItems":
      case "maxItems":
        return itemEdges(schema, rule.limit, rule.code, random);
      case "uniqueItems": {
        const item = schema.type === "array" ? validValue(schema.items, "item", random) : undefined;
        return item === undefined ? [] : [[item, item]];
      }
      case "minProperties":
        return [{}];
    }
  });
  const nulls: Json[] = schema.nullable ? [null] : [];
  const items = schema.type === "array" ? nested(schema, random) : [];
  return [...edges, ...items, ...nulls].filter(
    (value) =>
      (value !== null || schema.nullable) && (typeof value !== "number" || Number.isFinite(value)),
  );
}

/** Values that an enum does not list, but almost. */
function strangers(values: readonly Json[]): Json[] {
  return values.slice(0, 2).flatMap((value): Json[] => {
    if (typeof value === "number") return [value + 1];
    if (typeof value !== "string") return [];
    const lower = value.toLowerCase();
    return [lower === value ? value.toUpperCase() : lower, `${value}x`, ` ${value}`];
  });
}

function lengthEdges(
  schema: Extract<Schema, { type: "string" }>,
  code: "minLength" | "maxLength",
  limit: number,
  random: Random,
): Json[] {
  if (limit > 50_000) return [];
  const beyond = code === "minLength" ? limit - 1 : limit + 1;
  const last = textOfLength(schema, limit, random);
  return [
    ...(last === null ? [] : [last]),
    ...("\u{1F600}a".match(/./gu)?.map((one) => one.repeat(beyond)) ?? []),
  ];
}

const PATTERN_BREAKERS = [
  "",
  " ",
  "\n",
  "!",
  "é",
  "日",
  "\u{1F600}",
  "a b",
  "-",
  "0",
  "A",
  "a\n",
  "\u2028",
  '"',
];

/** As long as it must be, so that the pattern alone decides. */
function fitted(schema: Extract<Schema, { type: "string" }>, text: string): string {
  const [least, most] = lengths(schema);
  if (text === "" || least > 10_000) return text;
  const points = [...text.repeat(Math.max(1, Math.ceil(least / [...text].length)))];
  return points.slice(0, most).join("");
}

const FORMAT_EDGES: Readonly<Record<"date" | "date-time" | "uuid" | "email", readonly string[]>> = {
  date: [
    "0001-01-01",
    "9999-12-31",
    "2024-02-29",
    "2000-02-29",
    "1900-02-28",
    "0000-12-31",
    "2023-02-29",
    "1900-02-29",
    "2024-13-01",
    "2024-00-10",
    "2024-04-31",
    "2024-1-01",
    "20240101",
    "2024-01-01T00:00:00Z",
    " 2024-01-01",
    "10000-01-01",
    "٢٠٢٤-01-01",
    "",
  ],
  "date-time": [
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999Z",
    "2024-02-29t23:59:59.123456789z",
    "2024-01-01T00:00:00+23:59",
    "2024-01-01T00:00:00-00:00",
    "2024-01-01T00:00:00",
    "2024-01-01 00:00:00Z",
    "2024-01-01T24:00:00Z",
    "2024-01-01T00:60:00Z",
    "2016-12-31T23:59:60Z",
    "2024-01-01T00:00:00+24:00",
    "2024-01-01T00:00Z",
    "2024-02-30T00:00:00Z",
    "0001-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
    "2024-01-01T00:00:00.Z",
    "2024-01-01",
    "",
  ],
  uuid: [
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "0000000000000000000000000000000000000",
    "{00000000-0000-0000-0000-000000000000}",
    "0000000-00000-0000-0000-000000000000",
    "g0000000-0000-0000-0000-000000000000",
    "urn:uuid:00000000-0000-0000-0000-000000000000",
    "",
  ],
  email: [
    "a@b",
    "a.!#$%&'*+/=?^_`{|}~-b@example.com",
    `a@${"b".repeat(63)}.c`,
    "a",
    "@b",
    "a@",
    "a b@c",
    "a@b c",
    "a@-b",
    "a@b-",
    "a@b..c",
    "a@@b",
    `a@${"b".repeat(64)}`,
    "é@b",
    "a@é",
    '"a"@b',
    "",
  ],
};

function numberEdges(schema: Schema, limit: number): number[] {
  if (schema.type === "integer") return [limit - 1, limit, limit + 1];
  const small = Math.max(Math.abs(limit), 1) * 2 ** -40;
  return [limit - 1, limit - small, limit, limit + small, limit + 1];
}

function itemEdges(
  schema: Schema,
  limit: number,
  code: "minItems" | "maxItems",
  random: Random,
): Json[] {
  if (schema.type !== "array" || limit > 1000) return [];
  return [limit, code === "minItems" ? limit - 1 : limit + 1].map((count) =>
    Array.from({ length: count }, () => validValue(schema.items, "item", random) ?? null),
  );
}

/** Arrays whose only item is at an edge. */
function nested(schema: Extract<Schema, { type: "array" }>, random: Random): Json[] {
  return [...edgeValues(schema.items, random).map((item) => [item]), []];
}

/** Values of every other type than those the schema allows, and text that looks like it. */
export function otherTypes(schema: Schema): readonly Json[] {
  const all: readonly Json[] = [
    "1",
    "true",
    "",
    "null",
    0,
    1,
    -1,
    1.5,
    true,
    false,
    null,
    [],
    [1],
    {},
    { a: 1 },
  ];
  return all.filter((value) => {
    const first = findProblems({ ...schema, rules: [] }, value).find(({ field }) => field === "");
    return first?.code === "type" && !(isObject(value) && schema.type === "object");
  });
}
