/** Tokens of a test account that may do everything, got by logging in as a client would. */
import type { Json, Login, Operation } from "../../model/index.js";
import type { TestAccount } from "../../sql/index.js";
import { exchange, type Address } from "../http/exchange.js";
import type { Header } from "../http/message.js";
import { parseJson } from "../pointer.js";
import { isObject } from "../variables.js";

export interface Credentials {
  /** What the operation asks for; null where nobody can log in for it. */
  headers(operation: Operation): readonly Header[] | null;
  /** The body of an operation that logs in or refreshes; undefined for all others. */
  body(operation: Operation): Json | undefined;
}

interface Tokens {
  readonly access: string | undefined;
  readonly refresh: string | undefined;
}

/**
 * Logs in by every operation that can be logged in by.
 * @param address of a server whose database works
 */
export async function logIn(
  address: Address,
  operations: readonly Operation[],
  accountOf: (scheme: string) => TestAccount | undefined,
): Promise<Credentials> {
  const tokens = new Map<string, Tokens>();
  for (const operation of operations) {
    const { behavior } = operation;
    if (behavior.kind !== "login") continue;
    const account = accountOf(behavior.scheme);
    if (account === undefined) continue;
    const got = await tokensBy(address, operation, behavior, account);
    const known = tokens.get(behavior.scheme);
    tokens.set(behavior.scheme, {
      access: known?.access ?? got.access,
      refresh: known?.refresh ?? got.refresh,
    });
  }
  return {
    headers({ access }) {
      if (access.kind === "public") return [];
      const token = access.alternatives
        .map(({ scheme }) => tokens.get(scheme)?.access)
        .find((one) => one !== undefined);
      return token === undefined ? null : [{ name: "Authorization", value: `Bearer ${token}` }];
    },
    body({ behavior }) {
      if (behavior.kind === "refresh") {
        const token = tokens.get(behavior.scheme)?.refresh;
        return token === undefined ? undefined : { [behavior.token]: token };
      }
      if (behavior.kind !== "login") return undefined;
      const account = accountOf(behavior.scheme);
      return account === undefined ? undefined : loginBody(behavior, account);
    },
  };
}

/** The JSON that logs an account in. */
export function loginBody(behavior: Login, account: TestAccount): Json {
  return { [behavior.identifier]: account.identifier, [behavior.password]: account.password };
}

async function tokensBy(
  address: Address,
  { method, path }: Operation,
  behavior: Login,
  account: TestAccount,
): Promise<Tokens> {
  const body = Buffer.from(JSON.stringify(loginBody(behavior, account)));
  const headers = [
    { name: "Host", value: "127.0.0.1" },
    { name: "Connection", value: "close" },
    { name: "Content-Type", value: "application/json" },
    { name: "Content-Length", value: String(body.length) },
  ];
  const request = {
    method: method.toUpperCase(),
    target: encodeURI(path),
    headers,
    body,
    chunked: false,
  };
  const outcome = await exchange(address, request, 15_000);
  const answer =
    outcome.kind === "response" ? parseJson(outcome.response.body.toString()) : undefined;
  const part = (wanted: "access" | "refresh"): string | undefined => {
    const property = behavior.parts.find((one) => one.part === wanted)?.property;
    const value = property !== undefined && isObject(answer) ? answer[property] : undefined;
    return typeof value === "string" ? value : undefined;
  };
  return { access: part("access"), refresh: part("refresh") };
}
