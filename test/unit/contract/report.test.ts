import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { formatReport, runContract } from "../../../src/contract/index.js";
import { serveBytes } from "./server.js";

const feature = (request: string): { file: string; text: string } => ({
  file: "feature.yaml",
  text: `title: Feature\nscenarios:\n  - title: Scenario\n${request.trim().replaceAll(/^/gm, "    ")}\n`,
});

const answer = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{}\t\x01";

test("a failure shows place, difference, both messages and how to send it again", async () => {
  const server = await serveBytes(answer);
  const report = await runContract({
    url: server.url,
    files: [
      feature(
        'request: POST /a?b=c d\nheaders: { X-One: "it\'s" }\njson: { a: 1 }\nexpect: { status: 404, text: "" }',
      ),
    ],
  });
  await server.close();
  const text = formatReport(report)
    .replaceAll(server.url, "URL")
    .replaceAll(server.url.replace("http://", ""), "HOST")
    .replace(/\(.* s, run r[0-9a-f]{6}\)/, "(TIME)");
  expect(text).toBe(`FAILED Feature › Scenario
  feature.yaml:3:5
  status
    expected 404
    actual   200
  body
    expected ""
    actual   "{}\\t\\u0001"
  sent
    POST /a?b=c d HTTP/1.1
    Host: HOST
    Connection: close
    Content-Type: application/json
    Content-Length: 7
    X-One: it's

    {"a":1}
  received
    HTTP/1.1 200
    Content-Length: 4

    {}\\u0009\\u0001
  again
    curl -sSi --http1.1 --path-as-is -g -X POST -H 'Content-Type: application/json' -H 'X-One: it'\\''s' --data-raw '{"a":1}' --request-target '/a?b=c d' URL

0 passed, 1 failed, 0 not applicable (TIME)
`);
});

test("beyond a limit failures are only named", async () => {
  const server = await serveBytes(answer);
  const request = "each: [{ n: 1 }, { n: 2 }, { n: 3 }]\nrequest: GET /\nexpect: { status: 1 }";
  const report = await runContract({ url: server.url, files: [feature(request)] });
  await server.close();
  const text = formatReport(report, { limit: 1 });
  expect(text.match(/again/g)).toHaveLength(1);
  expect(text).toContain("FAILED Feature › Scenario [2]\nFAILED Feature › Scenario [3]\n");
});

test.each([
  ["a dotted target", "request: GET /a/../b//c%2f?x=[1]&y={2}&é"],
  ["a fragment and a space", "request: 'DELETE /a b#c'"],
  ["an asterisk", "request: OPTIONS *"],
  ["no media type", "request: POST /a\ntype: null\ntext: it's"],
  ["an empty header", 'request: GET /a\nheaders: { X-Empty: "", X-Odd: "a  b\\"c" }'],
  ["bytes", "request: POST /a\nbase64: AP8A"],
  [
    "a filler",
    `request: POST /a\ntext: { before: '{"it''s":"', repeat: ab, times: 4000, after: '"}' }`,
  ],
  ["an @ sign first", 'request: POST /a\ntext: "@/dev/null"'],
])("the command sends the same again: %s", async (_, request) => {
  const [first, again]: [Buffer[], Buffer[]] = [[], []];
  const server = await serveBytes(answer, first);
  const report = await runContract({
    url: server.url,
    files: [feature(`${request}\nexpect: { status: 1 }`)],
  });
  await server.close();
  const [result] = report.results;
  const curl = result?.outcome === "failed" ? result.failure.curl : null;
  const second = await serveBytes(answer, again);
  await promisify(execFile)("sh", [
    "-c",
    (curl ?? "false").replaceAll(server.url, second.url),
  ]).catch(() => undefined);
  await second.close();
  const [head, sentAgain] = [first, again].map((parts) =>
    read(Buffer.concat(parts).toString("latin1")),
  );
  expect(sentAgain).toEqual(head);
});

/** Request line, body and those headers that a scenario decides about. */
function read(message: string): unknown {
  const [head = "", ...body] = message.split("\r\n\r\n");
  const [line, ...headers] = head.split("\r\n");
  const decided = headers
    .filter((header) => /^(content-type|x-)/i.test(header))
    .map((header) => header.trimEnd());
  return { line, decided, body: body.join("\r\n\r\n") };
}
