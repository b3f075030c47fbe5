import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src/openapi/index.js";
import { behavior, body, head, lower, operation, withProperty } from "./documents.js";

/** An operation as a line of YAML. */
function op(
  status: number,
  schema: string | null,
  { parameters = "", request = "", more = "", responses = "" } = {},
): string {
  const content = schema === null ? "" : `, content: { application/json: { schema: ${schema} } }`;
  const parts = [
    ...(more === "" ? [] : [more]),
    ...(parameters === "" ? [] : [`parameters: [${parameters}]`]),
    ...(request === ""
      ? []
      : [`requestBody: { required: true, content: { application/json: { schema: ${request} } } }`]),
    `responses: { "${status}": { description: Done.${content} }${responses} }`,
  ];
  return `{ ${parts.join(", ")} }`;
}

const ref = (name: string): string => `{ $ref: "#/components/schemas/${name}" }`;
const list = (name: string): string => `{ type: array, items: ${ref(name)} }`;
const inPath = (name: string, schema = "{ type: integer }"): string =>
  `{ name: ${name}, in: path, required: true, schema: ${schema} }`;
const inQuery = (name: string, schema = "{ type: string }", more = ""): string =>
  `{ name: ${name}, in: query, schema: ${schema}${more} }`;

const THING =
  "    Thing: { type: object, required: [id, name], properties: { id: { type: integer, readOnly: true }, name: { type: string }, kind: { type: string, default: plain } } }\n";

function document(
  paths: Readonly<Record<string, Readonly<Record<string, string>>>>,
  components = THING,
): string {
  const lines = Object.entries(paths).flatMap(([path, operations]) => [
    `  ${path}:`,
    ...Object.entries(operations).map(([method, text]) => `    ${method}: ${text}`),
  ]);
  return `${head()}paths:\n${lines.join("\n")}\ncomponents:\n  schemas:\n${components}`;
}

const item = { "/things/{id}": { get: op(200, ref("Thing"), { parameters: inPath("id") }) } };

describe("behaviors by shape", () => {
  const text = document({
    "/health": {
      get: op(200, "{ type: object, required: [ok], properties: { ok: { const: true } } }"),
    },
    "/ready": {
      get: op(200, "{ const: up }", {
        responses:
          ', "503": { description: Down., content: { application/json: { schema: { const: down } } } }',
      }),
    },
    "/things": {
      get: op(200, list("Thing")),
      post: op(201, ref("Thing"), { request: ref("Thing") }),
    },
    "/things/{id}": {
      get: op(200, ref("Thing"), { parameters: inPath("id") }),
      put: op(200, ref("Thing"), { parameters: inPath("id"), request: ref("Thing") }),
      patch: op(204, null, { parameters: inPath("id"), request: ref("Thing") }),
      delete: op(204, null, { parameters: inPath("id") }),
    },
    "/ws": { get: op(101, null, { more: "x-gen-bench: { action: echo }" }) },
  });
  const { api, codes } = lower(text);

  it("need no word", () => {
    expect(codes).toEqual([]);
    expect(explain(api ?? neverApi()).map((row) => `${row.operation} ${row.behavior}`)).toEqual([
      "GET /health constant",
      "GET /ready readiness",
      "GET /things list",
      "POST /things create",
      "GET /things/{id} retrieve",
      "PUT /things/{id} replace",
      "PATCH /things/{id} update",
      "DELETE /things/{id} delete",
      "GET /ws echo",
    ]);
  });

  it("make an entity with the key of the item's path", () => {
    expect(api?.entities.map(({ name, table, key }) => [name, table, key])).toEqual([
      ["Thing", "things", "id"],
    ]);
    expect(
      api?.entities[0]?.fields.map(({ name, fill, nullable }) => [name, fill, nullable]),
    ).toEqual([
      ["id", "identity", false],
      ["name", "client", false],
      ["kind", "client", false],
    ]);
  });

  it("take the label from the component", () => {
    expect(behavior(api, "DELETE /things/{id}", "delete").label).toBe("Thing");
  });

  it("give a body of creation the defaults of its fields, and one of an update none and no duties", () => {
    expect(
      body(api, "POST /things").properties.map(({ name, required, schema }) => [
        name,
        required,
        schema.default,
      ]),
    ).toEqual([
      ["name", true, undefined],
      ["kind", false, "plain"],
    ]);
    expect(
      body(api, "PATCH /things/{id}").properties.map(({ name, required, schema }) => [
        name,
        required,
        schema.default,
      ]),
    ).toEqual([
      ["name", false, undefined],
      ["kind", false, undefined],
    ]);
  });

  it("show nothing where nothing is answered", () => {
    expect(behavior(api, "PATCH /things/{id}", "update")).toMatchObject({ status: 204, shown: [] });
  });
});

describe("what is stored", () => {
  it.each([
    ["a list with items", { "/things": { get: op(200, list("Thing")) }, ...item }, ["Thing"]],
    [
      "a creation with items",
      { "/things": { post: op(201, ref("Thing"), { request: ref("Thing") }) }, ...item },
      ["Thing"],
    ],
    [
      "a slash at the end of one of them",
      { "/things/": { get: op(200, list("Thing")) }, ...item },
      ["Thing"],
    ],
    [
      "a list with items that are only deleted",
      {
        "/things": { get: op(200, list("Thing")) },
        "/things/{id}": { delete: op(204, null, { parameters: inPath("id") }) },
      },
      ["Thing"],
    ],
    [
      "the name of a component's id",
      {
        "/things": { get: op(200, list("Thing")) },
        "/things/{thingId}": { get: op(200, ref("Thing"), { parameters: inPath("thingId") }) },
      },
      ["Thing"],
    ],
  ])("%s", (_, paths, entities) => {
    const { api, codes } = lower(document(paths));
    expect(codes).toEqual([]);
    expect(api?.entities.map(({ name }) => name)).toEqual(entities);
  });

  it.each([
    ["an item alone", item],
    ["a list alone", { "/things": { get: op(200, list("Thing")) } }],
    [
      "an example instead of a constant",
      { "/x": { get: op(200, "{ type: string, example: fine }") } },
    ],
    [
      "POST that answers 200",
      {
        "/things": {
          get: op(200, list("Thing")),
          post: op(200, ref("Thing"), { request: ref("Thing") }),
        },
        ...item,
      },
    ],
    [
      "PUT on a collection",
      { "/things": { put: op(200, list("Thing")), get: op(200, list("Thing")) }, ...item },
    ],
  ])("is not told by %s, which is left to the user", (_, paths) => {
    const { api, codes } = lower(document(paths));
    expect(codes).toEqual(["cannot-infer"]);
    expect(api?.operations.map(({ behavior: { kind } }) => kind)).toContain("custom");
  });

  it("is told by the vocabulary for an item alone", () => {
    const said = THING.replace("type: object,", "type: object, x-gen-bench: { entity: true },");
    expect(lower(document(item, said)).codes).toEqual([]);
  });

  it("has fields that only requests show", () => {
    const components = `${THING}    NewThing: { type: object, required: [name, secret], properties: { name: { type: string }, secret: { type: string, writeOnly: true }, again: { type: string, x-gen-bench: { equals: secret } } } }\n`;
    const { api, codes } = lower(
      document(
        { "/things": { post: op(201, ref("Thing"), { request: ref("NewThing") }) }, ...item },
        components,
      ),
    );
    expect(codes).toEqual([]);
    expect(api?.entities[0]?.fields.map(({ name }) => name)).toEqual([
      "id",
      "name",
      "kind",
      "secret",
    ]);
    expect(behavior(api, "POST /things", "create").stored.map(({ field }) => field)).toEqual([
      "name",
      "secret",
    ]);
  });

  it.each([
    ["{ type: integer, readOnly: true }", "identity"],
    ["{ type: string, format: uuid, readOnly: true }", "uuid"],
    ["{ type: string, format: uuid }", "client"],
    ["{ type: string, maxLength: 20 }", "client"],
  ])("has a key %s that is filled by: %s", (schema, fill) => {
    const text = withProperty("{ type: string }").replace(
      "id: { type: integer, readOnly: true }",
      `id: ${schema}`,
    );
    expect(lower(text).api?.entities[0]?.fields[0]?.fill).toBe(fill);
  });

  it.each([
    ["{ type: string, format: date-time, readOnly: true }", "created", false],
    [
      "{ type: string, format: date-time, readOnly: true, x-gen-bench: { set: updated } }",
      "updated",
      false,
    ],
    ["{ type: string, readOnly: true, default: x }", "default", false],
    ["{ type: string, readOnly: true, const: x }", "default", false],
    ["{ type: string }", "client", true],
    ["{ type: string, default: x }", "client", false],
    ['{ type: [string, "null"], default: x }', "client", true],
  ])("has a field %s that is filled by: %s, null: %s", (schema, fill, nullable) => {
    expect(lower(withProperty(schema)).api?.entities[0]?.fields[1]).toMatchObject({
      fill,
      nullable,
    });
  });
});

function listed(parameters: string, more = ""): ReturnType<typeof lower> {
  return lower(
    document({ "/things": { get: op(200, list("Thing"), { parameters, more }) }, ...item }),
  );
}

describe("lists", () => {
  it.each([
    [inQuery("name"), [{ parameter: "name", in: "query", field: "name", match: "equal" }]],
    [
      inQuery("q", "{ type: string }", ", x-gen-bench: { filter: name, match: contains }"),
      [{ parameter: "q", in: "query", field: "name", match: "contains" }],
    ],
    [
      inQuery("name", "{ type: string }", ", x-gen-bench: { match: anyCase }"),
      [{ parameter: "name", in: "query", field: "name", match: "anyCase" }],
    ],
    [
      "{ name: X-Kind, in: header, schema: { type: string }, x-gen-bench: { filter: kind } }",
      [{ parameter: "X-Kind", in: "header", field: "kind", match: "equal" }],
    ],
  ])("filter by %s", (parameters, filters) => {
    const { api, codes } = listed(parameters);
    expect(codes).toEqual([]);
    expect(behavior(api, "GET /things", "list").filters).toEqual(filters);
  });

  const integer = "{ type: integer }";
  it.each([
    [inQuery("page", integer), "", { style: "page", page: "page", size: null, defaultSize: 20 }],
    [
      `${inQuery("page", integer)}, ${inQuery("per_page", "{ type: integer, default: 7 }")}`,
      "",
      { style: "page", page: "page", size: "per_page", defaultSize: 7 },
    ],
    [
      `${inQuery("page", integer)}, ${inQuery("limit", "{ type: integer, maximum: 12 }")}`,
      "",
      { style: "page", page: "page", size: "limit", defaultSize: 12 },
    ],
    [
      `${inQuery("limit", integer)}, ${inQuery("offset", integer)}`,
      "x-gen-bench: { pageSize: 5 }",
      { style: "offset", limit: "limit", offset: "offset", defaultSize: 5 },
    ],
    [
      inQuery("limit", "{ type: integer, maximum: 500 }"),
      "",
      { style: "offset", limit: "limit", offset: null, defaultSize: 20 },
    ],
    [
      `${inQuery("p", integer, ", x-gen-bench: { page: number }")}, ${inQuery("n", integer, ", x-gen-bench: { page: size }")}`,
      "",
      { style: "page", page: "p", size: "n", defaultSize: 20 },
    ],
  ])("are paged by %s", (parameters, more, paging) => {
    const { api, codes } = listed(parameters, more);
    expect(codes).toEqual([]);
    expect(behavior(api, "GET /things", "list").paging).toEqual(paging);
  });

  it("refuse a page or a size below 1 even where the document names no limit", () => {
    const { api } = listed(`${inQuery("limit", integer)}, ${inQuery("offset", integer)}`);
    const least = operation(api, "GET /things").parameters.map(
      ({ schema }) => schema.rules[0]?.message,
    );
    expect(least).toEqual(["must be at least 1", "must be at least 0"]);
  });

  it("filter by a field that is named like a part of paging", () => {
    const components = THING.replace(
      "name: { type: string }",
      "name: { type: string }, size: { type: string }",
    );
    const { api } = lower(
      document(
        { "/things": { get: op(200, list("Thing"), { parameters: inQuery("size") }) }, ...item },
        components,
      ),
    );
    expect(behavior(api, "GET /things", "list")).toMatchObject({
      paging: null,
      filters: [{ field: "size" }],
    });
  });

  it.each([
    [
      "{ type: object, properties: { total: { type: integer }, things: LIST, prev: { type: string }, next: { type: string } } }",
      {
        items: "things",
        count: "total",
        previous: "prev",
        next: "next",
        order: ["count", "items", "previous", "next"],
      },
    ],
    [
      "{ type: object, properties: { data: LIST, n: { type: integer, x-gen-bench: { page: count } } } }",
      { items: "data", count: "n", next: null, previous: null, order: ["items", "count"] },
    ],
    ["LIST", null],
  ])("read the envelope of %s", (schema, envelope) => {
    const text = document({
      "/things": { get: op(200, schema.replace("LIST", list("Thing"))) },
      ...item,
    });
    const { api, codes } = lower(text);
    expect(codes).toEqual([]);
    expect(behavior(api, "GET /things", "list").envelope).toEqual(envelope);
  });
});

describe("custom operations", () => {
  const answers = ', "404": { description: None. }, "100": { description: Go on. }';

  it("may answer every documented status, and say nothing of themselves but `action`", () => {
    const { api, codes } = lower(
      document({
        "/things": { get: op(200, list("Thing"), { more: "x-gen-bench: { action: custom }" }) },
        "/things/{id}": {
          get: op(200, ref("Thing"), {
            parameters: `${inPath("id")}, ${inQuery("deep")}`,
            more: "x-gen-bench: { action: custom }",
            responses: answers,
          }),
        },
      }),
    );
    expect(codes).toEqual([]);
    expect(operation(api, "GET /things/{id}")).toMatchObject({
      behavior: { kind: "custom", status: 200, statuses: [200, 404], caller: false },
      because: "The document says so.",
    });
  });

  it("keep why nothing else was told of them", () => {
    const text = document({ "/sum": { post: op(202, null, { request: list("Thing") }) } });
    const { api } = lower(text);
    expect(operation(api, "POST /sum")).toMatchObject({
      behavior: { kind: "custom", status: 202 },
      because: expect.stringContaining("POST creates only where") as string,
      body: { required: true, schema: { type: "array" } },
    });
  });

  it.each([
    ["a status of success", "/x", '{ responses: { "404": { description: None. } } }'],
    ["any status", "/x", "{ responses: { default: { description: Whatever. } } }"],
  ])("are refused without %s", (_, path, text) => {
    const { codes } = lower(document({ [path]: { get: text } }));
    expect(codes).toEqual(["no-success-response"]);
  });

  it("do not take the place of an action that does not fit", () => {
    const text = op(200, list("Thing"), { more: "x-gen-bench: { action: create }" });
    expect(lower(document({ "/x": { post: text } })).codes).toEqual(["action-needs"]);
  });
});

describe("the document that is shipped", () => {
  const { api, codes } = lower(
    readFileSync(new URL("../../../spec/openapi.yaml", import.meta.url), "utf8"),
  );

  it("has nothing to complain about", () => {
    expect(codes).toEqual([]);
  });

  it("has accounts that others own", () => {
    expect(api?.entities.map(({ name }) => name)).toEqual(["Account", "Movie"]);
    expect(behavior(api, "GET /api/v1/movies/", "list")).toMatchObject({
      owned: true,
      entity: "Movie",
    });
    expect(behavior(api, "GET /users", "list").owned).toBe(false);
  });

  it("logs in, renews and shows the caller by one scheme", () => {
    expect(behavior(api, "POST /auth/login", "login")).toMatchObject({
      scheme: "bearerAuth",
      identifier: "username",
      password: "password",
      parts: [
        { property: "access_token", part: "access" },
        { property: "expires_in", part: "expiresIn" },
        { property: "token_type", part: "type" },
      ],
    });
    expect(behavior(api, "POST /api/v1/auth/refresh/", "refresh")).toMatchObject({
      token: "refresh",
    });
    expect(behavior(api, "GET /users/me", "currentUser")).toMatchObject({
      entity: "Account",
      label: "User",
    });
  });

  it("has global headers in the order of its responses", () => {
    expect(api?.headers).toEqual([
      { name: "X-Server-Time", value: "serverTime" },
      { name: "X-Response-Time", value: "duration" },
    ]);
  });

  it("lowers to the same model each time", () => {
    const text = readFileSync(new URL("../../../spec/openapi.yaml", import.meta.url), "utf8");
    expect(JSON.stringify(lower(text).api)).toBe(JSON.stringify(api));
  });
});

function neverApi(): never {
  throw new Error("not lowered");
}
