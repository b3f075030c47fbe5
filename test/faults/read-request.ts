/** A request as it comes over a connection (RFC 9112), with whatever stands in it. */
import type { Socket } from "node:net";
import type { Header, RawRequest } from "../../src/contract/http/message.js";

/** Reads the one request of a connection; `null` for bytes that are none, or an end before the request's. */
export function readRequest(socket: Socket): Promise<RawRequest | null> {
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const settle = (request: RawRequest | null): void => {
      socket.pause();
      socket.off("data", take);
      resolve(request);
    };
    const take = (part: Buffer): void => {
      received.push(part);
      const request = parse(Buffer.concat(received));
      if (request !== undefined) settle(request);
    };
    socket.on("data", take);
    socket.once("end", () => settle(null));
    socket.once("close", () => settle(null));
  });
}

/** `undefined` while more has to come, `null` for what will never be a request. */
function parse(bytes: Buffer): RawRequest | null | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1) return undefined;
  const [line = "", ...fields] = bytes.subarray(0, end).toString().split("\r\n");
  const parts = /^(\S+) (.+) HTTP\/1\.[01]$/.exec(line);
  if (parts === null) return null;
  const headers = fields.map((field): Header => {
    const colon = field.indexOf(":");
    return { name: field.slice(0, colon), value: field.slice(colon + 1).trim() };
  });
  const find = (name: string): string | undefined =>
    headers.find((one) => one.name.toLowerCase() === name)?.value;
  const rest = bytes.subarray(end + 4);
  const chunked = find("transfer-encoding") !== undefined;
  const length = Number(find("content-length") ?? "0");
  const body = chunked ? chunksOf(rest) : rest.length < length ? null : rest.subarray(0, length);
  if (body === null) return undefined;
  return { method: parts[1] ?? "", target: parts[2] ?? "", headers, body, chunked };
}

/** All chunks, once the last one is there; without extensions and trailers, which the runner never sends. */
function chunksOf(bytes: Buffer): Buffer | null {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const line = bytes.indexOf("\r\n", position);
    if (line === -1) return null;
    const size = Number.parseInt(bytes.subarray(position, line).toString("latin1"), 16);
    const start = line + 2;
    if (size === 0) return bytes.length < start + 2 ? null : Buffer.concat(chunks);
    if (bytes.length < start + size + 2) return null;
    chunks.push(bytes.subarray(start, start + size));
    position = start + size + 2;
  }
}
