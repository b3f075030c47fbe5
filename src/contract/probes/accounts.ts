/** Callers whose account is gone or may not be let in any more, where the row is read (docs/wire.md, "Errors"). */
import type { Json } from "../../model/index.js";
import { keyQuery } from "../../sql/index.js";
import type { Step } from "../format.js";
import { callOf, nameOf, sentOf, type Call } from "./call.js";
import { ask, plain, query, stepOf, type Probe, type ProbeCase } from "./probe.js";
import { INVALID_TOKEN } from "./tokens.js";
import { callerOf, type Caller, type World } from "./world.js";

const gone: Probe = {
  id: "authentication.gone",
  expects: "401 Invalid token for a caller whose account is gone, where the row is needed",
  why: "the current user is read, a token is refreshed from the row, and a row belongs to an account that exists",
  appliesTo: "operation that needs the caller's row",
  cases: (world) =>
    eachNeeding(world, true, (call, caller) => {
      const nobody = nobodyOf(world, caller);
      return nobody === null ? [] : asAccount(call, caller, nobody);
    }),
};

const inactive: Probe = {
  id: "authentication.inactive",
  expects:
    "401 Invalid token for a caller whose account is inactive, where the account is shown or refreshed",
  why: "who may not log in is not let in by an older token",
  appliesTo: "operation that reads an account that can be inactive",
  cases: (world) =>
    eachNeeding(world, false, (call, caller) => {
      const { scheme } = caller;
      const account = callerOf(world, scheme.name, "inactive")?.account;
      const entity = world.api.entities.find(({ name }) => name === scheme.account);
      const field = entity?.fields.find(({ role }) => role.kind === "identifier");
      if (account === undefined || entity === undefined || field === undefined) return [];
      const find = query(
        plain(keyQuery(world.api, entity.name, field.name)),
        [plain(account.identifier)],
        { save: { inactive: "/0/key" } },
      );
      return [find, ...asAccount(call, caller, "${inactive}")];
    }),
};

export const accountProbes: readonly Probe[] = [gone, inactive];

/**
 * A case for each operation that reads its caller's account.
 * @param owners also those that write a row of the caller's
 */
function eachNeeding(
  world: World,
  owners: boolean,
  steps: (call: Call, caller: Caller) => readonly Step[],
): ProbeCase[] {
  return world.api.operations.flatMap((operation): ProbeCase[] => {
    const { behavior } = operation;
    const call = callOf(world, operation);
    if (call === null) return [];
    const caller =
      behavior.kind === "refresh"
        ? callerOf(world, behavior.scheme, "user")
        : behavior.kind === "currentUser" ||
            (owners && behavior.kind === "create" && behavior.owned)
          ? call.caller
          : undefined;
    return caller === undefined ? [] : [{ on: nameOf(operation), steps: steps(call, caller) }];
  });
}

/** The call with a genuine token of another account: as the bearer, or as what is refreshed. */
function asAccount(call: Call, caller: Caller, key: Json): Step[] {
  const claims = Object.fromEntries(caller.scheme.caller.map((claim) => [plain(claim), key]));
  const { behavior } = call.operation;
  if (behavior.kind === "refresh") {
    const sign = {
      of: caller.name,
      claims: { ...claims, token_type: "refresh" },
    };
    return [
      stepOf({ kind: "sign", data: { sign, save: "signed" } }),
      ask(sentOf({ ...call, body: { [plain(behavior.token)]: "${signed}" } }), INVALID_TOKEN),
    ];
  }
  const { as: _, ...sent } = sentOf(call);
  return [...call.before, ask({ ...sent, token: { of: caller.name, claims } }, INVALID_TOKEN)];
}

/** A key that no account has, as a claim holds it; `null` where one cannot be made up. */
function nobodyOf({ api }: World, caller: Caller): string | null {
  const entity = api.entities.find(({ name }) => name === caller.scheme.account);
  const key = entity?.fields.find(({ name }) => name === entity.key);
  if (key?.schema.type === "integer") return "1999999999";
  return key?.fill === "uuid" ? "00000000-0000-4000-8000-00000000dead" : null;
}
