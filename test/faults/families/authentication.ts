/** Faults of who may call: credentials, roles, logins. */
import { isObject } from "../../../src/contract/variables.js";
import { isSignedWith, readToken } from "../../../src/contract/token.js";
import { testAccounts } from "../../../src/sql/index.js";
import { tablesOf } from "../../../src/sql/tables.js";
import type { Call, Fault, FaultWorld } from "../fault.js";
import {
  changeObject,
  errorOf,
  headerOf,
  isSuccess,
  jsonOf,
  withHeader,
  withJson,
} from "../message.js";
import { bearerOf, claimed, resigned, schemeOf, withBearer, type Bearer } from "../tokens.js";

export const authenticationFaults: readonly Fault[] = [
  {
    id: "authentication.challenge-forgotten",
    wrong: "401 without credentials comes without WWW-Authenticate",
    noticedBy: ["authentication.missing", "authentication.first", "authentication.scheme"],
    make: () => ({
      response: (response, call) =>
        response.status === 401 && !hasBearer(call) && !isLogin(call)
          ? withHeader(response, "WWW-Authenticate", null)
          : response,
    }),
  },
  {
    id: "authentication.challenge-after-body",
    wrong: "the challenge is forgotten where a body came with the request",
    noticedBy: ["authentication.missing"],
    make: () => ({
      response: (response, call) =>
        response.status === 401 &&
        isRestricted(call) &&
        headerOf(call, "Authorization") === undefined &&
        jsonOf(call) !== undefined
          ? withHeader(response, "WWW-Authenticate", null)
          : response,
    }),
  },
  {
    id: "authentication.after-media-type",
    wrong: "the media type of a body is looked at before the credentials",
    noticedBy: ["authentication.first"],
    make: ({ api }) => ({
      request: (call) =>
        isRestricted(call) &&
        headerOf(call, "Authorization") === undefined &&
        headerOf(call, "Content-Type") === "text/plain"
          ? errorOf(api, 415, "Unsupported Media Type")
          : call,
    }),
  },
  {
    id: "authentication.role-ignored",
    wrong: "any caller has every role",
    noticedBy: ["authentication.role", "authentication.role-claims"],
    make: (world) => ({
      request: (call) => {
        const bearer = bearerOf(call);
        const scheme = schemeOf(call, world);
        if (bearer === null || scheme === undefined || !isGenuine(bearer, world)) return call;
        const claims = Object.fromEntries(scheme.roles.map(({ claim }) => [claim, true]));
        return claimed(scheme, bearer) === ""
          ? call
          : withBearer(call, resigned(world, bearer, { claims }));
      },
    }),
  },
  {
    id: "authentication.role-after-body",
    wrong: "the media type of a body is looked at before the role",
    noticedBy: ["authentication.role"],
    make: ({ api }) => ({
      response: (response, call) =>
        response.status === 403 && headerOf(call, "Content-Type") === "text/plain"
          ? errorOf(api, 415, "Unsupported Media Type")
          : response,
    }),
  },
  {
    id: "authentication.role-by-truth",
    wrong: "a role is granted by anything that a language takes for true",
    noticedBy: ["authentication.role-claims"],
    make: (world) => ({
      request: (call) => {
        const bearer = bearerOf(call);
        const scheme = schemeOf(call, world);
        if (bearer === null || scheme === undefined || !isGenuine(bearer, world)) return call;
        const truths = scheme.roles.filter(({ claim }) => Boolean(bearer.claims[claim]));
        const claims = Object.fromEntries(truths.map(({ claim }) => [claim, true]));
        return withBearer(call, resigned(world, bearer, { claims }));
      },
    }),
  },
  {
    id: "authentication.public-checked",
    wrong: "a broken token is refused also where none is asked for",
    noticedBy: ["authentication.public"],
    make: ({ api }) => ({
      request: (call) =>
        call.operation?.access.kind === "public" &&
        headerOf(call, "Authorization") === "Bearer broken"
          ? withHeader(
              errorOf(api, 401, "Invalid token"),
              "WWW-Authenticate",
              'Bearer error="invalid_token"',
            )
          : call,
    }),
  },
  {
    id: "authentication.bare-token",
    wrong: "a token without the word Bearer is accepted",
    noticedBy: ["authentication.scheme"],
    make: () => ({
      request: (call) => {
        const given = headerOf(call, "Authorization") ?? "";
        return readToken(given) === null ? call : withBearer(call, given);
      },
    }),
  },
  {
    id: "authentication.any-scheme",
    wrong: "any word before the token is as good as Bearer",
    noticedBy: ["authentication.scheme"],
    make: () => ({
      request: (call) => {
        const [, token] = /^\w+ (\S+)$/.exec(headerOf(call, "Authorization") ?? "") ?? [];
        return token === undefined || readToken(token) === null ? call : withBearer(call, token);
      },
    }),
  },
  {
    id: "authentication.scheme-by-case",
    wrong: "Bearer is known in one spelling only",
    noticedBy: ["authentication.scheme"],
    make: () => ({
      request: (call) => {
        const given = headerOf(call, "Authorization");
        return given !== undefined && /^bearer /i.test(given) && !given.startsWith("Bearer ")
          ? withHeader(call, "Authorization", null)
          : call;
      },
    }),
  },
  {
    id: "authentication.access-refreshes",
    wrong: "an access token refreshes as a refresh token does",
    noticedBy: ["authentication.refresh"],
    make: (world) => ({
      request: (call) => {
        const { operation } = call;
        if (operation?.behavior.kind !== "refresh") return call;
        const { token: name } = operation.behavior;
        return changeObject(call, (body) => {
          const token = readToken(String(body[name]));
          return token?.claims["token_type"] === "access"
            ? { ...body, [name]: resigned(world, token, { claims: { token_type: "refresh" } }) }
            : body;
        });
      },
    }),
  },
  {
    id: "authentication.refresh-once",
    wrong: "a refresh token refreshes once only",
    noticedBy: ["authentication.refresh"],
    make: ({ api }) => {
      const used = new Set<string>();
      return {
        request: (call) => {
          const body = jsonOf(call);
          if (call.operation?.behavior.kind !== "refresh" || !isObject(body)) return call;
          const token = String(body[call.operation.behavior.token]);
          if (used.has(token))
            return withHeader(
              errorOf(api, 401, "Invalid token"),
              "WWW-Authenticate",
              'Bearer error="invalid_token"',
            );
          if (readToken(token)?.claims["token_type"] === "refresh") used.add(token);
          return call;
        },
      };
    },
  },
  {
    id: "authentication.claims-are-enough",
    wrong: "the caller's row is not looked at: whose account is gone is somebody else",
    noticedBy: ["authentication.gone"],
    make: async (world) => {
      const [first] = await accountKeys(world);
      return {
        request: async (call) => {
          const bearer = bearerOf(call);
          const own = schemeOf(call, world);
          if (bearer === null || own === undefined || first === undefined) return call;
          const response = await world.ask(call);
          const isGone =
            response.status === 401 &&
            isGenuine(bearer, world) &&
            /^19{9}$/.test(claimed(own, bearer));
          const claims = Object.fromEntries(own.caller.map((claim) => [claim, first]));
          return isGone ? withBearer(call, resigned(world, bearer, { claims })) : response;
        },
      };
    },
  },
  {
    id: "authentication.inactive-shown",
    wrong: "an account that is not active any more is let in by an older token",
    noticedBy: ["authentication.inactive"],
    make: async (world) => {
      const ids = await accountKeys(world);
      return {
        request: async (call) => {
          const bearer = bearerOf(call);
          const scheme = schemeOf(call, world);
          if (call.operation?.behavior.kind !== "currentUser" || bearer === null) return call;
          const response = await world.ask(call);
          const isThere = scheme !== undefined && ids.includes(claimed(scheme, bearer));
          if (response.status !== 401 || !isThere || !isGenuine(bearer, world)) return response;
          const claims = Object.fromEntries(scheme.caller.map((claim) => [claim, ids[0] ?? ""]));
          return withBearer(call, resigned(world, bearer, { claims }));
        },
      };
    },
  },
  {
    id: "authentication.unknown-told",
    wrong: "a login tells that there is no such account",
    noticedBy: ["authentication.login"],
    make: ({ api }) => {
      const known = testAccounts(api).map(({ identifier }) => identifier);
      return {
        response: (response, call) => {
          const body = jsonOf(call);
          const { operation } = call;
          if (operation?.behavior.kind !== "login" || response.status !== 401) return response;
          const name = isObject(body) ? String(body[operation.behavior.identifier]) : "";
          return known.includes(name)
            ? response
            : withJson(response, { detail: "No such account" });
        },
      };
    },
  },
  {
    id: "authentication.inactive-logs-in",
    wrong: "an account that is not active logs in",
    noticedBy: ["authentication.login"],
    make: ({ api }) => {
      const inactive = testAccounts(api).filter(({ purpose }) => purpose === "inactive");
      const user = testAccounts(api).find(({ purpose }) => purpose === "user");
      return {
        request: (call) => {
          const { operation } = call;
          if (operation?.behavior.kind !== "login" || user === undefined) return call;
          const { identifier, password } = operation.behavior;
          return changeObject(call, (body) =>
            inactive.some(
              (one) => one.identifier === body[identifier] && one.password === body[password],
            )
              ? { ...body, [identifier]: user.identifier, [password]: user.password }
              : body,
          );
        },
      };
    },
  },
  {
    id: "authentication.login-in-any-case",
    wrong: "a login takes the name of an account in any case",
    noticedBy: ["authentication.login"],
    make: () => ({
      request: (call) => {
        const { operation } = call;
        if (operation?.behavior.kind !== "login") return call;
        const { identifier } = operation.behavior;
        return changeObject(call, (body) => ({
          ...body,
          ...(typeof body[identifier] === "string"
            ? { [identifier]: body[identifier].toLowerCase() }
            : {}),
        }));
      },
    }),
  },
  {
    id: "authentication.password-shown",
    wrong: "an account is shown with the hash of its password",
    noticedBy: ["authentication.password"],
    make: ({ api }) => ({
      response: (response, { operation }) => {
        const behavior = operation?.behavior;
        if (behavior === undefined || !("entity" in behavior) || !isSuccess(response))
          return response;
        const account = api.schemes.some((scheme) => scheme.account === behavior.entity);
        return account && behavior.kind === "create"
          ? changeObject(response, (body) => ({
              ...body,
              password: "pbkdf2_sha256$1000$salt$hash",
            }))
          : response;
      },
    }),
  },
  {
    id: "authentication.password-echoed",
    wrong: "an account is answered with the password that it was made with",
    noticedBy: ["authentication.password"],
    make: ({ api }) => ({
      response: (response, call) => {
        const behavior = call.operation?.behavior;
        const sent = jsonOf(call);
        if (behavior?.kind !== "create" || !isSuccess(response) || !isObject(sent)) return response;
        const fields = api.entities.find(({ name }) => name === behavior.entity)?.fields ?? [];
        const property = behavior.stored.find(({ field }) =>
          fields.some(({ name, role }) => name === field && role.kind === "password"),
        )?.property;
        const password = sent[property ?? ""];
        return password === undefined
          ? response
          : changeObject(response, (body) => ({ ...body, given: password }));
      },
    }),
  },
];

function isRestricted({ operation }: Call): boolean {
  return operation?.access.kind === "restricted";
}

function isLogin({ operation }: Call): boolean {
  return operation?.behavior.kind === "login" || operation?.behavior.kind === "refresh";
}

function hasBearer(call: Call): boolean {
  return /^bearer /i.test(headerOf(call, "Authorization") ?? "");
}

/** Whether it is an access token that the server would take, as far as it does not look at its claims. */
function isGenuine(token: Bearer, { secret }: FaultWorld): boolean {
  return (
    token.header["alg"] === "HS256" &&
    isSignedWith(token, secret) &&
    token.claims["token_type"] === "access" &&
    typeof token.claims["exp"] === "number"
  );
}

/** Keys of the accounts of the first scheme, as text, the first account first. */
async function accountKeys({ api, query }: FaultWorld): Promise<readonly string[]> {
  const { key, sql } = tablesOf(api).get(api.schemes[0]?.account ?? "");
  const rows = await query(`select ${key.sql}::text as key from ${sql} order by ${key.sql}`);
  return rows.map(({ key: one }) => String(one));
}
