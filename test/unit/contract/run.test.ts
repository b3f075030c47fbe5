import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createHmac } from "node:crypto";
import { formatReport, runContract, type ContractReport } from "../../../src/contract/index.js";
import { serve, serveBytes, type Running } from "./server.js";

const secret = "a secret of the test";
const shared = {
  file: "_shared.yaml",
  text: `
login:
  request: POST /login
  json: { name: "\${name}", word: "\${word}" }
  token: /token
accounts:
  boss: { name: boss, word: sesame }
defaults:
  headers: { X-Time: { $is: serverTime }, X-Powered-By: null }
  jsonType: application/json
  contentLength: true
expectations:
  missing: { status: 404, json: { detail: Not Found } }
`,
};

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function tokenFor(name: string): string {
  const now = Math.floor(Date.now() / 1000);
  const signed = `${part({ alg: "HS256" })}.${part({ sub: name, jti: "1", iat: now, exp: now + 60 })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

let server: Running;

beforeAll(async () => {
  server = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const answer = (
        status: number,
        text: string,
        headers: Record<string, string | string[]> = {},
      ): void => {
        response.writeHead(status, {
          "X-Time": new Date().toISOString(),
          "Content-Type": "application/json",
          ...(status === 204 ? {} : { "Content-Length": String(Buffer.byteLength(text)) }),
          ...headers,
        });
        response.end(request.method === "HEAD" ? undefined : text);
      };
      switch (request.url) {
        case "/login": {
          const { name, word } = JSON.parse(body.toString()) as { name: string; word: string };
          if (word !== "sesame") return answer(401, '{"detail":"no"}');
          return answer(200, JSON.stringify({ token: tokenFor(name) }));
        }
        case "/thing":
          return answer(200, '{"id":7,"name":"é","parts":[1,2],"at":"2026-01-31T09:30:00.000Z"}', {
            Allow: "GET",
          });
        case "/who":
          return answer(200, JSON.stringify({ who: request.headers.authorization ?? null }));
        case "/echo":
          return answer(200, body.toString(), {
            "X-Type": request.headers["content-type"] ?? "none",
          });
        case "/nothing":
          return answer(204, "");
        case "/charset":
          return answer(200, "{}", { "Content-Type": "application/json; charset=utf-8" });
        case "/banner":
          return answer(200, "{}", { "X-Powered-By": "us" });
        case "/late":
          return answer(200, "{}", { "X-Time": "2001-01-31T09:30:00.000Z" });
        case "/twice":
          return answer(200, "{}", { Allow: ["GET", "PUT"] });
        case "/spaced":
          return answer(200, '{"a": 1}');
        case "/order":
          return answer(200, '{"b":2,"a":1}');
        case "/text":
          return answer(200, "hello http://far.example", { "Content-Type": "text/plain" });
        default:
          return answer(404, '{"detail":"Not Found"}');
      }
    });
  });
});

afterAll(() => server.close());

function run(scenario: string, options: object = {}, url = server.url): Promise<ContractReport> {
  const text = `title: Feature\nscenarios:\n  - title: Scenario\n${scenario.replaceAll(/^/gm, "    ")}`;
  return runContract({ url, files: [shared, { file: "feature.yaml", text }], ...options });
}

async function differences(
  scenario: string,
  options: object = {},
  url = server.url,
): Promise<string[]> {
  const report = await run(scenario, options, url);
  return report.results.flatMap((result) =>
    result.outcome === "failed"
      ? result.failure.differences.map(
          ({ where, expected, actual, problem }) =>
            `${where}: ${expected} | ${actual}${problem ? ` (${problem})` : ""}`,
        )
      : [],
  );
}

describe("an expectation that is met", () => {
  test.each([
    [
      `request: GET /thing\nexpect: { status: 200, json: { id: 7, name: é, parts: [1, 2], at: { $is: dateTime } } }`,
    ],
    [
      `request: GET /thing\nexpect: { at: { /parts/1: 2, /nope: { $is: absent }, /id: { $is: integer } } }`,
    ],
    [
      `request: GET /thing\nexpect: { headers: { allow: GET, ETag: null, x-time: { $pattern: "Z$" } } }`,
    ],
    [`request: HEAD /thing\nexpect: { status: 200, empty: true }`],
    [`request: GET /nothing\nexpect: { status: 204, empty: true }`],
    [`request: GET /no\nexpect: missing`],
    [`request: GET /twice\nexpect: { headers: { Allow: [GET, PUT] } }`],
    [
      `request: GET /text\nexpect: { text: "hello http://far.example", pattern: ["^h", "e$"], lacks: ftp }`,
    ],
    [
      `request: POST /echo\njson: { a: [1, "\\u2028<é"] }\nexpect: { json: { a: [1, "\\u2028<é"] }, headers: { X-Type: application/json } }`,
    ],
    [
      `request: POST /echo\ntext: "{}"\nchunked: true\ntype: null\nexpect: { text: "{}", headers: { X-Type: none } }`,
    ],
    [`request: POST /echo\nbase64: aGk=\nexpect: { text: hi }`],
    [
      `request: POST /echo\ntext: { before: '"', repeat: ab, times: 100000, after: '"' }\nexpect: { pattern: '^"(ab){100000}"$' }`,
    ],
    [`request: GET /who\nas: boss\nexpect: { at: { /who: { $pattern: "^Bearer .+" } } }`],
    [
      `request: GET /who\nas: { name: another, word: sesame }\nexpect: { at: { /who: { $pattern: "^Bearer .+" } } }`,
    ],
    [`request: GET /who\nheaders: { Authorization: Basic }\nexpect: { json: { who: Basic } }`],
    [
      `request: POST /login\njson: { name: "\${boss.name}", word: sesame }\nexpect: { json: { token: { $token: { sub: boss }, $lifetime: 60 } } }`,
    ],
  ])("passes: %s", async (scenario) => {
    expect(await differences(scenario, { jwtSecret: secret })).toEqual([]);
  });
});

describe("an expectation that is not met", () => {
  test.each([
    [`request: GET /thing\nexpect: { status: 201 }`, ["status: 201 | 200"]],
    [
      `request: GET /thing\nexpect: { headers: { Allow: PUT, Nope: x } }`,
      ['header Allow: "PUT" | "GET"', 'header Nope: "x" | absent'],
    ],
    [
      `request: GET /twice\nexpect: { headers: { Allow: GET } }`,
      ['header Allow: "GET" | "GET" and "PUT"'],
    ],
    [
      `request: GET /twice\nexpect: { headers: { Allow: { $is: string } } }`,
      ['header Allow: {"$is":"string"} | "GET" and "PUT" (is sent more than once)'],
    ],
    [`request: GET /banner\nexpect: {}`, ['header X-Powered-By: absent | "us"']],
    [
      `request: GET /late\nexpect: {}`,
      ['header X-Time: {"$is":"serverTime"} | "2001-01-31T09:30:00.000Z" (is no serverTime)'],
    ],
    [
      `request: GET /charset\nexpect: { json: {} }`,
      ['header Content-Type: "application/json" | "application/json; charset=utf-8"'],
    ],
    [
      `request: GET /spaced\nexpect: { json: { a: 1 } }`,
      ['body: {"a":1} | {"a": 1} (is the same value, but not the same bytes)'],
    ],
    [
      `request: GET /order\nexpect: { json: { a: 1, b: 2 } }`,
      ['body: {"a":1,"b":2} | {"b":2,"a":1} (is the same value, but not the same bytes)'],
    ],
    [
      `request: GET /thing\nexpect: { json: { id: 8, name: é, parts: [1], gone: true } }`,
      [
        "body /id: 8 | 7",
        "body /parts/1: absent | 2",
        "body /gone: true | absent",
        'body /at: absent | "2026-01-31T09:30:00.000Z"',
      ],
    ],
    [
      `request: GET /thing\nexpect: { at: { /name: { $is: uuid } } }`,
      ['body /name: {"$is":"uuid"} | "é" (is no uuid)'],
    ],
    [`request: GET /text\nexpect: { text: hello }`, ['body: "hello" | "hello http://far.example"']],
    [
      `request: GET /text\nexpect: { json: 1, headers: { Content-Type: text/plain } }`,
      ['body: 1 | no JSON: "hello http://far.example"'],
    ],
    [
      `request: GET /text\nexpect: { pattern: bye, lacks: "https?://" }`,
      [
        'body: to match bye | "hello http://far.example"',
        'body: not to match https?:// | has "http://"',
      ],
    ],
    [`request: GET /text\nexpect: { empty: true }`, ['body: empty | "hello http://far.example"']],
    [
      `request: GET /thing\nexpect: { refused: true }`,
      ["status: 4xx or a closed connection | 200"],
    ],
    [`request: GET /no\nexpect: {}\nsave: { x: /nope }`, ["save x: a value at /nope | absent"]],
    [
      `request: "GET /\${nope}"\nexpect: {}`,
      ["step: to run | nothing has set the variable ${nope}"],
    ],
    [
      `request: GET /who\nas: { name: x, word: wrong }\nexpect: {}`,
      ['step: to run | {"name":"x","word":"wrong"} cannot log in: 401 {"detail":"no"}'],
    ],
    [
      `request: POST /login\njson: { name: a, word: sesame }\nexpect: { json: { token: { $token: { sub: b } } } }`,
      [expect.stringMatching(/^body \/token: .* \(has the claims sub "a", must be "b"\)$/)],
    ],
  ])("fails: %s", async (scenario, expected) => {
    expect(await differences(scenario)).toEqual(expected);
  });

  test("a token is checked against the secret", async () => {
    const scenario = `request: POST /login\njson: { name: a, word: sesame }\nexpect: { json: { token: { $token: { sub: a } } } }`;
    expect(await differences(scenario, { jwtSecret: "another" })).toEqual([
      expect.stringMatching(/\(is not signed with the secret\)$/),
    ]);
  });
});

function time(): string {
  return new Date().toISOString();
}

describe("bytes on the connection", () => {
  test.each([
    [
      "a body without length",
      () => `HTTP/1.1 200 OK\r\nX-Time: ${time()}\r\n\r\n{}`,
      ["header Content-Length: 2 | absent"],
    ],
    [
      "a chunked body",
      () =>
        `HTTP/1.1 200 OK\r\nX-Time: ${time()}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n`,
      ["header Content-Length: 2 | Transfer-Encoding"],
    ],
    [
      "bytes after the end",
      () => `HTTP/1.1 200 OK\r\nX-Time: ${time()}\r\nContent-Length: 2\r\n\r\n{}more`,
      ['after the response: nothing | 4 bytes: "more"'],
    ],
    [
      "a length with 204",
      () => `HTTP/1.1 204 No\r\nX-Time: ${time()}\r\nContent-Length: 0\r\n\r\n`,
      ["header Content-Length: absent | 0"],
    ],
    [
      "a cut body",
      () => "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}",
      [expect.stringMatching(/^response: a response \| closed/)],
    ],
    [
      "nothing at all",
      () => "",
      ["response: a response | closed (the server closed the connection)"],
    ],
    [
      "no HTTP",
      () => "hello\r\n\r\n",
      ['response: a response | malformed (no status line: "hello")'],
    ],
  ])("%s is told", async (_, answer, expected) => {
    const running = await serveBytes(answer());
    expect(await differences("request: GET /\nexpect: {}", {}, running.url)).toEqual(expected);
    await running.close();
  });

  test("interim responses are passed over, and a server that stays silent is not waited for", async () => {
    const interim = await serveBytes(
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX-Time: ${time()}\r\nContent-Length: 0\r\n\r\n`,
    );
    expect(await differences("request: GET /\nexpect: { status: 200 }", {}, interim.url)).toEqual(
      [],
    );
    await interim.close();
    const silent = await serveBytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", [], false);
    expect(
      await differences("request: GET /\nexpect: {}", { timeoutMilliseconds: 50 }, silent.url),
    ).toEqual(["response: a response | timeout (no complete response within 50 ms)"]);
    await silent.close();
  });

  test("an answer that comes before the whole body was sent is heard", async () => {
    const refusing = await serve((_, response) => {
      const headers = { "X-Time": time(), "Content-Length": "0", Connection: "close" };
      response.writeHead(413, headers).end();
    });
    const scenario =
      "request: POST /\ntext: { repeat: a, times: 20000000 }\nexpect: { status: 413 }";
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await differences(scenario, {}, refusing.url)).toEqual([]);
    }
    await refusing.close();
  });

  test("the request goes out byte for byte", async () => {
    const received: Buffer[] = [];
    const running = await serveBytes("HTTP/1.1 400 Bad\r\n\r\n", received);
    const scenario = `
request: "GET /a/../b//c%2f?q=é&x#frag"
headers: { accept: [a, b], Connection: null, Host: elsewhere, X-Empty: "" }
text: "x\\0y"
expect: { refused: true }`;
    expect(await differences(scenario, {}, running.url)).toEqual([]);
    expect(Buffer.concat(received).toString()).toBe(
      "GET /a/../b//c%2f?q=é&x#frag HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 3\r\n" +
        "accept: a\r\naccept: b\r\nHost: elsewhere\r\nX-Empty: \r\n\r\nx\0y",
    );
    await running.close();
  });
});

describe("scenarios", () => {
  test("save values for later steps, run a row each, and start each from what the setup saved", async () => {
    const text = `
title: Feature
setup:
  - request: GET /thing
    save: { id: /id, kind: { header: Content-Type } }
    expect: { status: 200 }
scenarios:
  - title: row \${word}
    each: [{ word: one }, { word: "\${id}" }]
    steps:
      - request: POST /echo
        json: { "k-\${word|upper}": "\${id}", more: "\${id+1}", text: "<\${id}>", kind: "\${kind}", raw: "$\${id}" }
        expect: { json: { "k-\${word|upper}": 7, more: 8, text: "<7>", kind: application/json, raw: "$\${id}" } }
        save: { id: /more }
      - request: POST /echo
        json: "\${id}"
        expect: { text: "8" }
`;
    const report = await runContract({
      url: server.url,
      files: [shared, { file: "feature.yaml", text }],
    });
    expect(report.results.map(({ title, outcome }) => [title, outcome])).toEqual([
      ["row one", "passed"],
      ["row ${id}", "passed"],
    ]);
  });

  test("without database or secret are not applicable, never passed", async () => {
    const report = await run(`steps:\n  - sql: select 1\n  - sign: {}\n    save: t`);
    expect(report).toMatchObject({ passed: 0, failed: 0, notApplicable: 1 });
    expect(formatReport(report)).toContain("1 scenario: needs --database-url and --jwt-secret");
  });

  test("are found by a part of their names, and stop at the first failure when told", async () => {
    const text = `
title: Feature
scenarios:
  - { title: First, request: GET /no, expect: { status: 200 } }
  - { title: Second, request: GET /no, expect: missing }
`;
    const files = [shared, { file: "feature.yaml", text }];
    expect(await runContract({ url: server.url, files, grep: "feature › SEC" })).toMatchObject({
      passed: 1,
      failed: 0,
    });
    expect(await runContract({ url: server.url, files, bail: true })).toMatchObject({
      passed: 0,
      failed: 1,
      stopped: true,
    });
  });

  test("make tokens of every kind", async () => {
    const scenario = `
each:
  - { token: { of: boss, claims: { extra: 1 } }, wanted: '^Bearer ey[\\w-]+\\.ey[\\w-]+\\.[\\w-]{43}$' }
  - { token: { claims: { sub: "1" }, alg: none }, wanted: '^Bearer ey[\\w-]+\\.ey[\\w-]+\\.$' }
  - { token: { alg: HS512 }, wanted: '^Bearer ey[\\w-]+\\.ey[\\w-]+\\.[\\w-]{86}$' }
  - { token: { payload: "no json", signature: null }, wanted: '^Bearer ey[\\w-]+\\.bm8ganNvbg$' }
  - { token: { signature: abc }, wanted: '\\.abc$' }
request: GET /who
token: "\${token}"
expect: { at: { /who: { $pattern: "\${wanted}" } } }`;
    expect(
      await differences(scenario.replaceAll('token: "${token}"', "token: {}"), {
        jwtSecret: secret,
      }),
    ).toHaveLength(4);
    expect(await differences(scenario, { jwtSecret: secret })).toEqual([]);
  });
});

describe("WebSocket steps", () => {
  let http: Running;
  beforeAll(async () => {
    const plain = createServer((_, response) => response.writeHead(426).end());
    const sockets = new WebSocketServer({ server: plain, path: "/ws" });
    sockets.on("connection", (socket) => {
      socket.on("message", (data, isBinary) => {
        if (isBinary) socket.close(1003);
        else socket.send(`Echo: ${String(data as Buffer)}`);
      });
    });
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const { port } = plain.address() as AddressInfo;
    http = {
      url: `http://127.0.0.1:${port}`,
      close: () =>
        new Promise((resolve) => {
          for (const client of sockets.clients) client.terminate();
          plain.close(() => resolve());
        }),
    };
  });
  afterAll(() => http.close());

  test.each([
    [`[{ send: hi }, { message: "Echo: hi" }, { sendBase64: AA== }, { closed: 1003 }]`, []],
    [
      `[{ send: { repeat: a, times: 3 } }, { message: { before: "Echo: ", repeat: a, times: 3 } }, { close: 1000 }, { closed: 1000 }]`,
      [],
    ],
    [`[{ send: hi }, { message: hi }]`, ['exchange 2: message "hi" | message "Echo: hi"']],
    [
      `[{ sendBase64: AA== }, { closed: 1009 }]`,
      ["exchange 2: closed with 1009 | closed with 1003"],
    ],
    [`[{ message: hi }]`, ['exchange 1: message "hi" | nothing within 100 ms']],
  ])("%s", async (exchange, expected) => {
    const scenario = `websocket: /ws\nexchange: ${exchange}`;
    expect(await differences(scenario, { timeoutMilliseconds: 100 }, http.url)).toEqual(expected);
  });

  test("tell a refused handshake", async () => {
    expect(await differences("websocket: /nope\nexchange: []", {}, http.url)).toEqual([
      expect.stringMatching(/^handshake: 101 \| /),
    ]);
  });
});
