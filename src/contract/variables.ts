/**
 * Variables of scenarios: `${name}` in any string. A string that is nothing else takes the value with its type;
 * `${name+1}`, `${name-1}` reckon, `${name|text}` makes a string of it, `|lower`, `|upper` and `|percent` respell it,
 * `$${` stands for `${`.
 */
import type { Json } from "../model/index.js";
import type { JsonObject } from "./format.js";

/** Where names are looked up. What a step saves lands in `saved` and stays as it came, also when it holds `${`. */
export interface Scope {
  /** Requests whose operations say that they are still to be written. */
  readonly unwritten?: Set<string>;
  /** Fixed for the feature: `run` (unique for each run and feature), `now` (seconds since the epoch) and the fields of accounts (`name.field`). */
  readonly fixed: JsonObject;
  readonly saved: Map<string, Json>;
  /** Rows of `each`, the innermost last. Their strings may hold variables in turn. */
  readonly rows: readonly JsonObject[];
}

/** A scenario speaks of a variable that nothing has set, or uses one where it does not fit. */
export class VariableError extends Error {}

const placeholder = /\$\$\{|\$\{([A-Za-z_][\w.]*)([+-]\d+)?((?:\|[a-z]+)*)\}/g;
const maximumDepth = 8;

/**
 * The value with every variable filled in; keys of objects too.
 * @throws VariableError for an unknown name or respelling, or reckoning with what is no integer
 */
export function interpolate(value: Json, scope: Scope, depth = 0): Json {
  if (typeof value === "string") return interpolateText(value, scope, depth);
  if (Array.isArray(value)) return value.map((item: Json) => interpolate(item, scope, depth));
  if (!isObject(value)) return value;
  // fromEntries defines keys, so that `__proto__` stays a plain one.
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      asText(interpolateText(key, scope, depth)),
      interpolate(item, scope, depth),
    ]),
  );
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function interpolateText(text: string, scope: Scope, depth: number): Json {
  if (!text.includes("${")) return text;
  if (depth > maximumDepth)
    throw new VariableError(`variables refer to each other in a circle: ${text}`);
  const whole = [...text.matchAll(placeholder)];
  const [only] = whole;
  if (whole.length === 1 && only?.[1] !== undefined && only[0] === text) {
    return resolve(only, only[1], scope, depth);
  }
  const filled = text.replace(placeholder, (...match: unknown[]) => {
    const [all, name, step, spelling] = match as (string | undefined)[];
    if (name === undefined) return "${";
    return asText(resolve([all, name, step, spelling], name, scope, depth));
  });
  return filled;
}

function resolve(
  match: readonly (string | undefined)[],
  name: string,
  scope: Scope,
  depth: number,
): Json {
  let value = lookUp(name, scope, depth);
  if (match[2] !== undefined) {
    if (typeof value !== "number" || !Number.isInteger(value)) {
      throw new VariableError(`\${${name}} is no integer to reckon with: ${JSON.stringify(value)}`);
    }
    value += Number(match[2]);
  }
  for (const spelling of match[3]?.split("|").slice(1) ?? [])
    value = respell(asText(value), spelling);
  return value;
}

function lookUp(name: string, scope: Scope, depth: number): Json {
  for (const row of scope.rows.toReversed()) {
    const value = Object.hasOwn(row, name) ? row[name] : undefined;
    if (value !== undefined) return interpolate(value, scope, depth + 1);
  }
  const saved = scope.saved.get(name);
  if (saved !== undefined) return saved;
  const fixed = Object.hasOwn(scope.fixed, name) ? scope.fixed[name] : undefined;
  if (fixed !== undefined) return fixed;
  throw new VariableError(`nothing has set the variable \${${name}}`);
}

function respell(text: string, spelling: string): string {
  switch (spelling) {
    case "text":
      return text;
    case "lower":
      return text.toLowerCase();
    case "upper":
      return text.toUpperCase();
    case "uri":
      // RFC 3986: all but unreserved characters.
      return encodeURIComponent(text).replaceAll(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      );
    case "percent":
      return [...Buffer.from(text)]
        .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
        .join("");
    default:
      throw new VariableError(
        `no respelling is called ${spelling}: text, lower, upper, percent, uri`,
      );
  }
}

function asText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
