/** Tokens of every kind against an operation that asks for one (RFC 7515, RFC 7519, RFC 8725). */
import type { Expectation, TokenData } from "../format.js";
import { callOf, nameOf, sentOf, type Call } from "./call.js";
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
      eachScheme(world, (call, caller) => {
        const { as: _, ...sent } = sentOf(call);
        return rows.map(([token, accepted]) =>
          ask(
            { ...sent, token: { of: caller.name, ...token } },
            accepted ? { status: call.status } : INVALID_TOKEN,
          ),
        );
      }),
  };
}

/** A case for each scheme, on one operation that any of its callers may call. */
export function eachScheme(
  world: World,
  steps: (call: Call, caller: Caller) => ProbeCase["steps"],
): ProbeCase[] {
  return world.api.schemes.flatMap(({ name }) => {
    const caller = callerOf(world, name, "user");
    const call = guardOf(world, name);
    if (caller === undefined || call === null) return [];
    return [
      { on: `${nameOf(call.operation)} ${name}`, steps: [...call.before, ...steps(call, caller)] },
    ];
  });
}

/** A call that changes nothing and needs a token of the scheme without a role. */
export function guardOf(world: World, name: string): Call | null {
  for (const operation of world.api.operations) {
    const { access, method } = operation;
    if (access.kind === "public" || method !== "get") continue;
    if (!access.alternatives.every((one) => one.scheme === name)) continue;
    if (!access.alternatives.some(({ roles }) => roles.length === 0)) continue;
    const caller = callerOf(world, name, "user");
    const call = callOf(world, operation);
    if (caller !== undefined && call !== null)
      return call.caller === caller ? call : { ...call, caller };
  }
  return null;
}
