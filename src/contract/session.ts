/** What the steps of one run have in common: the server, its options, and tokens got by logging in. */
import type { Caller, Credentials, JsonObject, Shared } from "./format.js";
import type { Database } from "./database.js";
import { exchange, type Address, type Outcome } from "./http/exchange.js";
import type { RawRequest } from "./http/message.js";
import { atPointer, parseJson } from "./pointer.js";
import { buildRequest } from "./request.js";
import { interpolate, type Scope } from "./variables.js";
import type { Json } from "../model/index.js";

export interface Session {
  readonly url: string;
  readonly address: Address;
  readonly shared: Shared;
  readonly secret: string | null;
  readonly database: Database | null;
  /** Variables that hold for the whole run. */
  readonly fixed: JsonObject;
  /** Tokens by the fields of the account that logged in. */
  readonly tokens: Map<string, string>;
  readonly timeoutMilliseconds: number;
}

/** An account could not log in; `detail` tells what came instead. */
export class LoginError extends Error {}

export function send(session: Session, request: RawRequest): Promise<Outcome> {
  return exchange(session.address, request, session.timeoutMilliseconds);
}

/**
 * The access token of an account, by the login request of the shared file; logs in once for each account.
 * @throws LoginError
 */
export async function tokenOf(session: Session, caller: Caller): Promise<string> {
  const fields = fieldsOf(session.shared, caller);
  const named = typeof caller === "string" ? session.shared.logins?.[caller] : undefined;
  const login = named ?? session.shared.login;
  const key = JSON.stringify([fields, login?.request]);
  const known = session.tokens.get(key);
  if (known !== undefined) return known;
  if (login === null) throw new LoginError("the shared file does not say how to log in");
  const scope: Scope = { fixed: session.fixed, saved: new Map(), rows: [fields] };
  // A login has the shape of a request, and filling in its variables changes strings only.
  const filled = interpolate(login as unknown as Json, scope) as unknown as typeof login;
  const outcome = await send(session, buildRequest(filled, session.address, null));
  const text = outcome.kind === "response" ? outcome.response.body.toString() : outcome.detail;
  const token = outcome.kind === "response" ? atPointer(parseJson(text), login.token) : undefined;
  if (typeof token !== "string") {
    const status = outcome.kind === "response" ? `${outcome.response.status} ` : "";
    throw new LoginError(`${JSON.stringify(fields)} cannot log in: ${status}${text.slice(0, 300)}`);
  }
  session.tokens.set(key, token);
  return token;
}

function fieldsOf(shared: Shared, caller: Caller): Credentials {
  if (typeof caller !== "string") return caller;
  const fields = Object.hasOwn(shared.accounts, caller) ? shared.accounts[caller] : undefined;
  if (fields === undefined) throw new LoginError(`no account is called ${caller}`);
  return fields;
}
