import { describe, expect, test } from "vitest";
import { readComparable } from "../../../../src/contract/differential/comparable.js";

const get = (target: string, ...fields: readonly string[]): Buffer =>
  Buffer.from(`GET ${target} HTTP/1.1\r\n${["Host: x", ...fields].join("\r\n")}\r\n\r\n`, "latin1");
const post = (body: string, length: string): Buffer =>
  Buffer.from(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n${body}`);

describe("servers have to answer alike", () => {
  test.each([
    get("/"),
    get("/a%2Fb?q=%ZZ&%"),
    get("/", "X-Odd:   a;b  "),
    get("/", "Range: bytes=0-1", "X-Empty:"),
    post('{"a":1}', "7"),
    Buffer.from("OPTIONS /a HTTP/1.1\r\nhost: x\r\n\r\n"),
  ])("%s", (bytes) => {
    const request = readComparable(bytes);
    expect(request).not.toBeNull();
  });

  test("as it stands in the bytes", () => {
    expect(readComparable(post("\u0000{", "2"))).toEqual({
      method: "POST",
      target: "/",
      headers: [
        { name: "Host", value: "x" },
        { name: "Content-Length", value: "2" },
      ],
      body: Buffer.from("\u0000{"),
      chunked: false,
    });
  });
});

describe("HTTP libraries may refuse", () => {
  test.each([
    get("/a%ZZ"),
    get("/%FF"),
    get("/é"),
    get("/a#b"),
    get("*"),
    get("/a b"),
    get("/", "X-Text: é"),
    get("/", "X-Control: \u0001"),
    get("/", "no field"),
    get("/", "Host: y"),
    Buffer.from("GET / HTTP/1.1\r\nHost: x^y\r\n\r\n"),
    get("/", "Transfer-Encoding: chunked"),
    get("/", "Connection: close"),
    get("/", `X-Huge: ${"h".repeat(8000)}`),
    get("/", ...Array.from({ length: 80 }, (_, index) => `X-${index}: v`)),
    get("/").subarray(0, 12),
    post("{}", "3"),
    post("{}", "1"),
    post("{}", "0x2"),
    Buffer.from("BREW / HTTP/1.1\r\nHost: x\r\n\r\n"),
    Buffer.from("get / HTTP/1.1\r\nHost: x\r\n\r\n"),
    Buffer.from("GET / HTTP/1.0\r\nHost: x\r\n\r\n"),
    Buffer.from("GET / HTTP/1.1\r\n\r\n"),
  ])("%s", (bytes) => {
    expect(readComparable(bytes)).toBeNull();
  });
});
