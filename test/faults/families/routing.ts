/** Faults of paths and methods. */
import { pathsOf, routeOf } from "../../../src/contract/probes/paths.js";
import type { Api, Json } from "../../../src/model/index.js";
import type { Call, Fault } from "../fault.js";
import {
  changeJson,
  changeObject,
  errorOf,
  headerOf,
  isSuccess,
  queryOf,
  splitTarget,
  toNowhere,
  withHeader,
  withPath,
} from "../message.js";

export const routingFaults: readonly Fault[] = [
  {
    id: "routing.wrong-constant",
    wrong: "a constant answer is written in capitals",
    noticedBy: ["routing.operation"],
    make: () => ({
      response: (response, { operation }) =>
        operation?.behavior.kind === "constant" && isSuccess(response)
          ? changeJson(response, capitals)
          : response,
    }),
  },
  {
    id: "routing.number-as-text",
    wrong: "a number in the answer of a login is sent as text",
    noticedBy: ["routing.operation"],
    make: () => ({
      response: (response, { operation }) =>
        operation?.behavior.kind === "login" && isSuccess(response)
          ? changeObject(response, (body) =>
              Object.fromEntries(
                Object.entries(body).map(([name, value]) => [
                  name,
                  typeof value === "number" ? String(value) : value,
                ]),
              ),
            )
          : response,
    }),
  },
  {
    id: "routing.websocket-refused",
    wrong: "a WebSocket is answered as if it were a plain GET",
    noticedBy: ["routing.websocket"],
    make: ({ api }) => ({
      request: (call) =>
        headerOf(call, "Upgrade") === undefined ? call : errorOf(api, 426, "Upgrade Required"),
    }),
  },
  {
    id: "routing.upgrade-untold",
    wrong: "426 does not say what to upgrade to",
    noticedBy: ["routing.websocket"],
    make: () => ({
      response: (response) =>
        response.status === 426 ? withHeader(response, "Upgrade", null) : response,
    }),
  },
  {
    id: "routing.head-without-length",
    wrong: "HEAD has a length of 0, as its body has",
    noticedBy: ["routing.head"],
    make: () => ({
      response: (response, { method }) =>
        method === "HEAD" && isSuccess(response)
          ? withHeader(response, "Content-Length", "0")
          : response,
    }),
  },
  {
    id: "routing.head-with-body",
    wrong: "HEAD comes with the body of GET",
    noticedBy: ["routing.head"],
    make: () => ({
      response: (response, { method }) =>
        method === "HEAD" && isSuccess(response)
          ? { ...response, surplus: response.body }
          : response,
    }),
  },
  {
    id: "routing.allow-forgotten",
    wrong: "405 comes without Allow",
    noticedBy: ["routing.method", "routing.literal-first"],
    document: "odds",
    make: () => ({
      response: (response) =>
        response.status === 405 ? withHeader(response, "Allow", null) : response,
    }),
  },
  {
    id: "routing.allow-without-head",
    wrong: "405 leaves HEAD out of Allow",
    noticedBy: ["routing.method"],
    make: () => ({
      response: (response) =>
        response.status === 405
          ? withHeader(
              response,
              "Allow",
              headerOf(response, "Allow")?.replace("HEAD, ", "") ?? null,
            )
          : response,
    }),
  },
  {
    id: "routing.options-without-allow",
    wrong: "OPTIONS does not say which methods there are",
    noticedBy: ["routing.options"],
    make: () => ({
      response: (response, { method }) =>
        method === "OPTIONS" ? withHeader(response, "Allow", null) : response,
    }),
  },
  {
    id: "routing.options-needs-token",
    wrong: "OPTIONS asks for credentials where GET does",
    noticedBy: ["routing.options", "responses.global-headers"],
    make: ({ api }) => ({
      request: (call) =>
        call.method === "OPTIONS" && isRestricted(api, call)
          ? errorOf(api, 401, "Not authenticated")
          : call,
    }),
  },
  {
    id: "routing.method-in-any-case",
    wrong: "the method get is taken for GET",
    noticedBy: ["routing.unknown-method"],
    make: () => ({ request: (call) => ({ ...call, method: call.method.toUpperCase() }) }),
  },
  {
    id: "routing.unknown-path-by-method",
    wrong: "on a path that is not there all methods but GET are answered with 405",
    noticedBy: ["routing.unknown-path"],
    make: ({ api }) => ({
      request: (call) =>
        call.method !== "GET" && routeOf(api, splitTarget(call)[0]) === null
          ? errorOf(api, 405, "Method Not Allowed")
          : call,
    }),
  },
  {
    id: "routing.slash-at-the-end",
    wrong: "a slash at the end may be there or not",
    noticedBy: ["routing.trailing-slash"],
    make: ({ api }) => ({
      request: (call) =>
        respelled(api, call, (path) => (path.endsWith("/") ? path.slice(0, -1) : `${path}/`)),
    }),
  },
  {
    id: "routing.slash-redirected",
    wrong: "a slash at the end that is too many or too few is answered with a redirect",
    noticedBy: ["routing.trailing-slash"],
    make: ({ api }) => ({
      request: (call) => {
        const other = respelled(api, call, (path) =>
          path.endsWith("/") ? path.slice(0, -1) : `${path}/`,
        );
        return other === call
          ? call
          : withHeader(errorOf(api, 308, "Permanent Redirect"), "Location", other.target);
      },
    }),
  },
  {
    id: "routing.slashes-merged",
    wrong: "two slashes count as one",
    noticedBy: ["routing.double-slash"],
    make: ({ api }) => ({
      request: (call) => respelled(api, call, (path) => path.replaceAll(/\/{2,}/g, "/")),
    }),
  },
  {
    id: "routing.dots-folded",
    wrong: "dot segments are folded, as a browser does it",
    noticedBy: ["routing.dot-segments"],
    make: ({ api }) => ({
      request: (call) =>
        respelled(api, call, (path) =>
          /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(path)
            ? new URL(`http://host${path}`).pathname
            : path,
        ),
    }),
  },
  {
    id: "routing.case-ignored",
    wrong: "the case of letters in a path does not matter",
    noticedBy: ["routing.case"],
    make: ({ api }) => ({
      request: (call) => respelled(api, call, (path) => inOwnCase(api, path)),
    }),
  },
  {
    id: "routing.escapes-kept",
    wrong: "an escape of an unreserved character is not the character",
    noticedBy: ["routing.encoded"],
    make: () => ({
      request: (call) =>
        /%(?:2[DE]|3\d|[46][1-9A-F]|[57][0-9A]|5F|7E)/i.test(splitTarget(call)[0])
          ? toNowhere(call)
          : call,
    }),
  },
  {
    id: "routing.slash-decoded-first",
    wrong: "the path is decoded before it is split, so that %2F is a slash",
    noticedBy: ["routing.encoded-slash"],
    make: ({ api }) => ({
      request: (call) => respelled(api, call, (path) => path.replaceAll(/%2f/gi, "/")),
    }),
  },
  {
    id: "routing.invalid-utf-8-replaced",
    wrong: "invalid UTF-8 in a query is read as U+FFFD",
    noticedBy: ["routing.malformed-url"],
    make: () => ({
      request: (call) => {
        const [path, search] = splitTarget(call);
        if (queryOf(call) !== null) return call;
        return { ...call, target: path + search.replaceAll(/%(?:FF|C3|ED)/g, "%EF%BF%BD") };
      },
    }),
  },
  {
    id: "routing.template-first",
    wrong: "a method that a literal path lacks is looked for at the template that matches it too",
    noticedBy: ["routing.literal-first", "routing.method"],
    document: "odds",
    make: ({ api }) => ({
      request: (call) => {
        const [path] = splitTarget(call);
        const literal = routeOf(api, path);
        if (literal === null || literal.allow.includes(call.method)) return call;
        const template = pathsOf(api).find(
          ({ segments, allow }) =>
            allow.includes(call.method) &&
            segments.length === literal.segments.length &&
            segments.some(
              ({ kind }, index) =>
                kind === "parameter" && literal.segments[index]?.kind === "literal",
            ) &&
            segments.every(
              (segment, index) =>
                segment.kind === "parameter" || segment.text === path.split("/")[index + 1],
            ),
        );
        return template === undefined ? call : errorOf(api, 404, "Not Found");
      },
    }),
  },
];

/** The request with another spelling of its path, where only that leads somewhere. */
function respelled(api: Api, call: Call, spell: (path: string) => string) {
  const [path] = splitTarget(call);
  const other = spell(path);
  // A slash that is still escaped is another fault.
  if (/%2f/i.test(other)) return call;
  if (routeOf(api, path) !== null || routeOf(api, other) === null) return call;
  return withPath(call, other);
}

/** Letters of literals as the document writes them. */
function inOwnCase(api: Api, path: string): string {
  const given = path.slice(1).split("/");
  const found = pathsOf(api).find(
    ({ segments }) =>
      segments.length === given.length &&
      segments.every(
        (segment, index) =>
          segment.kind === "parameter" ||
          segment.text.toLowerCase() === given[index]?.toLowerCase(),
      ),
  );
  const own = found?.segments.map((segment, index) =>
    segment.kind === "literal" ? segment.text : (given[index] ?? ""),
  );
  return own === undefined ? path : `/${own.join("/")}`;
}

function isRestricted(api: Api, call: Call): boolean {
  const path = routeOf(api, splitTarget(call)[0]);
  return path?.operations.some(({ access }) => access.kind === "restricted") ?? false;
}

function capitals(value: Json): Json {
  return JSON.parse(
    JSON.stringify(value).replaceAll(/: ?"(.*?)"/g, (text) => text.toUpperCase()),
  ) as Json;
}
