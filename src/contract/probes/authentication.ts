/** Who calls, and whether they may: credentials, roles, tokens of every kind (docs/wire.md, "Accounts and tokens"). */
import type { Expectation } from "../format.js";
import { below } from "../pointer.js";
import { bodyOf, callOf, nameOf, refreshToken, sentOf, type Call } from "./call.js";
import {
  ask,
  plain,
  refusal,
  type Family,
  type Probe,
  type ProbeCase,
  type Sent,
} from "./probe.js";
import { accountProbes } from "./accounts.js";
import { doorFor, eachRestricted, withToken } from "./doors.js";
import { eachScheme, INVALID_TOKEN, tokenProbes } from "./tokens.js";
import { roleProbes } from "./roles.js";
import { callerOf, operationsOf, type Caller, type World } from "./world.js";

const BEARER = { "WWW-Authenticate": "Bearer" };
const NOT_AUTHENTICATED: Expectation = { ...refusal(401, "Not authenticated"), headers: BEARER };
const INVALID_CREDENTIALS: Expectation = {
  ...refusal(401, "Invalid credentials"),
  headers: { "WWW-Authenticate": null },
};
const RESTRICTED = "operation that asks for a token";

const missing: Probe = {
  id: "authentication.missing",
  expects: "401 and a challenge without credentials",
  why: "RFC 6750, section 3",
  appliesTo: RESTRICTED,
  cases: (world) => eachRestricted(world, (call) => [ask(anonymous(call), NOT_AUTHENTICATED)]),
};

const first: Probe = {
  id: "authentication.first",
  expects: "401 before 404, 415 and 422",
  why: "a stranger learns nothing of what is there",
  appliesTo: RESTRICTED,
  cases: (world) =>
    eachRestricted(world, (call) => {
      const { operation } = call;
      const path = new Map([...call.path.keys()].map((name) => [name, "no%00thing"] as const));
      const sent = anonymous({ ...call, path, query: [["page", "x"]], body: undefined });
      const body = operation.body === null ? {} : { text: "{", type: "text/plain" };
      return [ask({ ...sent, ...body }, NOT_AUTHENTICATED)];
    }),
};

const publicOnes: Probe = {
  id: "authentication.public",
  expects: "credentials that are broken to be ignored where none are asked for",
  why: "an operation without security never looks at Authorization",
  appliesTo: "operation for everybody",
  cases: (world) =>
    world.api.operations.flatMap((operation) => {
      const call = operation.access.kind === "public" ? callOf(world, operation) : null;
      if (call === null || operation.method !== "get") return [];
      const headers = { ...call.headers, Authorization: "Bearer broken" };
      return [
        {
          on: nameOf(operation),
          steps: [...call.before, ask({ ...sentOf(call), headers }, { status: call.status })],
        },
      ];
    }),
};

const scheme: Probe = {
  id: "authentication.scheme",
  expects: "the word Bearer in any case, and no other scheme or bare token",
  why: "scheme names are case-insensitive (RFC 9110, section 11.1)",
  appliesTo: RESTRICTED,
  cases: (world) =>
    eachScheme(world, (door, caller) => {
      const save = loginOf(world, caller);
      if (save === null) return [];
      const given = (text: string): Sent => withToken(door, text);
      return [
        save,
        ...["bearer", "BEARER", "bEaReR"].map((word) => ask(given(`${word} \${token}`), door.open)),
        ...[
          "${token}",
          "Basic dXNlcjp1c2VyMTIz",
          "Token ${token}",
          "JWT ${token}",
          "Bearer${token}",
        ].map((text) => ask(given(text), NOT_AUTHENTICATED)),
        ...["${token}.", "${token}.x", ".${token}", "x", "a.b.c", "..", "${token} x"].map((text) =>
          ask(given(`Bearer ${text}`), INVALID_TOKEN),
        ),
      ];
    }),
};

const refreshed: Probe = {
  id: "authentication.refresh",
  expects: "a refresh token to refresh and not to authenticate, and nothing else to refresh",
  why: "a leaked access token must not live for ever",
  appliesTo: "operation that refreshes",
  cases: (world) =>
    operationsOf(world.api, "refresh").flatMap((operation): ProbeCase[] => {
      const { behavior } = operation;
      const issued = refreshToken(world, behavior.scheme, "user");
      const caller = callerOf(world, behavior.scheme, "user");
      const call = callOf(world, operation);
      const login = caller === undefined ? null : loginOf(world, caller);
      if (issued === null || call === null || login === null) return [];
      const given = (token: string): Sent =>
        sentOf({ ...call, body: { [plain(behavior.token)]: token } });
      const guard = doorFor(world, behavior.scheme);
      return [
        {
          on: nameOf(operation),
          steps: [
            ...issued.before,
            login,
            ask(given(`\${${issued.variable}}`), { status: behavior.status }),
            ask(given(`\${${issued.variable}}`), { status: behavior.status }),
            ...["${token}", "x", "a.b.c"].map((token) => ask(given(token), INVALID_TOKEN)),
            ...(guard === null
              ? []
              : [ask(withToken(guard, `Bearer \${${issued.variable}}`), INVALID_TOKEN)]),
          ],
        },
      ];
    }),
};

const login: Probe = {
  id: "authentication.login",
  expects: "the same 401 for an unknown user, a wrong password and an inactive account",
  why: "a login must not tell which accounts there are",
  appliesTo: "operation that logs in",
  cases: (world) =>
    operationsOf(world.api, "login").flatMap((operation): ProbeCase[] => {
      const { behavior } = operation;
      const accounts = world.callers.filter((one) => one.scheme.name === behavior.scheme);
      const user = accounts.find(({ purpose }) => purpose === "user")?.account;
      const inactive = accounts.find(({ purpose }) => purpose === "inactive")?.account;
      const call = callOf(world, operation);
      if (user === undefined || call === null) return [];
      const value = bodyOf(world, operation)?.body;
      const given = (identifier: string, password: string): Sent =>
        sentOf({
          ...call,
          body: {
            ...(typeof value === "object" && value !== null ? value : {}),
            [plain(behavior.identifier)]: plain(identifier),
            [plain(behavior.password)]: plain(password),
          },
        });
      const wrong = [
        given(`${user.identifier}${world.random.tag()}`, user.password),
        given(user.identifier, `${user.password}x`),
        given(user.identifier, user.password.toUpperCase()),
        given(user.identifier.toUpperCase(), user.password),
        given(`${user.identifier} `, user.password),
        given("' or 1=1 --", "' or 1=1 --"),
        ...(inactive === undefined ? [] : [given(inactive.identifier, inactive.password)]),
      ];
      return [
        {
          on: nameOf(operation),
          steps: [
            ask(given(user.identifier, user.password), { status: behavior.status }),
            ...wrong.map((sent) => ask(sent, INVALID_CREDENTIALS)),
          ],
        },
      ];
    }),
};

const password: Probe = {
  id: "authentication.password",
  expects: "neither a password nor its hash in any response",
  why: "writeOnly properties never come back",
  appliesTo: "account with a password",
  cases: (world) =>
    world.api.operations.flatMap((operation): ProbeCase[] => {
      const { behavior } = operation;
      if (!("entity" in behavior) || !("shown" in behavior)) return [];
      const fields = world.api.entities.find(({ name }) => name === behavior.entity)?.fields ?? [];
      const call = fields.some((field) => field.role.kind === "password")
        ? callOf(world, operation)
        : null;
      if (call === null) return [];
      const properties =
        operation.body?.schema.type === "object" ? operation.body.schema.properties : [];
      const sent = properties
        .filter(({ writeOnly }) => writeOnly)
        .flatMap(({ name }) => {
          const value =
            typeof call.body === "object" && call.body !== null
              ? Object.entries(call.body).find(([key]) => key === plain(name))?.[1]
              : undefined;
          return typeof value === "string" ? [quoted(value)] : [];
        });
      return [
        {
          on: nameOf(operation),
          steps: [
            ...call.before,
            ask(sentOf(call), { status: call.status, lacks: ["pbkdf2_", ...sent] }),
          ],
        },
      ];
    }),
};

export const authentication: Family = {
  title: "Authentication",
  probes: [
    missing,
    first,
    ...roleProbes,
    publicOnes,
    scheme,
    ...tokenProbes,
    refreshed,
    ...accountProbes,
    login,
    password,
  ],
};

function anonymous(call: Call): Sent {
  return sentOf({ ...call, caller: undefined });
}

/** Saves the caller's access token as `token`. */
function loginOf(world: World, caller: Caller): ReturnType<typeof ask> | null {
  const { behavior } = caller.login;
  const call = callOf(world, caller.login);
  if (behavior.kind !== "login" || call === null) return null;
  const access = behavior.parts.find(({ part }) => part === "access");
  return ask(
    sentOf(call),
    { status: call.status },
    { token: plain(below("", access?.property ?? "")) },
  );
}

/** The text as part of a pattern. */
function quoted(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
