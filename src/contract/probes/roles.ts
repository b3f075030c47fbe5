/** Who is let in and who is not, where there are roles or several schemes (docs/wire.md, "Tokens"). */
import type { Json, SecurityScheme } from "../../model/index.js";
import type { Expectation, TokenData } from "../format.js";
import { mayCall, nameOf, refreshToken, sentOf, callOf } from "./call.js";
import { doorFor, doorOf, eachRestricted } from "./doors.js";
import { ask, plain, refusal, type Probe, type ProbeCase } from "./probe.js";
import { INVALID_TOKEN } from "./tokens.js";
import { callerOf, operationsOf, type Caller, type World } from "./world.js";

const DENIED: Expectation = refusal(403, "Permission denied");

const role: Probe = {
  id: "authentication.role",
  expects: "403 without the role, before the body is looked at",
  why: "permission comes from the claims of the token",
  appliesTo: "operation that asks for a role",
  cases: (world) =>
    eachRestricted(world, (call) => {
      const { access, body } = call.operation;
      const denied = active(world).filter(
        (caller) =>
          !mayCall(call.operation, caller) &&
          access.kind === "restricted" &&
          access.alternatives.some(({ scheme }) => scheme === caller.scheme.name),
      );
      return denied.flatMap((caller) => {
        const sent = sentOf({ ...call, caller });
        const { json: _, ...bare } = sent;
        return [
          ask(sent, DENIED),
          ...(body === null ? [] : [ask({ ...bare, text: "{", type: "text/plain" }, DENIED)]),
        ];
      });
    }),
};

const alternatives: Probe = {
  id: "authentication.alternatives",
  expects: "every caller let in who meets one of the requirements",
  why: "OpenAPI: of several Security Requirement Objects one is enough",
  appliesTo: "operation with several security requirements",
  cases: (world) =>
    world.api.operations.flatMap((operation): ProbeCase[] => {
      const { access } = operation;
      const several = access.kind === "restricted" && access.alternatives.length > 1;
      const door = several ? doorOf(world, operation) : null;
      if (door === null) return [];
      const steps = active(world)
        .filter((caller) => mayCall(operation, caller))
        .map(({ name }) => ask({ ...door.sent, as: name }, door.open));
      return [{ on: nameOf(operation), steps }];
    }),
};

const roleClaims: Probe = {
  id: "authentication.role-claims",
  expects: "all roles of one requirement, each by a claim that is true and nothing like it",
  why: "several roles are all needed; a role is granted where its claim is true",
  appliesTo: "operation that asks for a role",
  cases: (world) =>
    world.api.operations.flatMap((operation): ProbeCase[] => {
      const { access } = operation;
      const door = doorOf(world, operation);
      if (access.kind === "public" || door === null) return [];
      const steps = access.alternatives.flatMap(({ scheme, roles }) => {
        const caller = callerOf(world, scheme, "admin");
        if (caller === undefined || roles.length === 0) return [];
        const others = access.alternatives.filter((one) => one.scheme === scheme);
        const given = (granted: readonly string[], last?: readonly [string, Json]) => {
          const claims = claimsOf(caller.scheme, granted, last);
          const token: TokenData = { of: caller.name, claims };
          const enters = others.some((one) => one.roles.every((name) => granted.includes(name)));
          return ask({ ...door.sent, token }, enters ? door.open : DENIED);
        };
        return [
          given(roles),
          ...roles.flatMap((one) => {
            const rest = roles.filter((name) => name !== one);
            return [given(rest), ...["true", 1, [true]].map((value) => given(rest, [one, value]))];
          }),
        ];
      });
      return [{ on: nameOf(operation), steps }];
    }),
};

const otherScheme: Probe = {
  id: "authentication.other-scheme",
  expects: "a token of one scheme refused by what asks for another",
  why: "schemes know nothing of each other's accounts, though all share one secret",
  appliesTo: "second security scheme",
  cases: (world) =>
    eachPair(world, (scheme, other) => {
      const door = doorFor(world, scheme.name);
      const strangers = active(world).filter((caller) => caller.scheme.name === other.name);
      const refresh = operationsOf(world.api, "refresh").find(
        ({ behavior }) => behavior.scheme === scheme.name,
      );
      const issued = refreshToken(world, other.name, "user");
      const call = refresh === undefined ? null : callOf(world, refresh);
      return [
        ...(door === null
          ? []
          : strangers.map(({ name }) => ask({ ...door.sent, as: name }, INVALID_TOKEN))),
        ...(refresh === undefined || issued === null || call === null
          ? []
          : [
              ...issued.before,
              ask(
                sentOf({
                  ...call,
                  body: { [plain(refresh.behavior.token)]: `\${${issued.variable}}` },
                }),
                INVALID_TOKEN,
              ),
            ]),
      ];
    }),
};

const schemeClaim: Probe = {
  id: "authentication.scheme-claim",
  expects: "a token that names no scheme, or another one, refused",
  why: "which accounts a token is about has to be said by it",
  appliesTo: "second security scheme",
  cases: (world) =>
    eachPair(world, (scheme, other) => {
      const door = doorFor(world, scheme.name);
      const caller = callerOf(world, scheme.name, "admin");
      if (door === null || caller === undefined) return [];
      const marked = (token: TokenData): Parameters<typeof ask>[0] => ({
        ...door.sent,
        token: { of: caller.name, ...token },
      });
      return [
        ask(marked({}), door.open),
        ...[{ without: ["scheme"] }, { claims: { scheme: plain(other.mark ?? "") } }].map((token) =>
          ask(marked(token), INVALID_TOKEN),
        ),
        ...["", null, [plain(scheme.mark ?? "")]].map((value) =>
          ask(marked({ claims: { scheme: value } }), INVALID_TOKEN),
        ),
      ];
    }),
};

export const roleProbes: readonly Probe[] = [
  role,
  alternatives,
  roleClaims,
  otherScheme,
  schemeClaim,
];

/** Callers who can log in. */
function active({ callers }: World): readonly Caller[] {
  return callers.filter(({ purpose }) => purpose !== "inactive");
}

/** The claims of a token with these roles and no others, the last one with another value. */
function claimsOf(
  { roles }: SecurityScheme,
  granted: readonly string[],
  last?: readonly [string, Json],
): { readonly [claim: string]: Json } {
  const claims = new Map<string, Json>();
  for (const { role: name, claim } of roles) {
    const value = granted.includes(name) ? true : name === last?.[0] ? (last[1] ?? false) : false;
    // Two roles may share a claim.
    if (claims.get(claim) !== true) claims.set(claim, value);
  }
  return Object.fromEntries([...claims].map(([claim, value]) => [plain(claim), value]));
}

function eachPair(
  world: World,
  steps: (scheme: SecurityScheme, other: SecurityScheme) => ProbeCase["steps"],
): ProbeCase[] {
  const { schemes } = world.api;
  return schemes.flatMap((scheme) =>
    schemes
      .filter((other) => other !== scheme)
      .map((other) => ({ on: `${scheme.name}, not ${other.name}`, steps: steps(scheme, other) })),
  );
}
