/** Faults of documents with several security schemes or requirements. */
import { isSignedWith, readToken, type ReadToken } from "../../../src/contract/token.js";
import type { SecurityScheme } from "../../../src/model/index.js";
import { tablesOf } from "../../../src/sql/tables.js";
import type { Fault } from "../fault.js";
import { errorOf, jsonOf, withJson } from "../message.js";
import { isObject } from "../../../src/contract/variables.js";
import { bearerOf, resigned, schemeOf, withBearer } from "../tokens.js";

export const schemeFaults: readonly Fault[] = [
  {
    id: "authentication.first-requirement-only",
    wrong: "of several security requirements only the first counts",
    noticedBy: ["authentication.alternatives", "authentication.role-claims"],
    document: "broad",
    make: ({ api, secret }) => ({
      request: (call) => {
        const bearer = bearerOf(call);
        const access = call.operation?.access;
        if (access?.kind !== "restricted" || bearer === null) return call;
        const [first] = access.alternatives;
        const scheme = api.schemes.find(({ name }) => name === first?.scheme);
        const others = access.alternatives.some((one) => one.scheme !== first?.scheme);
        return others && isSignedWith(bearer, secret) && !marks(scheme, bearer)
          ? errorOf(api, 403, "Permission denied")
          : call;
      },
    }),
  },
  {
    id: "authentication.refresh-of-another-scheme",
    wrong: "a refresh token refreshes whatever scheme it was issued for",
    noticedBy: ["authentication.other-scheme"],
    document: "broad",
    make: async (world) => {
      const keys = new Map<string, string>();
      for (const { name, account } of world.api.schemes) {
        const { key, sql } = tablesOf(world.api).get(account);
        const [row] = await world.query(
          `select ${key.sql}::text as key from ${sql} order by ${key.sql} limit 1`,
        );
        keys.set(name, String(row?.["key"]));
      }
      return {
        request: (call) => {
          const behavior = call.operation?.behavior;
          const body = jsonOf(call);
          if (behavior?.kind !== "refresh" || !isObject(body)) return call;
          const scheme = world.api.schemes.find(({ name }) => name === behavior.scheme);
          const token = readToken(String(body[behavior.token]));
          const refreshes = token?.claims["token_type"] === "refresh";
          const mark = token?.claims["scheme"];
          if (scheme === undefined || token === null || !refreshes || marks(scheme, token))
            return call;
          const isOther = world.api.schemes.some((other) => other.mark === mark);
          const claims = Object.fromEntries(
            scheme.caller.map((claim) => [claim, keys.get(scheme.name) ?? ""]),
          );
          const changed = resigned(world, token, {
            claims: { ...claims, scheme: scheme.mark ?? "" },
          });
          return isOther ? withJson(call, { ...body, [behavior.token]: changed }) : call;
        },
      };
    },
  },
  {
    id: "authentication.scheme-unsaid",
    wrong: "a token that does not say which scheme it is for is good for any",
    noticedBy: ["authentication.scheme-claim"],
    document: "broad",
    make: (world) => ({
      request: (call) => {
        const bearer = bearerOf(call);
        const scheme = schemeOf(call, world);
        if (bearer === null || scheme?.mark === undefined) return call;
        const isUnsaid =
          bearer.claims["scheme"] === undefined && isSignedWith(bearer, world.secret);
        return isUnsaid
          ? withBearer(call, resigned(world, bearer, { claims: { scheme: scheme.mark } }))
          : call;
      },
    }),
  },
];

function marks(scheme: SecurityScheme | undefined, { claims }: ReadToken): boolean {
  return scheme !== undefined && claims["scheme"] === scheme.mark;
}
