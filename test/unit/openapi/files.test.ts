/** Documents of several files: what they become, and what is wrong with them. */
import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/model/index.js";
import { collectFiles, lowerFiles, type LoweredDocument } from "../../../src/openapi/index.js";

type Files = Readonly<Record<string, string>>;

/** @param files by path; the first is the one that is named */
async function lower(files: Files): Promise<LoweredDocument> {
  const [[name, text] = ["", ""]] = Object.entries(files);
  const collected = await collectFiles({ file: name, text }, name, async (path) => {
    const found = files[path];
    return found === undefined ? { problem: `there is no ${path}` } : { file: path, text: found };
  });
  return lowerFiles(collected);
}

async function problems(files: Files): Promise<string[]> {
  const { diagnostics } = await lower(files);
  return diagnostics.map(
    ({ file, line, column, code, message }) => `${file}:${line}:${column} ${code}: ${message}`,
  );
}

async function document(files: Files): Promise<Record<string, Json>> {
  const { api, diagnostics } = await lower(files);
  expect(diagnostics).toEqual([]);
  return (api?.document ?? {}) as Record<string, Json>;
}

const HEAD = 'openapi: 3.1.0\ninfo: { title: Files, version: "1" }\n';

/** A document with one list, whose items are what a reference says. */
function listing(reference: string, more = ""): string {
  return `${HEAD}paths:
  /things:
    get:
      operationId: listThings
      responses:
        "200":
          description: Things.
          content:
            application/json:
              schema: { type: array, items: { $ref: "${reference}" } }
  /things/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        "200":
          description: A thing.
          content: { application/json: { schema: { $ref: "${reference}" } } }
${more}`;
}

const THING =
  "type: object\nproperties: { id: { type: integer, readOnly: true }, name: { type: string } }\nrequired: [id, name]\n";
const THING_JSON = {
  type: "object",
  properties: { id: { type: "integer", readOnly: true }, name: { type: "string" } },
  required: ["id", "name"],
};

/** What the items of the list refer to. */
function listed(json: Record<string, Json>): unknown {
  const found = /"items":\{"\$ref":"([^"]*)"/.exec(JSON.stringify(json["paths"]));
  return found?.[1];
}

function components(json: Record<string, Json>, kind = "schemas"): unknown {
  return (json["components"] as Record<string, Json> | undefined)?.[kind];
}

describe("references into other files", () => {
  it.each<[string, string, Files]>([
    ["a whole file", "thing.yaml", { "thing.yaml": THING }],
    ["a file in a folder", "./schemas/thing.yaml", { "schemas/thing.yaml": THING }],
    ["a file above", "../shared/thing.yaml", { "../shared/thing.yaml": THING }],
    ["two spellings of a folder", "a/../schemas/./thing.yaml", { "schemas/thing.yaml": THING }],
    ["JSON from YAML", "thing.json", { "thing.json": JSON.stringify(THING_JSON) }],
    ["an encoded name", "my%20files/thing.yaml", { "my files/thing.yaml": THING }],
    ["a name in other letters", "størrelser/thing.yaml", { "størrelser/thing.yaml": THING }],
    ["a part of a file", "all.yaml#/thing", { "all.yaml": `thing: ${JSON.stringify(THING_JSON)}` }],
    [
      "a component of another document",
      "other.yaml#/components/schemas/thing",
      { "other.yaml": `${HEAD}components: { schemas: { thing: ${JSON.stringify(THING_JSON)} } }` },
    ],
    [
      "escapes in a pointer",
      "all.yaml#/a~1b%20c/thing",
      { "all.yaml": `"a/b c": { thing: ${JSON.stringify(THING_JSON)} }` },
    ],
    [
      "a chain of files",
      "thing.yaml",
      {
        "thing.yaml": "$ref: deep/b.yaml",
        "deep/b.yaml": "$ref: ../thing.json#/thing",
        "thing.json": JSON.stringify({ thing: THING_JSON }),
      },
    ],
    [
      "a part behind a reference",
      "index.yaml#/things/thing",
      {
        "index.yaml": "things: { $ref: things.yaml }",
        "things.yaml": `thing: ${JSON.stringify(THING_JSON)}`,
      },
    ],
  ])("%s", async (_, reference, files) => {
    const json = await document({ "openapi.yaml": listing(reference), ...files });
    expect(components(json)).toEqual({ thing: THING_JSON });
    expect(listed(json)).toBe("#/components/schemas/thing");
  });

  it("leave a document of one file as it is", async () => {
    const text = listing(
      "#/components/schemas/Thing",
      `components: { schemas: { Thing: ${JSON.stringify(THING_JSON)} } }`,
    );
    const json = await document({ "openapi.yaml": text });
    expect(components(json)).toEqual({ Thing: THING_JSON });
  });

  it("keep the name under which the document lists a file", async () => {
    const json = await document({
      "openapi.yaml": listing(
        "schemas/thing.yaml",
        "components: { schemas: { Thing: { $ref: schemas/thing.yaml }, Other: { $ref: './schemas/thing.yaml#' } } }",
      ),
      "schemas/thing.yaml": THING,
    });
    expect(components(json)).toEqual({
      Thing: THING_JSON,
      Other: { $ref: "#/components/schemas/Thing" },
    });
    expect(listed(json)).toBe("#/components/schemas/Thing");
  });

  it("read components, paths and parameters that are files of their own", async () => {
    const json = await document({
      "openapi.yaml": `${HEAD}paths: { $ref: paths/index.yaml }\ncomponents: { schemas: { $ref: schemas/index.yaml }, parameters: { Id: { $ref: parameters.yaml#/Id } } }\n`,
      "paths/index.yaml": '"/things/{id}": { $ref: thing.yaml }\n',
      "paths/thing.yaml":
        "parameters: [{ $ref: '../parameters.yaml#/Id' }]\nget: { responses: { '200': { $ref: '../responses.yaml#/Thing' } } }\n",
      "parameters.yaml": "Id: { name: id, in: path, required: true, schema: { type: integer } }\n",
      "responses.yaml":
        "Thing: { description: A thing., content: { application/json: { schema: { $ref: 'openapi.yaml#/components/schemas/Thing' }, examples: { one: { $ref: examples/one.json } } } } }\n",
      "schemas/index.yaml": "Thing: { $ref: ./Thing.yaml }\n",
      "schemas/Thing.yaml": `${THING}x-gen-bench: { entity: true }\n`,
      "examples/one.json": '{ "value": { "id": 1, "name": "One" } }',
    });
    expect(json["paths"]).toEqual({
      "/things/{id}": {
        parameters: [{ $ref: "#/components/parameters/Id" }],
        get: { responses: { "200": { $ref: "#/components/responses/Thing" } } },
      },
    });
    expect(json["components"]).toEqual({
      schemas: { Thing: { ...THING_JSON, "x-gen-bench": { entity: true } } },
      parameters: { Id: { name: "id", in: "path", required: true, schema: { type: "integer" } } },
      responses: {
        Thing: {
          description: "A thing.",
          content: {
            "application/json": {
              schema: { $ref: "#/components/schemas/Thing" },
              examples: { one: { value: { id: 1, name: "One" } } },
            },
          },
        },
      },
    });
  });

  it("follow files that refer to each other", async () => {
    const json = await document({
      "openapi.yaml": listing("a.yaml#/Thing"),
      "a.yaml": `Thing: { type: object, properties: { id: { type: integer, readOnly: true }, state: { $ref: b.yaml#/State } }, required: [id, state] }\nName: { type: string, maxLength: 5 }\n`,
      "b.yaml": "State: { allOf: [{ $ref: a.yaml#/Name }, { minLength: 1 }] }\n",
    });
    expect(components(json)).toEqual({
      Thing: {
        type: "object",
        properties: {
          id: { type: "integer", readOnly: true },
          state: { $ref: "#/components/schemas/State" },
        },
        required: ["id", "state"],
      },
      State: { allOf: [{ $ref: "#/components/schemas/Name" }, { minLength: 1 }] },
      Name: { type: "string", maxLength: 5 },
    });
  });

  it("never give one name to two things", async () => {
    const more = "components: { schemas: { name: { type: string, maxLength: 9 } } }\n";
    const json = await document({
      "openapi.yaml": listing("a.yaml#/Thing", more),
      "a.yaml": `Thing: { type: object, properties: { id: { type: integer, readOnly: true }, a: { $ref: "names.yaml#/name" }, b: { $ref: "name.yaml" } }, required: [id, a, b] }`,
      "names.yaml": "name: { type: string, maxLength: 5 }",
      "name.yaml": "type: string",
    });
    expect(Object.keys(components(json) as object)).toEqual([
      "name",
      "Thing",
      "names_name",
      "name_2",
    ]);
  });

  it("take a path item beside fields of its own", async () => {
    const json = await document({
      "openapi.yaml": `${HEAD}paths: { /ping: { $ref: ping.yaml, summary: Mine } }\n`,
      "ping.yaml":
        "summary: Theirs\nget: { responses: { '200': { description: ok, content: { application/json: { schema: { const: pong } } } } } }\n",
    });
    expect(json["paths"]).toMatchObject({ "/ping": { summary: "Mine", get: {} } });
  });

  it("leave examples alone that only look like references", async () => {
    const json = await document({
      "openapi.yaml": `${HEAD}paths: { /ping: { get: { responses: { '200': { description: ok, content: { application/json: { schema: { const: pong }, example: { $ref: nowhere.yaml } } } } } } } }\n`,
    });
    expect(JSON.stringify(json)).toContain('{"$ref":"nowhere.yaml"}');
  });
});

describe("references that cannot be followed", () => {
  it.each<[string, string, Files, string[]]>([
    [
      "a file that is not there",
      "nowhere.yaml#/Thing",
      {},
      [
        "openapi.yaml:12:53 unreadable-reference: nowhere.yaml#/Thing leads to a file that cannot be read: there is no nowhere.yaml",
        "openapi.yaml:19:58 unreadable-reference: nowhere.yaml#/Thing leads to a file that cannot be read: there is no nowhere.yaml",
      ],
    ],
    [
      "an empty file",
      "a.yaml",
      { "a.yaml": "# nothing\n" },
      [
        "openapi.yaml:12:53 unreadable-reference: a.yaml leads to a file that cannot be read: it is empty",
        "openapi.yaml:19:58 unreadable-reference: a.yaml leads to a file that cannot be read: it is empty",
      ],
    ],
    [
      "a part that is not there, in the second file",
      "a.yaml",
      { "a.yaml": "allOf:\n  - $ref: b.yaml#/Thing\n", "b.yaml": "Things: { type: object }" },
      ["a.yaml:2:11 dangling-reference: b.yaml#/Thing leads to nothing"],
    ],
    [
      "an address on the network",
      "https://example.com/things.yaml#/Thing",
      {},
      [
        "openapi.yaml:12:53 remote-reference: https://example.com/things.yaml#/Thing leads to another machine, and nothing is fetched from a network",
        "openapi.yaml:19:58 remote-reference: https://example.com/things.yaml#/Thing leads to another machine, and nothing is fetched from a network",
      ],
    ],
    [
      "an absolute path",
      "/etc/passwd",
      { "/etc/passwd": THING },
      [
        "openapi.yaml:12:53 absolute-reference: /etc/passwd is a path of this machine alone",
        "openapi.yaml:19:58 absolute-reference: /etc/passwd is a path of this machine alone",
      ],
    ],
    [
      "files that lead back to themselves",
      "a.yaml",
      { "a.yaml": "$ref: b.yaml\n", "b.yaml": "$ref: a.yaml\n" },
      [
        "openapi.yaml:12:53 circular-reference: a.yaml leads back to itself",
        "openapi.yaml:19:58 circular-reference: a.yaml leads back to itself",
      ],
    ],
    [
      "what is wrong in the text of another file",
      "a.yaml",
      { "a.yaml": "type: object\ntype: string\n" },
      ['a.yaml:2:1 duplicate-name: "type" stands here for the second time, first on line 1'],
    ],
    [
      "what is wrong with a schema of another file",
      "a.yaml",
      { "a.yaml": `${THING}maxLenght: 3\n` },
      ["a.yaml:4:1 unknown-keyword: `maxLenght` is no keyword of a schema and has no effect"],
    ],
    [
      "schemas that contain themselves by way of two files",
      "a.yaml",
      {
        "a.yaml":
          "type: object\nproperties:\n  id: { type: integer, readOnly: true }\n  b: { $ref: b.yaml }\n",
        "b.yaml": "type: object\nproperties:\n  a: { $ref: a.yaml }\n",
      },
      [
        "a.yaml:4:14 recursive-schema: #/components/schemas/b leads back to a schema around it, and recursion is not supported",
        "b.yaml:3:14 recursive-schema: #/components/schemas/a leads back to a schema around it, and recursion is not supported",
      ],
    ],
  ])("%s", async (_, reference, files, expected) => {
    expect(await problems({ "openapi.yaml": listing(reference), ...files })).toEqual(expected);
  });

  it("end where a list of components holds itself", async () => {
    const found = await problems({
      "openapi.yaml": listing(
        "index.yaml#/Thing",
        "components: { schemas: { $ref: index.yaml } }\n",
      ),
      "index.yaml": `Thing: { type: string }\nLoop: { $ref: index.yaml }\n`,
    });
    expect(found).toEqual([
      "index.yaml:2:15 circular-reference: #/components/schemas/Loop leads back to itself",
    ]);
  });

  it("say what was meant by a pointer that is written as if all were one file", async () => {
    const { diagnostics } = await lower({
      "openapi.yaml": listing(
        "schemas/a.yaml",
        "components: { schemas: { Name: { type: string } } }\n",
      ),
      "schemas/a.yaml":
        "type: object\nproperties:\n  name: { $ref: '#/components/schemas/Name' }\n",
    });
    expect(diagnostics.map(({ remedy }) => remedy).join()).toContain(
      "Did you mean `../openapi.yaml#/components/schemas/Name`?",
    );
  });

  it("tell operations of two files apart", async () => {
    const get =
      "get: { operationId: ping, responses: { '200': { description: ok, content: { application/json: { schema: { const: pong } } } } } }\n";
    expect(
      await problems({
        "openapi.yaml": `${HEAD}paths: { /a: { $ref: a.yaml }, /b: { $ref: b.yaml } }\n`,
        "a.yaml": `# one\n${get}`,
        "b.yaml": get,
      }),
    ).toEqual([
      'b.yaml:1:21 duplicate-operation-id: the operationId "ping" is used twice, first at a.yaml:2',
    ]);
  });
});
