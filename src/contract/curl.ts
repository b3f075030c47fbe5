/** A request as a shell command that sends the same bytes again. */
import type { Filler, RequestData } from "./format.js";
import type { RawRequest } from "./http/message.js";

/**
 * The command line for a POSIX shell with curl.
 * @param filler how a long body was made, so that the line stays short
 */
export function curlLine(url: string, request: RawRequest, filler: RequestData["text"]): string {
  const plain = /^\/[\w\-.~!$&'()*+,;=:@%/?[\]{}|^"\\]*$/.test(request.target);
  const target = plain
    ? quote(url + request.target)
    : `--request-target ${quote(request.target)} ${quote(url)}`;
  const headers = request.headers
    .filter(({ name }) => !["host", "connection", "content-length"].includes(name.toLowerCase()))
    .map(({ name, value }) => `-H ${quote(value === "" ? `${name};` : `${name}: ${value}`)}`);
  const typed = request.headers.some(({ name }) => name.toLowerCase() === "content-type");
  const method = request.method === "HEAD" ? "--head" : `-X ${quote(request.method)}`;
  const parts = ["curl -sSi --http1.1 --path-as-is -g", method, ...headers];
  if (request.body.length === 0) return [...parts, target].join(" ");
  if (!typed) parts.push("-H 'Content-Type:'");
  const text = request.body.toString();
  const isText = Buffer.from(text).equals(request.body) && !text.includes("\0");
  if (typeof filler === "object" && request.body.length > 4096) {
    return `${fillerCommand(filler)} | ${[...parts, "--data-binary @-", target].join(" ")}`;
  }
  if (!isText) {
    const bytes = request.body.toString("base64");
    return `printf %s ${quote(bytes)} | base64 -d | ${[...parts, "--data-binary @-", target].join(" ")}`;
  }
  return [...parts, `--data-raw ${quote(text)}`, target].join(" ");
}

function fillerCommand(filler: Filler): string {
  const { before = "", repeat, times, after = "" } = filler;
  const repeated = `yes ${quote(repeat)} | tr -d '\\n' | head -c ${Buffer.byteLength(repeat) * times}`;
  return `{ printf %s ${quote(before)}; ${repeated}; printf %s ${quote(after)}; }`;
}

function quote(text: string): string {
  return /^[\w\-./:@%+=,]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
