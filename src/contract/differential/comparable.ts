/**
 * Which requests servers must answer alike. What an HTTP library refuses before any code of the server runs is left
 * out (docs/wire.md, "Below HTTP"), and so are messages whose end the server has to guess.
 */
import type { Header, RawRequest } from "../http/message.js";

const METHODS: readonly string[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Smaller than what any HTTP library takes by default: 8 KB and 100 fields are common limits. */
const MAX_HEAD_BYTES = 7000;
const MAX_HEADERS = 60;

/** The message as a request that all servers have to answer alike, or null. */
export function readComparable(bytes: Buffer): RawRequest | null {
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1 || end > MAX_HEAD_BYTES) return null;
  const [line = "", ...fields] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const [, method, target] = /^([A-Z]+) (\/[!-~]*) HTTP\/1\.1$/.exec(line) ?? [];
  if (method === undefined || target === undefined || !METHODS.includes(method)) return null;
  if (!isTarget(target) || fields.length > MAX_HEADERS) return null;
  const headers: Header[] = [];
  for (const field of fields) {
    // Visible ASCII with spaces inside; white space around a value is for the library to take off.
    const [, name, value] =
      /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([ -~]*?)[ \t]*$/.exec(field) ?? [];
    if (name === undefined || value === undefined) return null;
    headers.push({ name, value });
  }
  const body = bytes.subarray(end + 4);
  return isFramed(headers, body) ? { method, target, headers, body, chunked: false } : null;
}

/** Broken escapes in the path may be refused by the library; those in the query may not. */
function isTarget(target: string): boolean {
  const [path = ""] = target.split("?");
  // A fragment has no place in a target (RFC 9112, section 3.2).
  return !target.includes("#") && isWellFormed(path);
}

function isWellFormed(path: string): boolean {
  if (/%(?![0-9A-Fa-f]{2})/.test(path) || /["<>\\^`{|}]/.test(path)) return false;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function isFramed(headers: readonly Header[], body: Buffer): boolean {
  const values = (wanted: string): string[] =>
    headers.filter(({ name }) => name.toLowerCase() === wanted).map(({ value }) => value);
  const lengths = values("content-length");
  const [host, ...hosts] = values("host");
  // RFC 9110, section 7.2; some libraries look at the rest more closely than others.
  if (host === undefined || hosts.length > 0 || !/^[\w.-]+(?::\d+)?$/.test(host)) return false;
  const closes = ["transfer-encoding", "connection", "upgrade", "expect", "te", "trailer"];
  if (closes.some((name) => values(name).length > 0)) return false;
  if (lengths.length === 0) return body.length === 0;
  return lengths.length === 1 && lengths[0] === String(body.length);
}
