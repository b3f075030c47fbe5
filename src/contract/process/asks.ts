/** The requests of process checks, worked out from the model: which operations need the database, and which do not. */
import type { Api, Json, Operation, Parameter, Schema } from "../../model/index.js";
import { sample } from "../../sql/index.js";
import type { Header, RawRequest } from "../http/message.js";
import { carries, writeList } from "../probes/call.js";
import { findProblems } from "../probes/oracle.js";
import { createRandom } from "../probes/random.js";
import { validValue } from "../probes/values.js";
import { isObject } from "../variables.js";
import type { Credentials } from "./credentials.js";

/** One request, and what it stands for. */
export interface Ask {
  /** `GET /things/{id}` as documented. */
  readonly name: string;
  readonly operation: Operation | null;
  readonly request: RawRequest;
}

/** The status of an operation that needs no database. */
export function constantStatus({ operation }: Ask): number {
  const behavior = operation?.behavior;
  return behavior?.kind === "constant" ? behavior.status : 200;
}

export interface Asks {
  /** Answer without a database. There is always one: the document itself. */
  readonly constants: readonly Ask[];
  readonly readiness: readonly Ask[];
  /** Need the database. */
  readonly data: readonly Ask[];
  /** The one of `data` that reads rows, changes nothing and is asked again and again; `table` is what it reads. */
  readonly reading: { readonly ask: Ask; readonly table: string } | null;
  /** One with a body that changes as little as possible. */
  readonly posting: Ask | null;
}

/** Operations that need a token which nobody can log in for are left out. */
export function asksOf(api: Api, credentials: Credentials): Asks {
  const asked = (kinds: readonly string[]): Ask[] =>
    api.operations
      .filter(({ behavior }) => kinds.includes(behavior.kind))
      .flatMap((operation) => askOf(operation, credentials) ?? []);
  const data = asked(NEED_DATABASE);
  const readings = [...asked(["list"]), ...asked(["retrieve"]), ...asked(["currentUser"])];
  const document: Ask = {
    name: "GET /openapi.json",
    operation: null,
    request: { ...NO_BODY, method: "GET", target: "/openapi.json", headers: HOST },
  };
  return {
    constants: [...asked(["constant", "choices"]), document],
    readiness: asked(["readiness"]),
    data,
    reading: readings.flatMap((ask) => readingOf(api, ask) ?? [])[0] ?? null,
    posting:
      [...asked(["login"]), ...asked(["refresh"]), ...data].find(
        ({ request }) => request.body.length > 1,
      ) ?? null,
  };
}

const NEED_DATABASE = [
  "list",
  "retrieve",
  "create",
  "replace",
  "update",
  "delete",
  "currentUser",
  "login",
  "refresh",
] as const;

/** RFC 9112 wants one; the value matters to nobody here. */
const HOST: readonly Header[] = [{ name: "Host", value: "127.0.0.1" }];
const NO_BODY = { body: Buffer.alloc(0), chunked: false } as const;

function readingOf(api: Api, ask: Ask): { ask: Ask; table: string } | null {
  const behavior = ask.operation?.behavior;
  if (behavior === undefined || !("entity" in behavior)) return null;
  const entity = api.entities.find(({ name }) => name === behavior.entity);
  return entity === undefined ? null : { ask, table: entity.table };
}

function askOf(operation: Operation, credentials: Credentials): Ask | null {
  const authorization = credentials.headers(operation);
  if (authorization === null) return null;
  const body = bodyOf(operation, credentials);
  const headers = [...HOST, ...authorization, ...parameterHeaders(operation)];
  if (body !== null) {
    headers.push(
      { name: "Content-Type", value: operation.body?.mediaType ?? "application/json" },
      { name: "Content-Length", value: String(body.length) },
    );
  }
  return {
    name: `${operation.method.toUpperCase()} ${operation.path}`,
    operation,
    request: {
      method: operation.method.toUpperCase(),
      target: targetOf(operation),
      headers,
      body: body ?? Buffer.alloc(0),
      chunked: false,
    },
  };
}

function bodyOf(operation: Operation, credentials: Credentials): Buffer | null {
  if (operation.body === null) return null;
  const known = credentials.body(operation);
  const value = known ?? valid(operation.body.schema);
  return Buffer.from(JSON.stringify(withEqualParts(operation, value)));
}

/** A property that repeats another one holds the same. */
function withEqualParts(operation: Operation, value: Json): Json {
  const schema = operation.body?.schema;
  if (schema?.type !== "object" || !isObject(value)) return value;
  const whole: Record<string, Json> = { ...value };
  for (const { name, equals } of schema.properties) {
    const other = equals === undefined ? undefined : whole[equals.property];
    if (other !== undefined && Object.hasOwn(whole, name)) whole[name] = other;
  }
  return whole;
}

function targetOf(operation: Operation): string {
  const path = operation.segments.map((segment) =>
    segment.kind === "literal"
      ? segment.text.split("").map(encodePathCharacter).join("")
      : encodeURIComponent(sampleText(operation, segment.name)),
  );
  const query = required(operation, "query").flatMap((parameter) =>
    textsOf(parameter).map(
      (text) => `${encodeURIComponent(parameter.name)}=${encodeURIComponent(text)}`,
    ),
  );
  return `/${path.join("/")}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

/** What a path may hold as it is (RFC 3986, section 3.3). */
function encodePathCharacter(character: string): string {
  return /[A-Za-z0-9\-._~!$&'()*+,;=:@]/.test(character)
    ? character
    : encodeURIComponent(character);
}

function sampleText(operation: Operation, name: string): string {
  const parameter = operation.parameters.find((one) => one.in === "path" && one.name === name);
  return parameter === undefined ? "1" : (textsOf(parameter)[0] ?? "");
}

function parameterHeaders(operation: Operation): Header[] {
  const headers = required(operation, "header").flatMap((parameter) =>
    textsOf(parameter).map((value) => ({ name: parameter.name, value })),
  );
  const cookies = required(operation, "cookie").flatMap((parameter) =>
    textsOf(parameter).map((text) => `${parameter.name}=${text}`),
  );
  return cookies.length === 0
    ? headers
    : [...headers, { name: "Cookie", value: cookies.join("; ") }];
}

function required(operation: Operation, where: Parameter["in"]): readonly Parameter[] {
  return operation.parameters.filter((parameter) => parameter.in === where && parameter.required);
}

/** The texts that the parameter is given with: more than one only for a list that is written so. */
function textsOf(parameter: Parameter): readonly string[] {
  const value = valid(parameter.schema, (one) =>
    [one].flat().every((item) => carries(parameter, textOf(item))),
  );
  return Array.isArray(value) ? writeList(parameter, value.map(textOf)) : [textOf(value)];
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** How often a value is sought that keeps the schema and fits besides. */
const TRIES = 5;

/** The simplest value: a number is the key of a first row. Where that breaks the schema, e.g. its pattern, another. */
function valid(schema: Schema, fits: (value: Json) => boolean = () => true): Json {
  const seeded = sample(schema, "sample");
  const random = createRandom(1);
  const others = Array.from({ length: TRIES }, () => validValue(schema, "sample", random));
  return (
    [seeded, ...others].find(
      (value) => value !== undefined && findProblems(schema, value).length === 0 && fits(value),
    ) ?? seeded
  );
}
