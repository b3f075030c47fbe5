/** Requests and responses as text that a person can read: long bodies cut, controls escaped. */
import type { Outcome } from "./http/exchange.js";
import type { Header, RawRequest } from "./http/message.js";

const shownBytes = 2000;

export function showRequest(request: RawRequest): string {
  return message(`${request.method} ${request.target} HTTP/1.1`, request.headers, request.body);
}

export function showOutcome(outcome: Outcome): string {
  if (outcome.kind !== "response") return outcome.detail;
  const { status, headers, body } = outcome.response;
  return message(`HTTP/1.1 ${status}`, headers, body);
}

function message(first: string, headers: readonly Header[], body: Buffer): string {
  const lines = [first, ...headers.map(({ name, value }) => `${name}: ${value}`)];
  return [...lines.map(escape), "", ...(body.length === 0 ? [] : [show(body)])]
    .join("\n")
    .trimEnd();
}

function show(body: Buffer): string {
  const text = escape(body.subarray(0, shownBytes).toString());
  return body.length > shownBytes ? `${text}… (${body.length} bytes)` : text;
}

function escape(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u2028\u2029\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
