/** Requests as the loader sends them. */
import type { Expected, LoadRequest } from "./job.js";

export interface RequestParts {
  readonly method: string;
  /** Path and query, encoded. `COUNTER` may stand in it. */
  readonly target: string;
  /** `Host` and, where there is a body, its length are added. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `COUNTER` may stand in it. */
  readonly body?: string;
  readonly counterFrom?: number;
  readonly expected: Expected;
}

/** An HTTP/1.1 request (RFC 9112); `host` is its `Host`, with the port. */
export function loadRequest(host: string, parts: RequestParts): LoadRequest {
  const { method, target, headers = {}, body, counterFrom, expected } = parts;
  const fields = Object.entries({
    Host: host,
    ...headers,
    ...(body !== undefined && { "Content-Length": String(Buffer.byteLength(body)) }),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${target} HTTP/1.1\r\n${fields.join("")}\r\n`;
  return {
    method,
    // UTF-8, one character for each of its bytes.
    message: Buffer.from(head + (body ?? "")).toString("latin1"),
    ...(counterFrom !== undefined && { counterFrom }),
    expected,
  };
}
