/** Tokens of every kind against an operation that asks for one (RFC 7515, RFC 7519, RFC 8725). */
import type { Expectation, TokenData } from "../format.js";
import { mayCall, nameOf } from "./call.js";
import { doorFor, type Door } from "./doors.js";
import { ask, refusal, type Probe, type ProbeCase } from "./probe.js";
import { callerOf, type Caller, type World } from "./world.js";

/** What becomes of a bad token. */
export const INVALID_TOKEN: Expectation = {
  ...refusal(401, "Invalid token"),
  headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
};

const algorithm = tokens(
  "authentication.algorithm",
  "only the configured algorithm, whatever the token's header says",
  "a token must not choose how it is checked (RFC 8725, section 3.1)",
  [
    [{ alg: "none" }, false],
    [{ alg: "none", header: { alg: "None" } }, false],
    [{ alg: "HS384" }, false],
    [{ alg: "HS512" }, false],
    [{ header: { alg: "RS256" } }, false],
    [{ header: { alg: ["HS256"] } }, false],
    [{}, true],
  ],
);

const signature = tokens(
  "authentication.signature",
  "a payload or signature that was changed refused",
  "RFC 7515, section 5.2",
  [
    [{ tamper: { tampered: true } }, false],
    [{ secret: "another secret than that of the server" }, false],
    [{ signature: "" }, false],
    [{ signature: null }, false],
    [{ signature: "AAAA" }, false],
    [{ payload: "no JSON" }, false],
    [{ payload: "[]" }, false],
  ],
);

const keyId = tokens(
  "authentication.key-id",
  "kid and the like in a token's header ignored",
  "there is one key, and a header must not lead to another (RFC 8725, section 3.10)",
  [
    [{ header: { kid: "../../dev/null" } }, true],
    [{ header: { kid: "' or 1=1 --" } }, true],
    [{ header: { jku: "http://127.0.0.1:1/" } }, true],
  ],
);

const expiry = tokens(
  "authentication.expiry",
  "exp to be there and not past, and nbf not in the future",
  "RFC 7519, section 4.1; there is no leeway",
  [
    [{ claims: { exp: "${now-1}" } }, false],
    [{ claims: { exp: 0 } }, false],
    [{ without: ["exp"] }, false],
    [{ claims: { exp: "tomorrow" } }, false],
    [{ claims: { exp: "${now+600|text}" } }, false],
    [{ claims: { exp: null } }, false],
    [{ claims: { nbf: "${now+600}" } }, false],
    [{ claims: { nbf: "soon" } }, false],
    [{ claims: { nbf: "${now-600}" } }, true],
    [{ claims: { exp: "${now+600}" } }, true],
    [{ without: ["iat", "jti"] }, true],
  ],
);

const kind = tokens(
  "authentication.kind",
  "a token_type of access or none",
  "a refresh token is good for refreshing only",
  [
    [{ claims: { token_type: "refresh" } }, false],
    [{ claims: { token_type: "" } }, false],
    [{ claims: { token_type: 1 } }, false],
    [{ without: ["token_type"] }, true],
  ],
);

export const tokenProbes: readonly Probe[] = [algorithm, signature, keyId, expiry, kind];

/** A probe that sends tokens made from a genuine one. */
function tokens(
  id: string,
  expects: string,
  why: string,
  rows: readonly (readonly [TokenData | object, boolean])[],
): Probe {
  return {
    id,
    expects,
    why,
    appliesTo: "operation that asks for a token",
    cases: (world) =>
      eachScheme(world, (door, caller) =>
        rows.map(([token, accepted]) =>
          ask(
            { ...door.sent, token: { of: caller.name, ...token } },
            accepted ? door.open : INVALID_TOKEN,
          ),
        ),
      ),
  };
}

/** A case for each scheme, on one operation that asks for nothing else, with a caller who may. */
export function eachScheme(
  world: World,
  steps: (door: Door, caller: Caller) => ProbeCase["steps"],
): ProbeCase[] {
  return world.api.schemes.flatMap(({ name }) => {
    const door = doorFor(world, name);
    if (door === null) return [];
    const caller = (["user", "admin"] as const)
      .map((purpose) => callerOf(world, name, purpose))
      .find((one) => one !== undefined && mayCall(door.operation, one));
    if (caller === undefined) return [];
    return [{ on: `${nameOf(door.operation)} ${name}`, steps: steps(door, caller) }];
  });
}
