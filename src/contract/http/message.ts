/** HTTP/1.1 messages as bytes (RFC 9112): a request is written as told, a response is read as it came. */

export interface Header {
  readonly name: string;
  readonly value: string;
}

/** A request as it goes out; nothing is added, folded or normalised. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body: Buffer;
  readonly chunked: boolean;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: readonly Header[];
  /** The body without chunked coding. */
  readonly body: Buffer;
  /** Bytes that followed the end of the message, e.g. the body of an answer to HEAD. */
  readonly surplus: Buffer;
}

/** The bytes on the connection are no HTTP/1.1 response. */
export class MalformedResponse extends Error {}

/** Request line and header section, with the empty line that ends it. Text goes out in UTF-8. */
export function requestHead(request: RawRequest): Buffer {
  const fields = request.headers.map(({ name, value }) => `${name}: ${value}\r\n`);
  return Buffer.from(`${request.method} ${request.target} HTTP/1.1\r\n${fields.join("")}\r\n`);
}

/** The body as it stands on the connection, in pieces. */
export function requestBody(request: RawRequest, pieceSize = 65_536): Buffer[] {
  const pieces: Buffer[] = [];
  for (let start = 0; start < request.body.length; start += pieceSize) {
    const piece = request.body.subarray(start, start + pieceSize);
    pieces.push(
      request.chunked
        ? Buffer.concat([
            Buffer.from(`${piece.length.toString(16)}\r\n`),
            piece,
            Buffer.from("\r\n"),
          ])
        : piece,
    );
  }
  if (request.chunked) pieces.push(Buffer.from("0\r\n\r\n"));
  return pieces;
}

/**
 * Reads a response from all bytes that came so far; `null` while more are needed.
 * Interim responses (1xx but 101) are passed over.
 * @param ended whether the server has closed, which ends a body of unstated length
 * @throws MalformedResponse
 */
export function readResponse(bytes: Buffer, method: string, ended: boolean): RawResponse | null {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd === -1) return null;
  const head = readHead(bytes.subarray(0, headEnd).toString("latin1"));
  const rest = bytes.subarray(headEnd + 4);
  if (head.status >= 100 && head.status < 200 && head.status !== 101)
    return readResponse(rest, method, ended);
  const withoutBody =
    method === "HEAD" || head.status === 101 || head.status === 204 || head.status === 304;
  if (withoutBody) return { ...head, body: Buffer.alloc(0), surplus: rest };
  const content = readContent(head.headers, rest, ended);
  return content === null ? null : { ...head, ...content };
}

/** All values of a header, by name in any case. */
export function headerValues(headers: readonly Header[], name: string): string[] {
  const wanted = name.toLowerCase();
  return headers
    .filter((header) => header.name.toLowerCase() === wanted)
    .map((header) => header.value);
}

function readHead(text: string): { status: number; headers: Header[] } {
  const [statusLine = "", ...fields] = text.split("\r\n");
  const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine)?.[1];
  if (status === undefined)
    throw new MalformedResponse(`no status line: ${JSON.stringify(statusLine)}`);
  const headers = fields.map((field) => {
    const parts = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*?)[ \t]*$/.exec(field);
    if (parts === null) throw new MalformedResponse(`no header field: ${JSON.stringify(field)}`);
    return { name: parts[1] ?? "", value: parts[2] ?? "" };
  });
  return { status: Number(status), headers };
}

type Content = Pick<RawResponse, "body" | "surplus">;

function readContent(headers: readonly Header[], rest: Buffer, ended: boolean): Content | null {
  if (headerValues(headers, "Transfer-Encoding").some((value) => /chunked$/i.test(value))) {
    return readChunks(rest);
  }
  const [length] = headerValues(headers, "Content-Length");
  if (length === undefined) return ended ? { body: rest, surplus: Buffer.alloc(0) } : null;
  const size = Number(length);
  if (!/^\d+$/.test(length))
    throw new MalformedResponse(`no Content-Length: ${JSON.stringify(length)}`);
  if (rest.length < size) return null;
  return { body: rest.subarray(0, size), surplus: rest.subarray(size) };
}

function readChunks(rest: Buffer): Content | null {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = rest.indexOf("\r\n", position);
    if (lineEnd === -1) return null;
    const line = rest.subarray(position, lineEnd).toString("latin1");
    const size = /^([0-9A-Fa-f]+)[ \t]*(?:;.*)?$/.exec(line)?.[1];
    if (size === undefined) throw new MalformedResponse(`no chunk size: ${JSON.stringify(line)}`);
    const start = lineEnd + 2;
    const length = Number.parseInt(size, 16);
    if (length === 0) {
      const end = rest.indexOf("\r\n", start);
      if (end === -1) return null;
      const trailer = end === start ? end + 2 : rest.indexOf("\r\n\r\n", start) + 4;
      return trailer < start
        ? null
        : { body: Buffer.concat(chunks), surplus: rest.subarray(trailer) };
    }
    if (rest.length < start + length + 2) return null;
    chunks.push(rest.subarray(start, start + length));
    position = start + length + 2;
  }
}
