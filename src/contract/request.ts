/** The request of a step as bytes: body, and the headers that every request needs unless a scenario says otherwise. */
import type { RequestData, SentHeaders, Text } from "./format.js";
import type { Address } from "./http/exchange.js";
import type { Header, RawRequest } from "./http/message.js";

/**
 * Host, Connection, Content-Type and the framing of the body come first, then what the scenario says; a header
 * that it names takes the place of ours.
 * @param bearer token to send, or null
 */
export function buildRequest(
  data: Pick<RequestData, "request" | "headers" | "type" | "json" | "text" | "base64" | "chunked">,
  address: Address,
  bearer: string | null,
): RawRequest {
  const space = data.request.indexOf(" ");
  const body = bodyOf(data);
  const chunked = data.chunked === true && body !== null;
  const ours: SentHeaders = {
    Host: `${address.host}:${address.port}`,
    Connection: "close",
    ...(bearer === null ? {} : { Authorization: `Bearer ${bearer}` }),
    ...(body === null && data.type === undefined ? {} : { "Content-Type": contentType(data.type) }),
    ...(chunked ? { "Transfer-Encoding": "chunked" } : {}),
    ...(chunked || body === null ? {} : { "Content-Length": String(body.length) }),
  };
  const named = new Set(Object.keys(data.headers ?? {}).map((name) => name.toLowerCase()));
  const kept = Object.entries(ours).filter(([name]) => !named.has(name.toLowerCase()));
  return {
    method: data.request.slice(0, space),
    target: data.request.slice(space + 1),
    headers: [...kept, ...Object.entries(data.headers ?? {})].flatMap(([name, value]) =>
      fields(name, value),
    ),
    body: body ?? Buffer.alloc(0),
    chunked,
  };
}

/** The text itself, or the filler written out. */
export function textOf(text: Text): string {
  if (typeof text === "string") return text;
  return (text.before ?? "") + text.repeat.repeat(text.times) + (text.after ?? "");
}

function bodyOf(data: Pick<RequestData, "json" | "text" | "base64">): Buffer | null {
  if (data.json !== undefined) return Buffer.from(JSON.stringify(data.json));
  if (data.text !== undefined) return Buffer.from(textOf(data.text));
  if (data.base64 !== undefined) return Buffer.from(data.base64, "base64");
  return null;
}

function contentType(type: string | null | undefined): string | null {
  return type === undefined ? "application/json" : type;
}

function fields(name: string, value: string | null | readonly string[]): Header[] {
  if (value === null) return [];
  return typeof value === "string" ? [{ name, value }] : value.map((one) => ({ name, value: one }));
}
