/** Requests with another token than they came with, signed as the server would. */
import { makeToken, readToken, type ReadToken } from "../../src/contract/token.js";
import type { JsonObject, TokenData } from "../../src/contract/format.js";
import type { RawRequest } from "../../src/contract/http/message.js";
import type { SecurityScheme } from "../../src/model/index.js";
import { tablesOf } from "../../src/sql/tables.js";
import type { Call, FaultWorld } from "./fault.js";
import { headerOf, withHeader } from "./message.js";

export interface Bearer extends ReadToken {
  readonly text: string;
}

/** The token of the request, where it is a compact one, whatever its signature. */
export function bearerOf(request: RawRequest): Bearer | null {
  const text = /^bearer (\S+)$/i.exec(headerOf(request, "Authorization") ?? "")?.[1] ?? "";
  const token = readToken(text);
  return token === null ? null : { ...token, text };
}

export function withBearer(request: Call, token: string): Call {
  return withHeader(request, "Authorization", `Bearer ${token}`);
}

/** A valid token with the claims of another and some more. */
export function resigned(
  { secret }: FaultWorld,
  { claims }: Pick<ReadToken, "claims">,
  change: TokenData = {},
): string {
  const base = { header: { alg: "HS256" }, claims, signed: "", signature: "" };
  const { exp, iat } = claims;
  const times: JsonObject = {
    ...(typeof exp === "number" ? { exp } : {}),
    ...(typeof iat === "number" ? { iat } : {}),
  };
  const data = { ...change, claims: { ...times, ...change.claims } };
  return makeToken(data, base, secret, Math.floor(Date.now() / 1000));
}

/** The same request from each other account of the caller's kind. */
export async function inNameOfOthers(call: Call, world: FaultWorld): Promise<Call[]> {
  const bearer = bearerOf(call);
  const scheme = schemeOf(call, world);
  if (bearer === null || scheme === undefined) return [];
  const { key, sql } = tablesOf(world.api).get(scheme.account);
  const rows = await world.query(`select ${key.sql}::text as key from ${sql}`);
  const own = claimed(scheme, bearer);
  return rows
    .map(({ key: other }) => String(other))
    .filter((other) => other !== own)
    .map((other) => {
      const claims = Object.fromEntries(scheme.caller.map((claim) => [claim, other]));
      return withBearer(call, resigned(world, bearer, { claims }));
    });
}

export function schemeOf({ operation }: Call, { api }: FaultWorld): SecurityScheme | undefined {
  if (operation === null || operation.access.kind === "public") return undefined;
  const names = operation.access.alternatives.map(({ scheme }) => scheme);
  return api.schemes.find(({ name }) => names.includes(name));
}

/** The key of the caller, as text. */
export function claimed({ caller }: SecurityScheme, { claims }: ReadToken): string {
  const claim = caller.find((name) => claims[name] !== undefined);
  return String(claim === undefined ? "" : claims[claim]);
}
