/** What holds for every response: type, spelling, headers, and errors of one shape (docs/wire.md, "Responses"). */
import type { Json, Operation } from "../../model/index.js";
import { renameTable } from "../../sql/index.js";
import type { Expectation, ExpectedHeaders, Step } from "../format.js";
import { below } from "../pointer.js";
import { bodyCallOf, put, rawBody, withBody } from "./body-values.js";
import { callOf, nameOf, sentOf, type Call } from "./call.js";
import { ask, plain, query, type Family, type Probe, type ProbeCase, type Sent } from "./probe.js";
import { operationsOf, type World } from "./world.js";

interface ErrorCase {
  readonly sent: Sent;
  readonly status: number;
  readonly detail: string;
}

const shape: Probe = {
  id: "responses.error-shape",
  expects: "every error to be exactly its detail, as compact JSON",
  why: "one shape, so that a client needs one reader",
  appliesTo: "operation",
  cases: (world) =>
    eachOperation(world, (call) =>
      errorsOf(call).map(({ sent, status, detail }) =>
        ask(sent, { status, json: { detail: plain(detail) } }),
      ),
    ),
};

const contentType: Probe = {
  id: "responses.content-type",
  expects: "application/json without a charset, on success and on every error",
  why: "RFC 8259, section 11, knows no charset",
  appliesTo: "operation",
  cases: (world) =>
    eachOperation(world, (call) => [
      ...successes(call, { "Content-Type": "application/json" }),
      ...errorsOf(call).map(({ sent, status }) =>
        ask(sent, { status, headers: { "Content-Type": "application/json" } }),
      ),
    ]),
};

const contentLength: Probe = {
  id: "responses.content-length",
  expects: "every body to state its length, and a 204 to have neither",
  why: "RFC 9110, section 8.6",
  appliesTo: "operation",
  cases: (world) =>
    eachOperation(world, (call) => {
      const length = { "Content-Length": { $pattern: "^[0-9]+$" }, "Transfer-Encoding": null };
      const { status } = call;
      return [
        ...call.before,
        ask(
          sentOf(call),
          status === 204
            ? { status, headers: { "Content-Length": null }, empty: true }
            : { status, headers: length },
        ),
        ...errorsOf(call).map(({ sent, status: other }) =>
          ask(sent, { status: other, headers: length }),
        ),
      ];
    }),
};

const compact: Probe = {
  id: "responses.compact",
  expects:
    "bodies as ECMAScript would write them: no spaces, shortest numbers, only necessary escapes",
  why: "RFC 8785, section 3.2.2, but for the order of names",
  appliesTo: "operation that answers JSON",
  cases: (world) =>
    eachOperation(world, (call) =>
      hasBody(call)
        ? [...call.before, ask(sentOf(call), { status: call.status, json: { $is: "any" } })]
        : [],
    ),
};

const order: Probe = {
  id: "responses.order",
  expects: "properties in the order of the schema",
  why: "the same bytes from every server",
  appliesTo: "operation that answers an object or a list of them",
  cases: (world) =>
    eachOperation(world, (call) => {
      const schema = call.operation.responses.find(({ status }) => status === call.status)?.schema;
      if (schema === null || schema === undefined || call.operation.behavior.kind === "echo")
        return [];
      const ordered = plain(schema as unknown as string) as unknown as typeof schema;
      return [...call.before, ask(sentOf(call), { status: call.status, ordered })];
    }),
};

const globalHeaders: Probe = {
  id: "responses.global-headers",
  expects: "the headers that the document declares everywhere, on success and on every error",
  why: "a header that is sometimes missing is of no use to anybody",
  appliesTo: "global header",
  cases: (world) => {
    const headers = Object.fromEntries(
      world.api.headers.map(({ name, value }) => [plain(name), { $is: value }]),
    ) as ExpectedHeaders;
    if (world.api.headers.length === 0) return [];
    const everywhere: ProbeCase = {
      on: "",
      steps: [
        ask({ request: "GET /no/such/path" }, { status: 404, headers }),
        ask({ request: "GET /no/such/path?%" }, { status: 400, headers }),
        ask({ request: "GET /openapi.json" }, { status: 200, headers }),
        ask({ request: "GET /docs" }, { status: 200, headers }),
        ask({ request: "GET /redoc" }, { status: 200, headers }),
      ],
    };
    return [
      everywhere,
      ...eachOperation(world, (call) => [
        ...successes(call, headers),
        ask({ request: `OPTIONS ${requestTarget(call)}` }, { status: 204, headers }),
        ...errorsOf(call).map(({ sent, status }) => ask(sent, { status, headers })),
      ]),
    ];
  },
};

const clock: Probe = {
  id: "responses.clock",
  expects: "the time header to move",
  why: "it is the time of the response, not that of the start",
  appliesTo: "global header with the time",
  cases: ({ api }) =>
    api.headers
      .filter(({ value }) => value === "serverTime")
      .map(({ name }) => {
        const sent: Sent = { request: "GET /no/such/path" };
        const between = Array.from({ length: 8 }, () => ask(sent, { status: 404 }));
        return {
          on: name,
          steps: [
            ask(sent, { status: 404 }, { time: { header: plain(name) } }),
            ...between,
            ask(sent, { status: 404, headers: { [plain(name)]: { $pattern: "^(?!${time}$)" } } }),
          ],
        };
      }),
};

const banner: Probe = {
  id: "responses.banner",
  expects: "no header that tells which framework answers, and no ETag",
  why: "nobody needs it but who looks for holes",
  appliesTo: "operation",
  cases: (world) => {
    const headers = { Server: null, "X-Powered-By": null, ETag: null, "Content-Encoding": null };
    return eachOperation(world, (call) => [
      ...successes(call, headers),
      ...errorsOf(call).map(({ sent, status }) => ask(sent, { status, headers })),
    ]);
  },
};

const dates: Probe = {
  id: "responses.date-times",
  expects: "a time in UTC with milliseconds, finer digits cut off, whatever offset it came with",
  why: "docs/wire.md, Formats",
  appliesTo: "stored date-time that is shown",
  cases: (world) =>
    eachStored(world, "date-time", [
      ["2024-02-29T23:59:59.987654321+02:30", "2024-02-29T21:29:59.987Z"],
      ["2024-06-01t00:00:00z", "2024-06-01T00:00:00.000Z"],
      ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
      ["9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999Z"],
      ["1969-12-31T23:59:59.9996-00:00", "1969-12-31T23:59:59.999Z"],
    ]),
};

const uuids: Probe = {
  id: "responses.uuids",
  expects: "a UUID in lower case",
  why: "RFC 9562, section 4",
  appliesTo: "stored uuid that is shown",
  cases: (world) =>
    eachStored(world, "uuid", [
      ["ABCDEF00-1234-4ABC-8DEF-00AABBCCDDEE", "abcdef00-1234-4abc-8def-00aabbccddee"],
    ]),
};

const failure: Probe = {
  id: "responses.failure",
  expects: "500 Internal Server Error and nothing of its cause, when a table is not there",
  why: "the cause goes to the log only",
  appliesTo: "GET operation on stored rows",
  cases: (world) =>
    operationsOf(world.api, "list", "retrieve").flatMap((operation): ProbeCase[] => {
      const call = callOf(world, operation);
      if (call === null) return [];
      const { entity } = operation.behavior;
      return [
        {
          on: nameOf(operation),
          steps: [
            ...call.before,
            ask(sentOf(call), { status: call.status }),
            query(plain(renameTable(world.api, entity, "away")), []),
            ask(sentOf(call), {
              status: 500,
              json: { detail: "Internal Server Error" },
              headers: { "Content-Type": "application/json" },
            }),
          ],
          cleanup: [query(plain(renameTable(world.api, entity, "back")), [])],
        },
      ];
    }),
};

export const responses: Family = {
  title: "Responses",
  probes: [
    shape,
    contentType,
    contentLength,
    compact,
    order,
    globalHeaders,
    clock,
    banner,
    dates,
    uuids,
    failure,
  ],
};

function eachOperation(world: World, steps: (call: Call) => readonly Step[]): ProbeCase[] {
  return world.api.operations.flatMap((operation) => {
    const call = callOf(world, operation);
    return call === null ? [] : [{ on: nameOf(operation), steps: steps(call) }];
  });
}

/** The errors that an operation can answer without a row or a caller. */
function errorsOf(call: Call): ErrorCase[] {
  const { operation } = call;
  const path = new Map([...call.path.keys()].map((name) => [name, "no%00thing"] as const));
  const { json: _, ...bare } = sentOf({ ...call, path });
  const anonymous = sentOf({ ...call, caller: undefined, body: undefined, path });
  const target = requestTarget(call);
  const label = "label" in operation.behavior ? operation.behavior.label : null;
  const works = ["create", "login", "refresh"].includes(operation.behavior.kind);
  return [
    { sent: { request: `GET ${target}/no/such/thing/at/all` }, status: 404, detail: "Not Found" },
    { sent: { request: `TRACE ${target}` }, status: 405, detail: "Method Not Allowed" },
    { sent: { request: `GET ${target}?%` }, status: 400, detail: "Malformed URL" },
    ...(operation.access.kind === "public"
      ? []
      : [
          { sent: anonymous, status: 401, detail: "Not authenticated" },
          {
            sent: { ...anonymous, headers: { Authorization: "Bearer x" } },
            status: 401,
            detail: "Invalid token",
          },
        ]),
    ...(label !== null && path.size > 0
      ? [{ sent: bare, status: 404, detail: `${label} not found` }]
      : []),
    ...(works
      ? [
          {
            sent: { ...bare, text: "x", type: "text/plain" },
            status: 415,
            detail: "Unsupported Media Type",
          },
          { sent: { ...bare, text: "{" }, status: 400, detail: "Malformed JSON" },
        ]
      : []),
  ];
}

function successes(call: Call, headers: ExpectedHeaders): Step[] {
  if (call.status === 204 && "Content-Type" in headers) return [];
  return [...call.before, ask(sentOf(call), { status: call.status, headers })];
}

function hasBody({ operation, status }: Call): boolean {
  return (
    operation.behavior.kind !== "echo" &&
    (operation.responses.find((one) => one.status === status)?.schema ?? null) !== null
  );
}

/** The path with values that need not stand for anything. */
function requestTarget({ operation }: { readonly operation: Operation }): string {
  return plain(
    `/${operation.segments.map((segment) => (segment.kind === "literal" ? segment.text : "1")).join("/")}`,
  );
}

/** Values of a format, stored by a create, and how they come back. */
function eachStored(
  world: World,
  format: "date-time" | "uuid",
  rows: readonly (readonly [string, string])[],
): ProbeCase[] {
  return operationsOf(world.api, "create").flatMap((create): ProbeCase[] => {
    const properties = create.body?.schema.type === "object" ? create.body.schema.properties : [];
    const shown = create.behavior.stored.flatMap(({ property, field }) => {
      const schema = properties.find(({ name }) => name === property)?.schema;
      const back = create.behavior.shown.find((one) => one.field === field);
      const of = schema?.type === "string" && schema.format === format;
      return of && back !== undefined ? [{ property, back: back.property }] : [];
    });
    if (shown.length === 0) return [];
    const steps = rows.flatMap(([given, expected]): readonly Step[] => {
      const call = bodyCallOf(world, create);
      if (call === null) return [];
      const body = shown.reduce<Json>(
        (one, { property }) => put(one, below("", property), given),
        rawBody(call),
      );
      const at = Object.fromEntries(shown.map(({ back }) => [plain(below("", back)), expected]));
      const expectation: Expectation = { status: call.status, at };
      return [...call.before, ask(withBody(call, body), expectation)];
    });
    return [{ on: nameOf(create), steps }];
  });
}
