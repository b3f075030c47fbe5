/**
 * Reads HTTP/1.1 responses (RFC 9112) as their bytes arrive, in any pieces. Of a body only the length is kept, since
 * a loader that looked at all bytes would measure itself.
 */

export type ReadState =
  /** The response is not complete. */
  | "more"
  | "done"
  /** These bytes are no response, or go on after it. */
  | "malformed";

export interface ResponseReader {
  /** Makes ready for the response to a request. */
  begin(method: string): void;
  /** Reads the first `size` bytes of a buffer, which may be overwritten afterwards. */
  read(bytes: Buffer, size: number): ReadState;
  /** Says that the server has closed, which ends a body of unstated length. */
  end(): ReadState;
  readonly status: number;
  /** Bytes of the body so far, without chunked coding. */
  readonly length: number;
  /** Whether the connection ends with this response. */
  readonly closes: boolean;
}

type Part =
  | "head"
  /** A body of known length, of a chunk or as a whole. */
  | "counted"
  | "chunkSize"
  | "chunkEnd"
  | "trailer"
  | "untilClose"
  | "complete";

const MAX_HEAD = 65_536;

export function createResponseReader(): ResponseReader {
  const framing = /\r\n(content-length|transfer-encoding|connection):[ \t]*([^\r\n]*)/gi;
  let part: Part = "complete";
  let chunked = false;
  /** Bytes of the current body or chunk that are still to come. */
  let remaining = 0;
  let bodiless = false;
  /** The beginning of a head or line whose end has not come yet. */
  let pending = "";
  const reader = {
    status: 0,
    length: 0,
    closes: false,
    begin(method: string): void {
      part = "head";
      pending = "";
      reader.status = 0;
      reader.length = 0;
      bodiless = method === "HEAD";
    },
    read,
    end(): ReadState {
      return part === "untilClose" ? "done" : "malformed";
    },
  };
  return reader;

  function read(bytes: Buffer, size: number): ReadState {
    let at = 0;
    while (at < size) {
      switch (part) {
        case "head": {
          const before = pending.length;
          const end = takeUntil("\r\n\r\n", bytes, at, size);
          if (end === null) return pending.length > MAX_HEAD ? "malformed" : "more";
          if (!readHead(end.text)) return "malformed";
          at += end.text.length + 4 - before;
          break;
        }
        case "counted": {
          const taken = Math.min(remaining, size - at);
          at += taken;
          remaining -= taken;
          reader.length += taken;
          if (remaining === 0) part = chunked ? "chunkEnd" : "complete";
          break;
        }
        case "chunkEnd":
        case "chunkSize":
        case "trailer": {
          const before = pending.length;
          const line = takeUntil("\r\n", bytes, at, size);
          if (line === null) return pending.length > MAX_HEAD ? "malformed" : "more";
          if (!readLine(line.text)) return "malformed";
          at += line.text.length + 2 - before;
          break;
        }
        case "untilClose":
          reader.length += size - at;
          return "more";
        case "complete":
          return "malformed";
      }
    }
    return part === "complete" ? "done" : "more";
  }

  /** The text up to a mark, together with what came of it before; else it is kept until more comes. */
  function takeUntil(
    mark: string,
    bytes: Buffer,
    from: number,
    size: number,
  ): { text: string } | null {
    const text = pending + bytes.toString("latin1", from, size);
    const end = text.indexOf(mark);
    pending = end === -1 ? text : "";
    return end === -1 ? null : { text: text.slice(0, end) };
  }

  /** @returns false where it is no head of a response */
  function readHead(head: string): boolean {
    if (!head.startsWith("HTTP/1.1 ") && !head.startsWith("HTTP/1.0 ")) return false;
    const status = Number(head.slice(9, 12));
    if (!(status >= 100 && status <= 999)) return false;
    // Interim responses are passed over; what follows them is a head again.
    if (status < 200) return status !== 101;
    reader.status = status;
    reader.closes = head.startsWith("HTTP/1.0");
    let length: number | null = null;
    chunked = false;
    framing.lastIndex = 0;
    for (let field = framing.exec(head); field !== null; field = framing.exec(head)) {
      const [, name = "", value = ""] = field;
      // The names differ in length, and so need not be respelled.
      if (name.length === 10) reader.closes = /\bclose\b/i.test(value);
      else if (name.length === 17) chunked = /\bchunked\s*$/i.test(value);
      else if (!/^[0-9]+[ \t]*$/.test(value)) return false;
      else length = Number(value);
    }
    if (bodiless || status === 204 || status === 304) part = "complete";
    else if (chunked) part = "chunkSize";
    else if (length === null) {
      part = "untilClose";
      reader.closes = true;
    } else {
      remaining = length;
      part = length === 0 ? "complete" : "counted";
    }
    return true;
  }

  /** A line of chunked coding (RFC 9112, section 7.1). */
  function readLine(line: string): boolean {
    if (part === "chunkEnd") {
      part = "chunkSize";
      return line === "";
    }
    if (part === "trailer") {
      if (line === "") part = "complete";
      return true;
    }
    const size = /^([0-9A-Fa-f]+)[ \t]*(?:;.*)?$/.exec(line)?.[1];
    if (size === undefined) return false;
    remaining = Number.parseInt(size, 16);
    part = remaining === 0 ? "trailer" : "counted";
    return true;
  }
}
