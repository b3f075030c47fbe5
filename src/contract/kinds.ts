/** Volatile values, which are compared by kind and not by byte: `{ $is: uuid }`, `{ $pattern: … }`, `{ $token: … }`. */
import type { Json } from "../model/index.js";
import type { JsonObject } from "./format.js";
import { isObject } from "./variables.js";
import { isSignedWith, readToken } from "./token.js";

export interface KindContext {
  /** The server's secret, when it is known: then a token's signature is checked too. */
  readonly secret: string | null;
  /** Milliseconds since the epoch, for times that must be about now. */
  readonly now: number;
}

/** Claims that differ from token to token (RFC 7519, section 4.1). */
const volatileClaims: readonly string[] = ["jti", "iat", "exp"];
const dateTime =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
/** A server's clock may be that far from ours. */
const clockToleranceMilliseconds = 5 * 60_000;

/** Whether an expected value is a kind: an object whose names all begin with `$`. */
export function isKind(expected: Json | undefined): expected is JsonObject {
  return (
    isObject(expected) &&
    Object.keys(expected).length > 0 &&
    Object.keys(expected).every((name) => name.startsWith("$"))
  );
}

/** Why the value is not of the kind, or null. `undefined` stands for an absent value. */
export function checkKind(
  kind: JsonObject,
  actual: Json | undefined,
  context: KindContext,
): string | null {
  if ("$is" in kind) return checkNamed(String(kind["$is"]), actual, context);
  if ("$pattern" in kind) return checkPattern(String(kind["$pattern"]), actual);
  if ("$token" in kind) return checkToken(kind, actual, context);
  return `no such kind: ${JSON.stringify(kind)}`;
}

function checkNamed(name: string, actual: Json | undefined, context: KindContext): string | null {
  if (name === "absent") return actual === undefined ? null : "is there, must be absent";
  if (actual === undefined) return "is absent";
  return isNamed(name, actual, context) ? null : `is no ${name}`;
}

function isNamed(name: string, actual: Json, context: KindContext): boolean {
  switch (name) {
    case "any":
      return true;
    case "string":
      return typeof actual === "string";
    case "integer":
      return Number.isSafeInteger(actual);
    case "number":
      return typeof actual === "number";
    case "boolean":
      return typeof actual === "boolean";
    case "uuid":
      return (
        typeof actual === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(actual)
      );
    case "dateTime":
      return typeof actual === "string" && dateTime.test(actual);
    case "serverTime":
      return (
        typeof actual === "string" &&
        dateTime.test(actual) &&
        Math.abs(Date.parse(actual) - context.now) < clockToleranceMilliseconds
      );
    case "duration":
      return typeof actual === "string" && /^\d+\.\d{2}ms$/.test(actual);
    default:
      return false;
  }
}

function checkPattern(pattern: string, actual: Json | undefined): string | null {
  if (typeof actual !== "string") return actual === undefined ? "is absent" : "is no string";
  return new RegExp(pattern, "u").test(actual) ? null : `does not match ${pattern}`;
}

function checkToken(
  kind: JsonObject,
  actual: Json | undefined,
  context: KindContext,
): string | null {
  const token = typeof actual === "string" ? readToken(actual) : null;
  if (token === null) return "is no JSON Web Token";
  for (const claim of volatileClaims) {
    if (!(claim in token.claims)) return `has no claim ${claim}`;
  }
  const wanted = isObject(kind["$token"]) ? kind["$token"] : {};
  const names = new Set([...Object.keys(wanted), ...Object.keys(token.claims)]);
  const wrong = [...names].filter(
    (name) =>
      !volatileClaims.includes(name) && !sameClaim(wanted[name], token.claims[name], context),
  );
  if (wrong.length > 0) {
    const told = wrong.map(
      (name) => `${name} ${show(token.claims[name])}, must be ${show(wanted[name])}`,
    );
    return `has the claims ${told.join("; ")}`;
  }
  const lifetime = Number(token.claims["exp"]) - Number(token.claims["iat"]);
  if (kind["$lifetime"] !== undefined && lifetime !== kind["$lifetime"]) {
    return `lives ${lifetime} s, must live ${String(kind["$lifetime"])} s`;
  }
  if (context.secret !== null && !isSignedWith(token, context.secret))
    return "is not signed with the secret";
  return null;
}

function sameClaim(
  wanted: Json | undefined,
  given: Json | undefined,
  context: KindContext,
): boolean {
  return isKind(wanted) ? checkKind(wanted, given, context) === null : show(wanted) === show(given);
}

function show(value: Json | undefined): string {
  return value === undefined ? "absent" : JSON.stringify(value);
}
