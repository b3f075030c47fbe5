/** A check of two servers on one database: requests to one and the other, and what must come. */
import type { Json, Operation } from "../../model/index.js";
import { requestOf } from "../differential/draft.js";
import { reference, type Save } from "../differential/reference.js";
import type { RawRequest } from "../http/message.js";
import { below } from "../pointer.js";
import { parameterTexts, type Pair } from "../probes/call.js";
import { validObject } from "../probes/values.js";
import { callerFor, type Caller, type World } from "../probes/world.js";
import { isObject } from "../variables.js";

/** Of the pair. */
export type Side = "first" | "second";

export interface Step {
  readonly on: Side;
  /** What is asked, e.g. `POST /things`. */
  readonly name: string;
  /** May hold references to answers of earlier steps. */
  readonly request: RawRequest;
  readonly saves: readonly Save[];
  readonly status: number;
  /** Index of an earlier step whose answer has the same body, byte for byte. */
  readonly sameAs?: number;
}

export interface Check {
  /** `rows.created GET /things/{id}`; the same for every pair. */
  readonly id: string;
  readonly expects: string;
  readonly steps: readonly Step[];
}

/** What a claim says of a document; `checks` is empty where it does not apply. */
export interface Claim {
  readonly id: string;
  readonly expects: string;
  /** What a document must have for this. */
  readonly appliesTo: string;
  readonly checks: (world: World) => readonly Omit<Check, "expects">[];
}

export interface Asked {
  readonly on: Side;
  readonly operation: Operation;
  readonly status: number;
  /** Access token, or a reference to one. */
  readonly token?: string | undefined;
  /** Of the row in the path. */
  readonly key?: string;
  /** Properties that are not made up. */
  readonly body?: { readonly [name: string]: Json };
  readonly saves?: readonly Save[];
  readonly sameAs?: number;
}

/** A valid request; null where no valid value of a required parameter was found. */
export function stepOf(world: World, asked: Asked): Step | null {
  const { on, operation, status, token, key, body = {}, saves = [], sameAs } = asked;
  const { behavior } = operation;
  const pairs: Record<"query" | "header" | "cookie", Pair[]> = {
    query: [],
    header: [],
    cookie: [],
  };
  const path = new Map<string, string>();
  for (const parameter of operation.parameters) {
    if (!parameter.required) continue;
    const isKey = "parameter" in behavior && behavior.parameter === parameter.name;
    const texts = isKey && key !== undefined ? [key] : parameterTexts(world, operation, parameter);
    if (texts === null) return null;
    if (parameter.in === "path") path.set(parameter.name, texts[0] ?? "");
    else pairs[parameter.in].push(...texts.map((text) => [parameter.name, text] as const));
  }
  const schema = operation.body?.schema;
  const request = requestOf({
    operation,
    method: operation.method.toUpperCase(),
    path,
    query: pairs.query,
    headers: pairs.header,
    cookies: pairs.cookie,
    token: null,
    authorization: token === undefined ? null : `Bearer ${token}`,
    body: schema?.type === "object" ? { ...validObject(schema, world.random), ...body } : undefined,
    type: operation.body?.mediaType ?? null,
    chunked: false,
    succeeds: true,
  });
  const name = `${request.method} ${operation.path}`;
  return { on, name, request, saves, status, ...(sameAs === undefined ? {} : { sameAs }) };
}

/** A caller who logs in; the tokens are then known by `reference(name + part)`. */
export function logIn(world: World, caller: Caller, on: Side, name: string): Step | null {
  const { login, account } = caller;
  const { behavior } = login;
  if (behavior.kind !== "login") return null;
  const saves = behavior.parts.flatMap(({ property, part }) =>
    part === "access" || part === "refresh"
      ? [{ name: name + part, pointer: below("", property) }]
      : [],
  );
  const body = {
    [behavior.identifier]: account.identifier,
    [behavior.password]: account.password,
  };
  return stepOf(world, { on, operation: login, status: behavior.status, body, saves });
}

export interface Entrance {
  readonly steps: readonly Step[];
  readonly token: string | undefined;
}

/** What it takes to call an operation; null where nobody can. */
export function enter(world: World, operation: Operation, on: Side): Entrance | null {
  if (operation.access.kind === "public") return { steps: [], token: undefined };
  const caller = callerFor(world, operation.access);
  const step = caller === undefined ? null : logIn(world, caller, on, "entrance_");
  return step === null ? null : { steps: [step], token: reference("entrance_access") };
}

/** What was sent as JSON. */
export function sentBody({ request }: Step): { readonly [name: string]: Json } {
  const value = JSON.parse(request.body.toString() || "{}") as Json;
  return isObject(value) ? value : {};
}
