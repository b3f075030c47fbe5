/**
 * Valid requests made wrong, one way at a time: what clients with bugs and people with bad intent send. The bytes are
 * what counts, so that nothing is encoded or checked on the way.
 */
import { requestHead, type Header, type RawRequest } from "../http/message.js";
import type { Random } from "./random.js";

export interface Mutant {
  /** Which way, for the report. */
  readonly kind: string;
  readonly method: string;
  readonly bytes: Buffer;
  /**
   * `answer`: a whole HTTP message, which every server has to answer. `any`: the server may wait for more, close or
   * answer. `cut`: the client goes away right after the bytes.
   */
  readonly expects: "answer" | "any" | "cut";
}

/** One mutant of a request; the same for the same random numbers. */
export function mutate(request: RawRequest, random: Random): Mutant {
  const [kind, way] = random.pick(WAYS);
  return { kind, method: request.method, ...way(request, random) };
}

type Way = (
  request: RawRequest,
  random: Random,
) => Omit<Mutant, "kind" | "method"> & { method?: string };

const WAYS: readonly (readonly [string, Way])[] = [
  ["as it is", (request) => whole(request)],
  ["broken JSON", (request, random) => withBody(request, brokenJson(request.body, random))],
  ["deep nesting", (request, random) => withBody(request, deep(random))],
  ["odd values", (request, random) => withBody(request, oddValues(request.body, random))],
  ["NUL", (request, random) => nul(request, random)],
  [
    "repeated parameters",
    (request, random) => whole({ ...request, target: repeated(request.target, random) }),
  ],
  [
    "odd query",
    (request, random) =>
      whole({ ...request, target: `${request.target}?${oddText(random)}=${oddText(random)}` }),
  ],
  ["odd path", (request, random) => whole({ ...request, target: oddPath(request.target, random) })],
  [
    "huge header",
    (request, random) =>
      any(
        withHeaders(request, [{ name: "X-Huge", value: "h".repeat(1 + random.integer(40_000)) }]),
      ),
  ],
  [
    "many headers",
    (request, random) =>
      any(
        withHeaders(
          request,
          Array.from({ length: random.integer(300) }, (_, index) => ({
            name: `X-${index}`,
            value: "v",
          })),
        ),
      ),
  ],
  ["odd headers", (request, random) => whole(withHeaders(request, [oddHeader(random)]))],
  ["another method", (request, random) => otherMethod(request, random)],
  [
    "flipped bytes",
    (request, random) => ({ bytes: flipped(bytesOf(request), random), expects: "any" }),
  ],
  [
    "wrong length",
    (request, random) =>
      any(withLength(request, random.pick(["-1", "0x5", "1, 2", "99999", "9".repeat(30), "1"]))),
  ],
  ["wrong chunks", (request, random) => wrongChunks(request, random)],
  ["cut connection", (request, random) => cut(bytesOf(request), random)],
];

function bytesOf(request: RawRequest): Buffer {
  return Buffer.concat([requestHead(request), request.body]);
}

function whole(request: RawRequest): ReturnType<Way> {
  return { bytes: bytesOf(request), expects: "answer" };
}

function any(request: RawRequest): ReturnType<Way> {
  return { bytes: bytesOf(request), expects: "any" };
}

function withHeaders(request: RawRequest, headers: readonly Header[]): RawRequest {
  return { ...request, headers: [...request.headers, ...headers] };
}

/** A request without a body gets one all the same. */
function withBody(request: RawRequest, body: Buffer): ReturnType<Way> {
  const others = request.headers.filter(({ name }) => !/^content-(type|length)$/i.test(name));
  const headers = [
    ...others,
    { name: "Content-Type", value: "application/json" },
    { name: "Content-Length", value: String(body.length) },
  ];
  return whole({ ...request, headers, body });
}

function withLength(request: RawRequest, length: string): RawRequest {
  const others = request.headers.filter(({ name }) => !/^content-length$/i.test(name));
  return withHeaders({ ...request, headers: others }, [{ name: "Content-Length", value: length }]);
}

const JUNK = [
  "{",
  "}",
  "[",
  ",",
  '"',
  "\\",
  "NaN",
  "\u0000",
  "\ufeff",
  "'",
  "1e400",
  "/*",
  "\\ud800",
  "\n",
] as const;

function brokenJson(body: Buffer, random: Random): Buffer {
  const place = random.integer(body.length + 1);
  return Buffer.concat([
    body.subarray(0, place),
    random.pick([Buffer.from(random.pick(JUNK)), Buffer.from([0xff, 0xfe]), Buffer.alloc(0)]),
    body.subarray(place + random.integer(3)),
  ]);
}

function deep(random: Random): Buffer {
  const depth = random.pick([63, 64, 65, 1000, 20_000]);
  const [open, close] = random.pick([
    ["[", "]"],
    ['{"a":', "}"],
  ] as const);
  return Buffer.from(`${open.repeat(depth)}1${random.pick([close, ""]).repeat(depth)}`);
}

const ODD_VALUES = [
  "null",
  "true",
  "0",
  "-1",
  "1.5",
  "1e400",
  "9007199254740993",
  '""',
  "[]",
  "{}",
  '"\\u0000"',
  '"\\ud83d\\ude00"',
  '"%_\\\\"',
] as const;

function oddValues(body: Buffer, random: Random): Buffer {
  const text = body.toString();
  // Any value of any property, as JSON.stringify wrote it.
  const changed = text.replace(/:("[^"]*"|[^,}\]]+)/g, (value) =>
    random.integer(2) === 0 ? value : `:${random.pick(ODD_VALUES)}`,
  );
  const long = `"${"x".repeat(random.integer(70_000))}"`;
  return Buffer.from(random.integer(8) === 0 ? text.replace(/"[^"]*"(?=[,}])/, long) : changed);
}

function nul(request: RawRequest, random: Random): ReturnType<Way> {
  switch (random.integer(3)) {
    case 0:
      return whole({ ...request, target: `${request.target}%00` });
    case 1:
      return whole({
        ...request,
        target: `${request.target}?${names(request.target, random)}=a%00b`,
      });
    default:
      return {
        bytes: Buffer.concat([requestHead(request), Buffer.from("\0"), request.body]),
        expects: "any",
      };
  }
}

/** Names that documents like to give, and one that the request has. */
function names(target: string, random: Random): string {
  const own = new URLSearchParams(target.split("?")[1] ?? "").keys();
  return encodeURIComponent(
    random.pick(["page", "page_size", "limit", "offset", "search", "id", ...own]),
  );
}

function repeated(target: string, random: Random): string {
  const name = names(target, random);
  const times = random.pick([2, 3, 50, 800]);
  const query = Array.from({ length: times }, () => `${name}=${random.integer(9)}`).join("&");
  return `${target}${target.includes("?") ? "&" : "?"}${query}`;
}

const ODD_TEXTS = [
  "%",
  "%ZZ",
  "%FF",
  "%C3%28",
  "%F0%9F%98%80",
  "%00",
  "%25",
  "+",
  "",
  "-0",
  "9".repeat(40),
  "1e9",
  "__proto__",
  "constructor",
  "'",
  "%27%3B--",
  "a".repeat(3000),
  "%ED%A0%80",
] as const;

function oddText(random: Random): string {
  return random.pick([...ODD_TEXTS, names("", random)]);
}

function oddPath(target: string, random: Random): string {
  const [path = "/", query] = target.split("?");
  const parts = path.split("/");
  const place = 1 + random.integer(Math.max(1, parts.length - 1));
  parts[place] = random.pick([
    ...ODD_TEXTS,
    "..",
    ".",
    "%2e%2e",
    "%2F",
    "0",
    "-1",
    `${parts[place] ?? ""}/`,
  ]);
  return `${parts.join("/")}${query === undefined ? "" : `?${query}`}`;
}

function oddHeader(random: Random): Header {
  const value = random.pick([
    "",
    " ",
    "x".repeat(2000),
    "a;b=c;;",
    "é",
    "Bearer",
    "Bearer ..",
    "bearer e30.e30.",
    "=;=",
    "text/plain",
    "application/json; charset=latin1",
    "gzip",
  ]);
  const name = random.pick([
    "Authorization",
    "Cookie",
    "Accept",
    "Content-Type",
    "Content-Encoding",
    "Range",
    "If-None-Match",
    "X-Forwarded-For",
    "Origin",
  ]);
  return { name, value };
}

function otherMethod(request: RawRequest, random: Random): ReturnType<Way> {
  const method = random.pick([
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "PROPFIND",
    "SEARCH",
    "BREW",
    "get",
  ]);
  return { ...any({ ...request, method }), method };
}

function flipped(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  for (let count = 1 + random.integer(4); count > 0; count -= 1) {
    copy[random.integer(copy.length)] = random.integer(256);
  }
  return copy;
}

function wrongChunks(request: RawRequest, random: Random): ReturnType<Way> {
  const others = request.headers.filter(({ name }) => !/^content-length$/i.test(name));
  const headers = [
    ...others,
    { name: "Transfer-Encoding", value: random.pick(["chunked", "chunked, chunked", "gzip"]) },
  ];
  const body = random.pick([
    "5\r\nabc",
    "zz\r\n",
    "-1\r\n\r\n",
    "fffffffffffffffff\r\n",
    "2\r\n{}\r\n0\r\n\r\n",
    "0\r\n\r\n",
  ]);
  return {
    bytes: Buffer.concat([requestHead({ ...request, headers }), Buffer.from(body)]),
    expects: "any",
  };
}

function cut(bytes: Buffer, random: Random): ReturnType<Way> {
  return { bytes: bytes.subarray(0, 1 + random.integer(bytes.length)), expects: "cut" };
}
