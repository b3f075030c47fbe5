/** JSON Web Tokens of scenarios (RFC 7515, RFC 7519): well made ones, and every kind of bad one. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Json } from "../model/index.js";
import type { JsonObject, TokenAlgorithm, TokenData } from "./format.js";
import { isObject } from "./variables.js";

export interface ReadToken {
  readonly header: JsonObject;
  readonly claims: JsonObject;
  /** `header.payload` as they stand in the token. */
  readonly signed: string;
  readonly signature: string;
}

const hashes = { HS256: "sha256", HS384: "sha384", HS512: "sha512" } as const;

/** Reads a compact token without checking it; `null` when it is none. */
export function readToken(text: string): ReadToken | null {
  const [head, payload, signature, surplus] = text.split(".");
  if (
    head === undefined ||
    payload === undefined ||
    signature === undefined ||
    surplus !== undefined
  )
    return null;
  const header = decode(head);
  const claims = decode(payload);
  return header && claims ? { header, claims, signed: `${head}.${payload}`, signature } : null;
}

/** Whether the secret made the signature, by the algorithm that the header names. */
export function isSignedWith(token: ReadToken, secret: string): boolean {
  const algorithm = token.header["alg"];
  if (algorithm !== "HS256" && algorithm !== "HS384" && algorithm !== "HS512") return false;
  const wanted = Buffer.from(signatureOf(token.signed, algorithm, secret));
  const given = Buffer.from(token.signature);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/**
 * Makes a token as a scenario says.
 * @param base a genuine token to start from, or null to start from an hour's validity
 * @param now seconds since the epoch
 */
export function makeToken(
  data: TokenData,
  base: ReadToken | null,
  secret: string,
  now: number,
): string {
  const algorithm = data.alg ?? algorithmOf(base);
  const claims: Record<string, Json> = {
    ...base?.claims,
    iat: now,
    exp: now + 3600,
    ...data.claims,
  };
  for (const name of data.without ?? []) delete claims[name];
  const head = encode(JSON.stringify({ alg: algorithm, typ: "JWT", ...data.header }));
  const signed = `${head}.${encode(data.payload ?? JSON.stringify(claims))}`;
  const signature = data.signature ?? signatureOf(signed, algorithm, data.secret ?? secret);
  const shown = data.tamper
    ? `${head}.${encode(JSON.stringify({ ...claims, ...data.tamper }))}`
    : signed;
  return data.signature === null ? shown : `${shown}.${signature}`;
}

function algorithmOf(base: ReadToken | null): TokenAlgorithm {
  const algorithm = base?.header["alg"];
  return algorithm === "HS384" || algorithm === "HS512" ? algorithm : "HS256";
}

function signatureOf(signed: string, algorithm: TokenAlgorithm, secret: string): string {
  if (algorithm === "none") return "";
  return createHmac(hashes[algorithm], secret).update(signed).digest("base64url");
}

function encode(text: string): string {
  return Buffer.from(text).toString("base64url");
}

function decode(part: string): JsonObject | null {
  try {
    const value = JSON.parse(Buffer.from(part, "base64url").toString()) as Json;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
