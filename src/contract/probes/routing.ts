/** Paths and methods: what leads where, and what leads nowhere (docs/wire.md, "Methods and paths"). */
import type { Operation } from "../../model/index.js";
import type { Expectation } from "../format.js";
import { callOf, nameOf, pathOf, sentOf, targetOf, type Call } from "./call.js";
import { anyTarget, callOn, leadsNowhere, pathsOf, type DocumentedPath } from "./paths.js";
import { ask, plain, refusal, stepOf, type Family, type Probe, type ProbeCase } from "./probe.js";
import type { World } from "./world.js";

const METHODS = ["GET", "PUT", "POST", "DELETE", "PATCH"] as const;
const NOT_FOUND: Expectation = refusal(404, "Not Found");

const operation: Probe = {
  id: "routing.operation",
  expects: "the documented status and a body that keeps the documented schema",
  why: "a valid request does what the document says",
  appliesTo: "operation that can be called",
  cases: (world) =>
    eachCall(
      world,
      ({ kind }) => kind !== "echo",
      (call) => [...call.before, ask(sentOf(call), successful(call))],
    ),
};

const webSocket: Probe = {
  id: "routing.websocket",
  expects: "echoes on a WebSocket, and 426 for a plain GET",
  why: "RFC 6455, and docs/wire.md, WebSocket echo",
  appliesTo: "WebSocket",
  cases: (world) =>
    eachCall(
      world,
      ({ kind }) => kind === "echo",
      (call) => [
        ask(sentOf(call), {
          ...refusal(426, "Upgrade Required"),
          headers: { Upgrade: "websocket" },
        }),
        stepOf({
          kind: "websocket",
          data: {
            websocket: targetOf(call),
            ...(call.caller === undefined ? {} : { as: call.caller.name }),
            exchange: [
              { send: "plain é" },
              { message: "Echo: plain é" },
              { send: '{"a": 1}' },
              { message: '{"echo":{"a": 1}}' },
              { sendBase64: "AAE=" },
              { closed: 1003 },
            ],
          },
        }),
      ],
    ),
};

const head: Probe = {
  id: "routing.head",
  expects: "the status and length of GET, and no body",
  why: "HEAD answers wherever GET does (RFC 9110, section 9.3.2)",
  appliesTo: "GET operation",
  cases: (world) =>
    eachCall(
      world,
      ({ kind }, { method }) => method === "get" && kind !== "echo",
      (call) => [
        ...call.before,
        ask(sentOf(call), { status: call.status }, { length: { header: "Content-Length" } }),
        ask(sentOf(call, { method: "HEAD" }), {
          status: call.status,
          headers: { "Content-Length": "${length}", "Content-Type": "application/json" },
          empty: true,
        }),
      ],
    ),
};

const method: Probe = {
  id: "routing.method",
  expects: "405 with the exact Allow for every method that the path does not declare",
  why: "a path owns all its methods, also those of what exists (RFC 9110, section 15.5.6)",
  appliesTo: "path",
  cases: (world) =>
    eachPath(world, (path, call) => [
      ...call.before,
      ...METHODS.filter((name) => !path.allow.includes(name)).map((name) =>
        ask(bare(call, name), {
          ...refusal(405, "Method Not Allowed"),
          headers: { Allow: path.allow.join(", ") },
        }),
      ),
      ...(path.allow.includes("HEAD")
        ? []
        : [
            ask(bare(call, "HEAD"), {
              status: 405,
              headers: { Allow: path.allow.join(", ") },
              empty: true,
            }),
          ]),
    ]),
};

const options: Probe = {
  id: "routing.options",
  expects: "204 with the exact Allow and no body, without credentials",
  why: "OPTIONS answers on every known path (RFC 9110, section 9.3.7)",
  appliesTo: "path",
  cases: (world) =>
    eachPath(world, ({ segments, allow }) => [
      ask(
        { request: `OPTIONS ${plain(anyTarget({ segments }))}` },
        {
          status: 204,
          headers: { Allow: allow.join(", ") },
          empty: true,
        },
      ),
    ]),
};

const unknownMethod: Probe = {
  id: "routing.unknown-method",
  expects: "a 4xx or a closed connection for methods that HTTP does not know",
  why: "method names are case-sensitive, and nobody answers what nobody declared (RFC 9110, section 9.1)",
  appliesTo: "path",
  cases: (world) =>
    eachPath(world, (path) =>
      ["FOO", "get", "Get", "PROPFIND"].map((name) =>
        ask({ request: `${name} ${plain(anyTarget(path))}` }, { refused: true }),
      ),
    ),
};

const unknownPath: Probe = {
  id: "routing.unknown-path",
  expects: "404 Not Found, as JSON, whatever the method",
  why: "what the document does not name is not there",
  appliesTo: "path that leads nowhere",
  cases: (world) =>
    nowhere(
      world,
      (target) => [`${target.replace(/\/$/, "")}/no/such/thing`, `/nowhere${target}`],
      ["GET", "POST", "DELETE"],
    ),
};

const trailingSlash: Probe = {
  id: "routing.trailing-slash",
  expects: "404 Not Found where a slash is added or taken away",
  why: "slashes at the end are as documented, and there are no redirects",
  appliesTo: "path that leads nowhere",
  cases: (world) =>
    nowhere(world, (target) => [target.endsWith("/") ? target.slice(0, -1) : `${target}/`]),
};

const doubleSlash: Probe = {
  id: "routing.double-slash",
  expects: "404 Not Found where a slash is doubled",
  why: "empty segments are segments (RFC 3986, section 3.3)",
  appliesTo: "path that leads nowhere",
  cases: (world) =>
    nowhere(world, (target) => [
      `/${target}`,
      ...[...target.matchAll(/\//g)].map(
        ({ index }) => `${target.slice(0, index)}/${target.slice(index)}`,
      ),
    ]),
};

const dotSegments: Probe = {
  id: "routing.dot-segments",
  expects: "404 Not Found for detours over . and .., encoded or not",
  why: "a server takes the target as it comes; folding is for clients (RFC 3986, section 6.2.2.3)",
  appliesTo: "path that leads nowhere",
  cases: (world) =>
    nowhere(world, (target) => [
      `/.${target}`,
      `/x/..${target}`,
      `/%2e${target}`,
      `/x/%2E%2e${target}`,
      `/x%2F..${target}`,
    ]),
};

const letterCase: Probe = {
  id: "routing.case",
  expects: "404 Not Found where letters have the other case",
  why: "paths are case-sensitive (RFC 3986, section 6.2.2.1)",
  appliesTo: "path with letters",
  cases: (world) =>
    nowhere(world, (target) =>
      [target.toUpperCase(), target.toLowerCase()].filter((other) => other !== target),
    ),
};

const encoded: Probe = {
  id: "routing.encoded",
  expects: "the answer of the plain path where unreserved characters are percent-encoded",
  why: "both are the same path (RFC 3986, section 6.2.2.2)",
  appliesTo: "GET operation",
  cases: (world) =>
    eachCall(
      world,
      ({ kind }, { method: name }) => name === "get" && kind !== "echo",
      (call) => {
        const segments = call.operation.segments.map((segment) => {
          if (segment.kind === "parameter")
            return (call.path.get(segment.name) ?? "").replace(/\|uri\}$/, "|percent}");
          return plain(segment.text.replaceAll(/[A-Za-z0-9\-._~]/g, escaped));
        });
        const target = `/${segments.join("/")}${targetOf(call).slice(pathOf(call).length)}`;
        return target === targetOf(call)
          ? []
          : [...call.before, ask(sentOf(call, { target }), { status: call.status })];
      },
    ),
};

const encodedSlash: Probe = {
  id: "routing.encoded-slash",
  expects: "404 where a slash is written as %2F",
  why: "an encoded slash is part of a segment, never the end of one (RFC 3986, section 2.2)",
  appliesTo: "path of several segments",
  cases: (world) =>
    nowhere(world, (target) =>
      [...target.matchAll(/\//g)]
        .slice(1)
        .map(({ index }) => `${target.slice(0, index)}%2F${target.slice(index + 1)}`),
    ),
};

const malformedUrl: Probe = {
  id: "routing.malformed-url",
  expects: "400 Malformed URL for broken escapes and invalid UTF-8, before all other checks",
  why: "what a target means has to be known before anything is looked up (RFC 3986, section 2.1)",
  appliesTo: "path",
  cases: (world) =>
    eachPath(world, (path) => [
      ...["?x=%", "?x=%4", "?x=%zz", "?%FF=1", "?x=%C3", "?x=%ED%A0%80"].map((search) =>
        ask({ request: `GET ${plain(anyTarget(path) + search)}` }, refusal(400, "Malformed URL")),
      ),
      ask({ request: `GET ${plain(anyTarget(path))}%FF` }, { refused: true }),
      ask({ request: `GET ${plain(anyTarget(path))}%` }, { refused: true }),
    ]),
};

const literalFirst: Probe = {
  id: "routing.literal-first",
  expects: "the operation of the literal path, and 405 for methods that only the template has",
  why: "OpenAPI: concrete paths are matched before templated ones",
  appliesTo: "literal path that a template would match too",
  cases: (world) =>
    eachPath(world, (path, call) => {
      const others = pathsOf(world.api).filter((other) => covers(other, path));
      if (others.length === 0) return [];
      const methods = new Set(others.flatMap(({ allow }) => allow));
      return [
        ...call.before,
        ask(sentOf(call), { status: call.status }),
        ...[...methods]
          .filter((name) => !path.allow.includes(name))
          .map((name) =>
            ask(bare(call, name), { status: 405, headers: { Allow: path.allow.join(", ") } }),
          ),
      ];
    }),
};

export const routing: Family = {
  title: "Routing",
  probes: [
    operation,
    webSocket,
    head,
    method,
    options,
    unknownMethod,
    unknownPath,
    trailingSlash,
    doubleSlash,
    dotSegments,
    letterCase,
    encoded,
    encodedSlash,
    malformedUrl,
    literalFirst,
  ],
};

/** What a valid call answers: its status, and a body that keeps the schema or none. */
export function successful({ operation: { responses }, status }: Call): Expectation {
  const schema = responses.find((one) => one.status === status)?.schema ?? null;
  // A schema holds no text that is filled in, so that `${` means itself.
  return schema === null
    ? { status, empty: true }
    : { status, valid: plain(schema as unknown as string) as unknown as typeof schema };
}

/** A case for each operation that can be called. */
export function eachCall(
  world: World,
  applies: (behavior: Operation["behavior"], operation: Operation) => boolean,
  steps: (call: Call) => ProbeCase["steps"],
): ProbeCase[] {
  return world.api.operations.flatMap((one) => {
    const call = applies(one.behavior, one) ? callOf(world, one) : null;
    return call === null ? [] : [{ on: nameOf(one), steps: steps(call) }];
  });
}

function eachPath(
  world: World,
  steps: (path: DocumentedPath, call: Call) => ProbeCase["steps"],
): ProbeCase[] {
  return pathsOf(world.api).flatMap((path) => {
    const call = callOn(world, path);
    return call === null ? [] : [{ on: path.path, steps: steps(path, call) }];
  });
}

/** A case for each path, with those of its variants that lead nowhere. */
function nowhere(
  world: World,
  variants: (target: string) => readonly string[],
  methods: readonly string[] = ["GET"],
): ProbeCase[] {
  return pathsOf(world.api).map((path) => ({
    on: path.path,
    steps: variants(anyTarget(path))
      .filter((target) => leadsNowhere(world.api, target))
      .flatMap((target) =>
        methods.map((name) => ask({ request: `${name} ${plain(target)}` }, NOT_FOUND)),
      ),
  }));
}

/** Another method on the call's path: no body, since none of this method is documented. */
function bare(call: Call, name: string): ReturnType<typeof sentOf> {
  return sentOf({ ...call, body: undefined, query: [] }, { method: name });
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Whether a template matches what the literal path is. */
function covers(template: DocumentedPath, { path, segments }: DocumentedPath): boolean {
  if (template.path === path || template.segments.length !== segments.length) return false;
  return template.segments.every((segment, index) => {
    const other = segments[index];
    if (other?.kind !== "literal") return segment.kind === "parameter";
    return segment.kind === "parameter" ? other.text !== "" : segment.text === other.text;
  });
}
