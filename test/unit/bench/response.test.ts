import { describe, expect, test } from "vitest";
import { createResponseReader } from "../../../src/bench/loader/response.js";

interface Row {
  readonly name: string;
  readonly bytes: string;
  readonly method?: string;
  readonly status: number;
  readonly length: number;
  readonly closes?: boolean;
}

const COMPLETE: readonly Row[] = [
  {
    name: "a body of stated length",
    bytes: "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello",
    status: 200,
    length: 5,
  },
  {
    name: "header names in any case",
    bytes: "HTTP/1.1 201 Created\r\ncontent-LENGTH:2 \r\n\r\nok",
    status: 201,
    length: 2,
  },
  {
    name: "an empty body",
    bytes: "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n",
    status: 404,
    length: 0,
  },
  { name: "204 without length", bytes: "HTTP/1.1 204 \r\n\r\n", status: 204, length: 0 },
  {
    name: "an answer to HEAD",
    bytes: "HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n",
    method: "HEAD",
    status: 200,
    length: 0,
  },
  {
    name: "chunks, with extensions and a trailer",
    bytes:
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n" +
      "5\r\nhello\r\nB;name=value\r\n0123456\r\n89\r\n0\r\nDigest: x\r\n\r\n",
    status: 200,
    length: 16,
  },
  {
    name: "chunks rather than a length that is stated as well",
    bytes:
      "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
    status: 200,
    length: 1,
  },
  {
    name: "interim responses first",
    bytes:
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" +
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
    status: 200,
    length: 1,
  },
  {
    name: "a connection that will be closed",
    bytes: "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx",
    status: 200,
    length: 1,
    closes: true,
  },
  {
    name: "HTTP/1.0",
    bytes: "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx",
    status: 200,
    length: 1,
    closes: true,
  },
];

describe("a complete response, in pieces of any size", () => {
  test.each(COMPLETE)("$name", ({ bytes, method = "GET", status, length, closes = false }) => {
    const all = Buffer.from(bytes, "latin1");
    for (let size = 1; size <= all.length; size++) {
      const reader = createResponseReader();
      reader.begin(method);
      const states: string[] = [];
      for (let at = 0; at < all.length; at += size) {
        const piece = all.subarray(at, at + size);
        states.push(reader.read(piece, piece.length));
      }
      expect(states.at(-1), `in pieces of ${size}`).toBe("done");
      expect(states.slice(0, -1).every((state) => state === "more")).toBe(true);
      expect(reader).toMatchObject({ status, length, closes });
    }
  });

  test("one reader reads one after the other", () => {
    const reader = createResponseReader();
    for (const { bytes, method = "GET", status, length, closes = false } of COMPLETE) {
      reader.begin(method);
      const all = Buffer.from(bytes, "latin1");
      // What lies beyond the given size is of an older read.
      expect(reader.read(Buffer.concat([all, Buffer.from("old")]), all.length)).toBe("done");
      expect(reader).toMatchObject({ status, length, closes });
    }
  });
});

test("a body of unstated length ends with the connection", () => {
  const reader = createResponseReader();
  reader.begin("GET");
  const all = Buffer.from("HTTP/1.1 200 OK\r\n\r\nsome text");
  expect(reader.read(all, all.length)).toBe("more");
  expect(reader.end()).toBe("done");
  expect(reader).toMatchObject({ length: 9, closes: true });
});

test.each([
  ["another protocol", "SSH-2.0-OpenSSH_9.2\r\n\r\n"],
  ["no status", "HTTP/1.1 OK\r\n\r\n"],
  ["a length that is no number", "HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\nhello"],
  ["bytes after the end", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxy"],
  ["a body after 204", "HTTP/1.1 204 No Content\r\n\r\nx"],
  ["a chunk size that is none", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
  [
    "a chunk longer than stated",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n",
  ],
])("%s is malformed", (_name, bytes) => {
  const reader = createResponseReader();
  reader.begin("GET");
  const all = Buffer.from(bytes, "latin1");
  expect(reader.read(all, all.length)).toBe("malformed");
});

test("a connection that ends within a response is malformed", () => {
  const reader = createResponseReader();
  reader.begin("GET");
  const all = Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
  expect(reader.read(all, all.length)).toBe("more");
  expect(reader.end()).toBe("malformed");
});
