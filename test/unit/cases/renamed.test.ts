/** The renamed case: every name of our document is another one there, and nothing but names has changed. */
import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { renameDocument, renameScenarios, renameText } from "../../cases/renamed/rename.js";

const text = readFileSync("spec/openapi.yaml", "utf8");
const ours: unknown = parse(text);
const renamed: unknown = parse(renameDocument(text));
const features = readdirSync("spec/contract").filter((file) => file.endsWith(".yaml"));

/** Names that the wire contract gives, not the document; and values that are no names. */
const wire = [
  "detail errors in field code message count next previous page sub token_type database echo",
  "WWW-Authenticate Retry-After Upgrade websocket query header cookie body ok error bearer",
].flatMap((names) => names.split(" "));

/** Words of ours that are no words of OpenAPI, of JSON Schema or of the vocabulary either. */
const words = [
  "users?",
  "usernames?",
  "movies?",
  "genres?",
  "creator",
  "shopkeeper",
  "administrator",
  "superuser",
];
const word = new RegExp(`(?<![A-Za-z])(${words.join("|")})(?![a-z])`, "gi");

describe("the renamed document", () => {
  it("has none of our names", () => {
    const left = [...namesOf(renamed)].filter(
      (name) => namesOf(ours).has(name) && !wire.includes(name),
    );
    expect(left).toEqual([]);
  });

  it("says none of our words, but for the seeded account", () => {
    const left = stringsOf(renamed).filter((string) => string.match(word) !== null);
    expect(new Set(left)).toEqual(new Set(["user", "user123"]));
  });

  it("differs in nothing else", () => {
    expect(shapeOf(renamed)).toEqual(shapeOf(ours));
    expect(keywordsOf(renamed)).toEqual(keywordsOf(ours));
  });

  it("refers only to what is there", () => {
    const references = referencesOf(renamed);
    expect(references.length).toBe(referencesOf(ours).length);
    expect(references.filter((reference) => at(renamed, reference) === undefined)).toEqual([]);
  });

  it("is the same every time", () => {
    expect(renameDocument(text)).toBe(renameDocument(text));
  });
});

describe("renamed texts", () => {
  it.each([
    ["User not found", "Member not found"],
    ["Username already exists", "Call sign already exists"],
    ["must be one of ADMIN, SHOPKEEPER, CUSTOMER", "must be one of CAPTAIN, STEWARD, PASSENGER"],
    ["GET /users?search=a&page=2&page_size=5", "GET /members?find=a&page=2&per_page=5"],
    ["/api/v1/movies/${id}/", "/v2/films/${serial}/"],
    ["/first_name", "/given"],
    [
      "select creator_id from movies where title = $1",
      "select author_id from films where heading = $1",
    ],
    ['{"username":"user","year":1}', '{"call_sign":"user","season":1}'],
    ["${admin.username}", "${admin.call_sign}"],
    ["user", "user"],
    ["is_superuser", "is_overseer"],
    ["Authorization: Bearer", "Authorization: Bearer"],
    ["Invalid credentials", "Invalid credentials"],
    ["namespace, subtitle, ids", "namespace, subtitle, ids"],
  ])("%s → %s", (from, to) => {
    expect(renameText(from)).toBe(to);
  });
});

describe("renamed scenarios", () => {
  it("keep the keywords of the format and rename the data", () => {
    const feature = `
title: Movies
scenarios:
  - title: A movie by title
    as: user
    request: POST /api/v1/movies/
    token: { claims: { user_id: 1, token_type: access }, without: [token_type, role] }
    headers: { X-Server-Time: { $is: dateTime } }
    json: { title: x, name: y }
    expect:
      status: 400
      json: { detail: Title is odd, errors: [{ in: body, field: /title, code: required, message: is required }] }
    save: { id: /id }
`;
    expect(parse(renameScenarios(feature))).toEqual({
      title: "Films",
      scenarios: [
        {
          title: "A film by heading",
          as: "user",
          request: "POST /v2/films/",
          token: {
            claims: { member_serial: 1, token_type: "access" },
            without: ["token_type", "position"],
          },
          headers: { "X-Clock": { $is: "dateTime" } },
          json: { heading: "x", label: "y" },
          expect: {
            status: 400,
            json: {
              detail: "Heading is odd",
              errors: [{ in: "body", field: "/heading", code: "required", message: "is required" }],
            },
          },
          save: { serial: "/serial" },
        },
      ],
    });
  });

  it("keeps variables and their uses together", () => {
    const feature = `
title: x
scenarios:
  - title: x
    each: [{ title: "", field: /title, code: minLength }]
    request: GET /users
    expect: { at: { /errors/0/code: "\${code}" }, json: { errors: [{ field: "\${field}", code: "\${code}" }] } }
`;
    expect(parse(renameScenarios(feature)).scenarios[0]).toMatchObject({
      each: [{ heading: "", field: "/heading", badge: "minLength" }],
      expect: {
        at: { "/errors/0/code": "${badge}" },
        json: { errors: [{ field: "${field}", code: "${badge}" }] },
      },
    });
  });

  it.each(features)("%s differs in names only", (file) => {
    const feature = readFileSync(`spec/contract/${file}`, "utf8");
    expect(shapeOf(parse(renameScenarios(feature)))).toEqual(shapeOf(parse(feature)));
  });
});

/** Names that a document gives: paths, parameters, properties, components, operations, tags, values of enums. */
function namesOf(value: unknown, holder = "", names = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(value))
    for (const item of value) namesOf(item, holder === "parameters" ? "" : holder, names);
  else if (isObject(value)) {
    const given =
      /^(paths|properties|schemas|parameters|requestBodies|headers|securitySchemes|claims|roles)$/;
    for (const [key, item] of Object.entries(value)) {
      if (holder === "paths")
        for (const part of key.split(/[/{}]+/)) if (part !== "") names.add(part);
      if (given.test(holder) || (holder === "responses" && /^[A-Z]/.test(key))) names.add(key);
      if (/^(operationId|table|of|account|choices|const)$/.test(key) && typeof item === "string")
        names.add(item);
      if (key === "name" && "in" in value && typeof item === "string") names.add(item);
      if (key === "required" && Array.isArray(item))
        for (const name of item) names.add(String(name));
      namesOf(item, given.test(holder) ? "" : key, names);
    }
  }
  return names;
}

/** Everything but the names: kinds of values, how many of each, numbers and booleans. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (isObject(value)) return Object.values(value).map(shapeOf);
  return typeof value === "string" ? "text" : value;
}

/** Words of `x-gen-bench` and the keywords that decide what is served, in order. */
function keywordsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(keywordsOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const kept =
      typeof item === "string" &&
      /^(type|format|in|pattern|token|set|match|action|managedBy)$/.test(key);
    const extension = key === "x-gen-bench" && isObject(item) ? Object.keys(item) : [];
    return [...extension, ...(kept ? [`${key}: ${item}`] : []), ...keywordsOf(item)];
  });
}

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(stringsOf);
  return isObject(value)
    ? Object.entries(value).flatMap(([key, item]) => [key, ...stringsOf(item)])
    : [];
}

function referencesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === "$ref" && typeof item === "string" ? [item] : referencesOf(item),
  );
}

function at(document: unknown, reference: string): unknown {
  return reference
    .split("/")
    .slice(1)
    .reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), document);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
