/** What probes are made from: the document, who can call, and how rows come about. */
import type { Access, Api, Operation, SecurityScheme } from "../../model/index.js";
import { testAccounts, type TestAccount } from "../../sql/index.js";
import type { LoginData, Shared } from "../format.js";
import { createRandom, type Random } from "./random.js";
import { plain } from "./probe.js";
import { validObject } from "./values.js";
import { below } from "../pointer.js";

export interface World {
  readonly api: Api;
  readonly random: Random;
  readonly callers: readonly Caller[];
}

/** An account that can get an access token. */
export interface Caller {
  readonly scheme: SecurityScheme;
  readonly purpose: TestAccount["purpose"];
  readonly account: TestAccount;
  /** Name for `as`. */
  readonly name: string;
  /** The operation that issues its token. */
  readonly login: Operation;
}

/** The document's operations with one kind of behavior. */
export function operationsOf<K extends Operation["behavior"]["kind"]>(
  api: Api,
  ...kinds: readonly K[]
): readonly (Operation & { readonly behavior: Extract<Operation["behavior"], { kind: K }> })[] {
  return api.operations.filter(
    (
      operation,
    ): operation is Operation & {
      readonly behavior: Extract<Operation["behavior"], { kind: K }>;
    } => (kinds as readonly string[]).includes(operation.behavior.kind),
  );
}

export function worldOf(api: Api, seed: number): World {
  return { api, random: createRandom(seed), callers: callersOf(api) };
}

function callersOf(api: Api): readonly Caller[] {
  const accounts = testAccounts(api);
  return api.schemes.flatMap((scheme, index) => {
    const login = operationsOf(api, "login").find(
      ({ behavior }) =>
        behavior.scheme === scheme.name && behavior.parts.some(({ part }) => part === "access"),
    );
    if (login === undefined) return [];
    return accounts
      .filter(({ entity }) => entity === scheme.account)
      .map((account) => {
        const { purpose } = account;
        return { scheme, purpose, account, name: `${purpose}${index + 1}`, login };
      });
  });
}

/** How callers log in. Nothing holds for every response: each probe says what it is about. */
export function sharedOf({ callers, random }: World): Shared {
  const accounts = callers.map(({ name, account }) => [
    name,
    { identifier: account.identifier, password: account.password },
  ]);
  const logins = callers.map(({ name, login }) => [name, loginData(login, random)] as const);
  return {
    login: null,
    accounts: Object.fromEntries(accounts) as Shared["accounts"],
    logins: Object.fromEntries(
      logins.flatMap(([name, data]) => (data === null ? [] : [[name, data]])),
    ) as NonNullable<Shared["logins"]>,
    defaults: {},
    expectations: {},
  };
}

function loginData({ behavior, method, path, body }: Operation, random: Random): LoginData | null {
  if (behavior.kind !== "login" || body?.schema.type !== "object") return null;
  const access = behavior.parts.find(({ part }) => part === "access");
  return {
    request: `${method.toUpperCase()} ${plain(path)}`,
    json: {
      ...plain(validObject(body.schema, random)),
      [plain(behavior.identifier)]: "${identifier}",
      [plain(behavior.password)]: "${password}",
    },
    token: below("", access?.property ?? ""),
  };
}

/** A caller who may call: without roles where none are needed, `undefined` where nobody is found. */
export function callerFor(world: World, access: Access): Caller | undefined {
  if (access.kind === "public") return undefined;
  const easiest = access.alternatives.toSorted((a, b) => a.roles.length - b.roles.length)[0];
  if (easiest === undefined) return undefined;
  return callerOf(world, easiest.scheme, easiest.roles.length === 0 ? "user" : "admin");
}

export function callerOf(
  { callers }: World,
  scheme: string,
  purpose: Caller["purpose"],
): Caller | undefined {
  return callers.find((one) => one.scheme.name === scheme && one.purpose === purpose);
}
