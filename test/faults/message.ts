/** Changes of requests and responses that several faults make. Each gives a new message. */
import type { Api, Json, Operation, Schema } from "../../src/model/index.js";
import type { Header, RawRequest, RawResponse } from "../../src/contract/http/message.js";
import { parseJson } from "../../src/contract/pointer.js";
import { isObject } from "../../src/contract/variables.js";
import type { Call } from "./fault.js";
import { depthOf } from "./json-text.js";

/** In bytes: what is longer or nested deeper than a server reads is sent for its size or depth, and stays as it is. */
const MOST = 100_000;

export type Pair = readonly [string, string];

export function headerOf({ headers }: { readonly headers: readonly Header[] }, name: string) {
  return headers.find((one) => one.name.toLowerCase() === name.toLowerCase())?.value;
}

/** The message with one value of the header, or with none for `null`. */
export function withHeader<M extends { readonly headers: readonly Header[] }>(
  message: M,
  name: string,
  value: string | null,
): M {
  const others = message.headers.filter((one) => one.name.toLowerCase() !== name.toLowerCase());
  return { ...message, headers: value === null ? others : [...others, { name, value }] };
}

export function withBody<M extends RawRequest | RawResponse>(message: M, body: string | Buffer): M {
  const bytes = Buffer.from(body);
  const framed = headerOf(message, "Transfer-Encoding") !== undefined;
  const sized = framed ? message : withHeader(message, "Content-Length", String(bytes.length));
  return { ...sized, body: bytes };
}

/** The request without its body and what is said of it. */
export function withoutBody<M extends RawRequest>(request: M): M {
  const headers = request.headers.filter(({ name }) => !/^(?:content-|transfer-)/i.test(name));
  return { ...request, headers, body: Buffer.alloc(0), chunked: false };
}

export function jsonOf({ body }: { readonly body: Buffer }): Json | undefined {
  return parseJson(body.toString());
}

export function withJson<M extends RawRequest | RawResponse>(message: M, value: Json): M {
  return withBody(message, JSON.stringify(value));
}

/** The message with another JSON body; as it is where it has none. */
export function changeJson<M extends RawRequest | RawResponse>(
  message: M,
  change: (value: Json) => Json,
): M {
  if (message.body.length > MOST || depthOf(message.body.toString("latin1")) > 64) return message;
  const value = jsonOf(message);
  if (value === undefined || !isFaithful(message.body)) return message;
  const changed = change(value);
  return JSON.stringify(changed) === JSON.stringify(value) ? message : withJson(message, changed);
}

/** Whether a JSON text means the same once it was read and written again. */
function isFaithful(bytes: Buffer): boolean {
  const text = bytes.toString();
  return Buffer.from(text).equals(bytes) && !/\d[eE]\+?\d{3}/.test(text);
}

/** The same for a body that is an object. */
export function changeObject<M extends RawRequest | RawResponse>(
  message: M,
  change: (value: { readonly [name: string]: Json }) => Json,
): M {
  return changeJson(message, (value) => (isObject(value) ? change(value) : value));
}

/** Path and query of the target, with the `?`. */
export function splitTarget({ target }: RawRequest): readonly [path: string, search: string] {
  const at = target.indexOf("?");
  return at === -1 ? [target, ""] : [target.slice(0, at), target.slice(at)];
}

export function withPath(request: Call, path: string): RawRequest {
  return { ...request, target: path + splitTarget(request)[1] };
}

/** Names and values of the query, decoded; `null` for a query that cannot be. */
export function queryOf(request: RawRequest): readonly Pair[] | null {
  const search = splitTarget(request)[1].slice(1);
  if (search === "") return [];
  try {
    return search.split("&").map((piece) => {
      const [name = "", ...value] = piece.split("=");
      return [decodeForm(name), decodeForm(value.join("="))];
    });
  } catch {
    return null;
  }
}

/** The request with another query; as it is, byte for byte, where nothing changes. */
export function changeQuery(
  request: RawRequest,
  change: (pairs: readonly Pair[]) => readonly Pair[],
): RawRequest {
  const pairs = queryOf(request);
  if (pairs === null) return request;
  const changed = change(pairs);
  if (JSON.stringify(changed) === JSON.stringify(pairs)) return request;
  const search = changed
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");
  return { ...request, target: `${splitTarget(request)[0]}${search === "" ? "" : "?"}${search}` };
}

/** Each value of a documented query parameter of these types, changed. */
export function changeParameters(
  request: Call,
  types: readonly Schema["type"][],
  change: (text: string, schema: Schema) => string,
): RawRequest {
  return changeQuery(request, (pairs) =>
    pairs.map(([name, text]) => {
      const schema = parameterSchema(request.operation, "query", name);
      return schema !== undefined && types.includes(schema.type)
        ? [name, change(text, schema)]
        : [name, text];
    }),
  );
}

export function parameterSchema(
  operation: Operation | null,
  where: "query" | "header" | "cookie",
  name: string,
): Schema | undefined {
  return operation?.parameters.find((one) => one.in === where && one.name === name)?.schema;
}

/** Every value of a body that has a schema, inner ones first, changed. */
export function changeValues(
  request: Call,
  change: (value: Json, schema: Schema) => Json,
): RawRequest {
  const schema = request.operation?.body?.schema;
  return schema === undefined
    ? request
    : changeJson(request, (value) => walk(value, schema, change));
}

function walk(value: Json, schema: Schema, change: (value: Json, schema: Schema) => Json): Json {
  if (schema.type === "array" && Array.isArray(value)) {
    return change(
      value.map((item: Json) => walk(item, schema.items, change)),
      schema,
    );
  }
  if (schema.type !== "object" || !isObject(value)) return change(value, schema);
  const changed = Object.entries(value).map(([name, part]) => {
    const inner = schema.properties.find((property) => property.name === name)?.schema;
    return [name, inner === undefined ? part : walk(part, inner, change)];
  });
  return change(Object.fromEntries(changed) as Json, schema);
}

export function limitOf({ rules }: Schema, code: string): number | undefined {
  for (const rule of rules) if (rule.code === code && "limit" in rule) return rule.limit;
  return undefined;
}

/** An error as a correct server would send it. */
export function errorOf(api: Api, status: number, detail: string): RawResponse {
  const body = Buffer.from(JSON.stringify({ detail }));
  return {
    status,
    headers: [
      ...api.headers.map(({ name, value }) => ({
        name,
        value: value === "serverTime" ? new Date().toISOString() : "0.10ms",
      })),
      { name: "Content-Type", value: "application/json" },
      { name: "Content-Length", value: String(body.length) },
    ],
    body,
    surplus: Buffer.alloc(0),
  };
}

/** What comes of a path that leads nowhere, asked of the server itself. */
export function toNowhere(request: RawRequest): RawRequest {
  return { ...request, target: "/no/such/path" };
}

export function isSuccess({ status }: RawResponse): boolean {
  return status >= 200 && status < 300;
}

export function isRefusal({ status }: RawResponse): boolean {
  return status >= 400 && status < 500;
}

function decodeForm(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}
