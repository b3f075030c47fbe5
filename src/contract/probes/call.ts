/** A valid call of an operation, in parts that a probe can change one at a time. */
import type { Json, Operation, Parameter, Schema } from "../../model/index.js";
import type { SentHeaders, Step } from "../format.js";
import { below } from "../pointer.js";
import { findProblems } from "./oracle.js";
import { ask, plain, type Sent } from "./probe.js";
import { rowSql } from "./row-sql.js";
import { validObject, validValue } from "./values.js";
import { callerFor, callerOf, operationsOf, type Caller, type World } from "./world.js";

export interface Call {
  readonly operation: Operation;
  /** Make what the call needs: a row, a token. */
  readonly before: readonly Step[];
  /** Path values as they stand in the target, percent-encoded. May hold variables. */
  readonly path: ReadonlyMap<string, string>;
  readonly query: readonly Pair[];
  readonly headers: SentHeaders;
  readonly cookies: readonly Pair[];
  /** May hold variables. */
  readonly body: Json | undefined;
  readonly caller: Caller | undefined;
  /** Status when all is well. */
  readonly status: number;
}

/** Name and value, neither encoded. */
export type Pair = readonly [string, string];

/** A row for the call's path and who made it. */
export interface Row {
  readonly before: readonly Step[];
  /** Variable that holds its key. */
  readonly key: string;
  readonly caller: Caller | undefined;
}

/** A call that succeeds; `null` where that cannot be made, e.g. without an account that may. */
export function callOf(world: World, operation: Operation): Call | null {
  const { behavior, access } = operation;
  const row =
    "parameter" in behavior && behavior.kind !== "choice" ? rowFor(world, operation) : null;
  if (row === null && "parameter" in behavior && behavior.kind !== "choice") return null;
  const caller = row?.caller ?? callerFor(world, access);
  if (access.kind === "restricted" && caller === undefined) return null;
  const parameters = parameterValues(world, operation);
  if (parameters === null) return null;
  const sent = bodyOf(world, operation);
  if (sent === null) return null;
  return {
    operation,
    before: [...(row?.before ?? []), ...sent.before],
    path: row === null ? parameters.path : withKey(parameters.path, operation, row),
    query: parameters.query,
    headers: parameters.headers,
    cookies: parameters.cookies,
    body: sent.body,
    caller,
    status: successOf(operation),
  };
}

/** The status of an operation when all is well. */
export function successOf({ behavior }: Operation): number {
  switch (behavior.kind) {
    case "readiness":
      return behavior.ready.status;
    case "choices":
    case "choice":
      return 200;
    case "echo":
      return 426;
    case "constant":
    case "list":
    case "retrieve":
    case "create":
    case "replace":
    case "update":
    case "delete":
    case "login":
    case "refresh":
    case "currentUser":
    case "custom":
      return behavior.status;
  }
}

/** The call as a request; what `change` names takes the place of what the call has. */
export function sentOf(
  call: Call,
  change: { readonly target?: string; readonly method?: string } = {},
): Sent {
  const { operation, caller, cookies, body } = call;
  const headers = {
    ...call.headers,
    ...(cookies.length === 0
      ? {}
      : { Cookie: plain(cookies.map(([name, value]) => `${name}=${value}`).join("; ")) }),
  };
  return {
    request: `${change.method ?? operation.method.toUpperCase()} ${change.target ?? targetOf(call)}`,
    ...(caller === undefined ? {} : { as: caller.name }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(body === undefined ? {} : { json: body }),
    ...customOf(operation),
  };
}

function customOf({ behavior, responses }: Operation): Pick<Sent, "custom"> {
  if (behavior.kind !== "custom") return {};
  const { status, statuses } = behavior;
  const answers = responses.flatMap(({ status: one, schema }) =>
    statuses.includes(one) ? [{ status: one, schema: schema && plainSchema(schema) }] : [],
  );
  return { custom: { status, answers } };
}

/** With every `${` in it meant as it stands. */
function plainSchema(schema: Schema): Schema {
  return plain(schema as unknown as Json) as unknown as Schema;
}

/** Path and query. */
export function targetOf(call: Call): string {
  const { query } = call;
  if (query.length === 0) return pathOf(call);
  return `${pathOf(call)}?${query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&")}`;
}

export function pathOf({ operation, path }: Pick<Call, "operation" | "path">): string {
  const segments = operation.segments.map((segment) =>
    segment.kind === "literal" ? plain(segment.text) : (path.get(segment.name) ?? "x"),
  );
  return `/${segments.join("/")}`;
}

/** RFC 3986: all but unreserved characters. */
export function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `GET /things/{id}`, as reports name it. */
export function nameOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}

function withKey(
  path: ReadonlyMap<string, string>,
  { behavior }: Operation,
  { key }: Row,
): ReadonlyMap<string, string> {
  return "parameter" in behavior
    ? new Map([...path, [behavior.parameter, `\${${key}|uri}`]])
    : path;
}

interface Values extends Pick<Call, "path" | "query" | "headers" | "cookies"> {}

/** The values of required parameters. */
function parameterValues(world: World, operation: Operation): Values | null {
  const path = new Map<string, string>();
  const query: Pair[] = [];
  const headers = new Map<string, string>();
  const cookies: Pair[] = [];
  for (const parameter of operation.parameters) {
    if (!parameter.required) continue;
    const texts = parameterTexts(world, operation, parameter);
    const [text] = texts ?? [];
    if (texts === null || text === undefined) return null;
    switch (parameter.in) {
      case "path":
        path.set(parameter.name, plain(encode(text)));
        break;
      case "query":
        query.push(...texts.map((one) => [parameter.name, one] as const));
        break;
      case "header":
        headers.set(parameter.name, plain(text));
        break;
      case "cookie":
        cookies.push([parameter.name, text]);
        break;
    }
  }
  return { path, query, headers: Object.fromEntries(headers), cookies };
}

/** A valid value as texts, one for each time that it is given; `null` where none was found. */
export function parameterTexts(
  world: World,
  operation: Operation,
  parameter: Parameter,
): readonly string[] | null {
  const { schema, name } = parameter;
  if (schema.type !== "array") {
    const text = parameterText(world, operation, parameter);
    return text === null ? null : [text];
  }
  const value = validValue(schema, name, world.random);
  if (!Array.isArray(value)) return null;
  const items = value.map(String);
  const whole = parameter.list === "repeated" || !items.some((item) => item.includes(","));
  return whole && items.every((item) => carries(parameter, item))
    ? writeList(parameter, items)
    : null;
}

/** The items as the document writes a list: each as a text of its own, or one text with commas. */
export function writeList({ list }: Parameter, items: readonly string[]): readonly string[] {
  return list === "repeated" ? items : [items.join(",")];
}

/** Whether the text gets there as it is: headers are ASCII and trimmed, cookies have their own characters. */
export function carries({ in: where }: Parameter, text: string): boolean {
  switch (where) {
    case "query":
    case "path":
      return true;
    case "header":
      return /^(?:[!-~](?:[ -~]*[!-~])?)?$/.test(text);
    case "cookie":
      return /^[!#-+\--:<-[\]-~]*$/.test(text);
  }
}

/** A valid value as text; `null` where none was found. */
function parameterText(
  { random }: World,
  { behavior }: Operation,
  parameter: Parameter,
): string | null {
  const { name, schema } = parameter;
  if (behavior.kind === "choice" && name === behavior.parameter) {
    const values = behavior.choices.map(({ value }) => value).filter((value) => value !== "");
    // One that needs no escape, where there is one.
    return values.find((value) => /^\w+$/.test(value)) ?? values[0] ?? null;
  }
  // The first may hold a blank, which a cookie cannot.
  const tries = [validValue(schema, name, random), random.tag(), validValue(schema, name, random)];
  for (const value of tries) {
    if (value === undefined || value === null || typeof value === "object") continue;
    if (carries(parameter, String(value)) && findProblems(schema, value).length === 0)
      return String(value);
  }
  return null;
}

/** The body of a valid call, with what it needs before; `null` where none was found. */
export function bodyOf(
  world: World,
  operation: Operation,
): { readonly before: readonly Step[]; readonly body: Json | undefined } | null {
  const { behavior, body } = operation;
  if (body === null) return { before: [], body: undefined };
  if (body.schema.type !== "object") {
    const value = validValue(body.schema, "body", world.random);
    return value === undefined ? null : { before: [], body: plain(value) };
  }
  const value = plain(validObject(body.schema, world.random));
  switch (behavior.kind) {
    case "login": {
      const caller = world.callers.find(
        (one) => one.scheme.name === behavior.scheme && one.purpose === "user",
      );
      if (caller === undefined) return null;
      const { identifier, password } = caller.account;
      return {
        before: [],
        body: {
          ...value,
          [plain(behavior.identifier)]: plain(identifier),
          [plain(behavior.password)]: plain(password),
        },
      };
    }
    case "refresh": {
      const issued = refreshToken(world, behavior.scheme, "user");
      if (issued === null) return null;
      const { before, variable } = issued;
      return { before, body: { ...value, [plain(behavior.token)]: `\${${variable}}` } };
    }
    case "constant":
    case "readiness":
    case "list":
    case "retrieve":
    case "create":
    case "replace":
    case "update":
    case "delete":
    case "currentUser":
    case "choices":
    case "choice":
    case "echo":
    case "custom":
      return { before: [], body: value };
  }
}

/** Logs in for a refresh token; `null` where no operation issues one. */
export function refreshToken(
  world: World,
  scheme: string,
  purpose: Caller["purpose"],
): { readonly before: readonly Step[]; readonly variable: string } | null {
  const caller = callerOf(world, scheme, purpose);
  for (const operation of operationsOf(world.api, "login")) {
    const { behavior, body } = operation;
    const part = behavior.parts.find((one) => one.part === "refresh");
    if (part === undefined || behavior.scheme !== scheme || caller === undefined) continue;
    if (body?.schema.type !== "object") continue;
    const json = {
      ...plain(validObject(body.schema, world.random)),
      [plain(behavior.identifier)]: plain(caller.account.identifier),
      [plain(behavior.password)]: plain(caller.account.password),
    };
    const variable = `refresh${world.random.next()}`;
    const login = ask(
      { request: `${operation.method.toUpperCase()} ${plain(operation.path)}`, json },
      { status: behavior.status },
      { [variable]: plain(below("", part.property)) },
    );
    return { before: [login], variable };
  }
  return null;
}

/** A row for the operation's path: made by a create that shows the key, else in the database. */
function rowFor(world: World, operation: Operation): Row | null {
  const { behavior, access } = operation;
  if (!("entity" in behavior)) return null;
  const owned = "owned" in behavior && behavior.owned;
  const made = makeRow(world, behavior.entity, owned ? callerFor(world, access) : undefined);
  if (made === null) return null;
  // The owner of an owned row has to call; of others anybody who may.
  return { ...made, caller: owned ? made.caller : callerFor(world, access) };
}

/**
 * Makes a row of an entity.
 * @param owner whose row it shall be; without one that of any caller who may
 */
export function makeRow(world: World, entity: string, owner: Caller | undefined): Row | null {
  const key = `row${world.random.next()}`;
  const keyField = world.api.entities.find(({ name }) => name === entity)?.key;
  for (const operation of operationsOf(world.api, "create")) {
    const shown = operation.behavior.shown.find(({ field }) => field === keyField);
    if (operation.behavior.entity !== entity || shown === undefined) continue;
    const call = callOf(world, operation);
    if (call === null) continue;
    const caller = owner !== undefined && mayCall(operation, owner) ? owner : call.caller;
    const create = ask(
      sentOf({ ...call, caller }),
      { status: call.status },
      { [key]: plain(below("", shown.property)) },
    );
    return { before: [...call.before, create], key, caller };
  }
  const step = rowSql(world, entity, owner, key);
  return step === null ? null : { before: [step], key, caller: owner };
}

/**
 * Who calls on a row that this caller made or wrote: the same where they may, else whoever the call has; `null` where
 * only owners find their rows and this one may not call.
 */
export function callerOn(call: Call, caller: Caller | undefined): Caller | undefined | null {
  const { behavior, access } = call.operation;
  if (access.kind === "public") return undefined;
  if (caller !== undefined && mayCall(call.operation, caller)) return caller;
  return "owned" in behavior && behavior.owned ? null : call.caller;
}

/** Whether the caller's scheme and roles are let in; the admin of the seed has all roles, the others have none. */
export function mayCall({ access }: Operation, { scheme, purpose }: Caller): boolean {
  if (access.kind === "public") return false;
  return access.alternatives.some(
    (one) => one.scheme === scheme.name && (one.roles.length === 0 || purpose === "admin"),
  );
}
