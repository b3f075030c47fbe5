import { pbkdf2Sync } from "node:crypto";
import type { Client } from "pg";
import { beforeAll, expect, test } from "vitest";
import type { Rule, Schema } from "../../../src/model/index.js";
import {
  resetDatabase,
  runScript,
  seedDatabase,
  withConnection,
} from "../../../src/database/index.js";
import { seedSql, testAccounts } from "../../../src/sql/index.js";
import { keepsRules, stepsOf } from "../../../src/sql/seed/limits.js";
import { sample } from "../../../src/sql/seed/sample.js";
import { numberedTexts } from "../../../src/sql/seed/texts.js";
import { liveServer } from "../database/live.js";
import {
  api,
  arrayOf,
  clubApi,
  entity,
  field,
  integer,
  member,
  operation,
  number,
  scheme,
  shown,
  text,
  withDefault,
} from "./fixtures.js";

const live = liveServer();
let url = "";
let client: Client;
beforeAll(async () => {
  url = await live.database("seed");
  client = await live.connect(url);
});

async function values(query: string): Promise<unknown> {
  return Object.values((await client.query<Record<string, unknown>>(query)).rows[0] ?? {});
}

test("the same text on every run", () => {
  expect(seedSql(clubApi, { rows: 9 })).toBe(seedSql(clubApi, { rows: 9 }));
});

test("the three accounts: every role, none, not let in; the passwords are their names and 123", async () => {
  await resetDatabase(url, clubApi);
  await seedDatabase(url, clubApi, { iterations: 7 });
  const { rows } = await client.query<Record<string, unknown>>(
    `select id, username, is_staff, is_superuser, is_active, role, password from club_member order by id`,
  );
  expect(rows.map((row) => Object.values(row).slice(0, 6))).toEqual([
    ["1", "admin", true, true, true, "GOLD"],
    ["2", "user", false, false, true, "BRONZE"],
    ["3", "inactive", false, false, false, "BRONZE"],
  ]);
  for (const [place, { identifier, password }] of testAccounts(clubApi).entries()) {
    const [algorithm, iterations, salt, hash] = String(rows[place]?.["password"]).split("$");
    expect([rows[place]?.["username"], algorithm, iterations]).toEqual([
      identifier,
      "pbkdf2_sha256",
      "7",
    ]);
    expect(pbkdf2Sync(password, salt ?? "", 7, 32, "sha256").toString("base64")).toBe(hash);
  }
  await client.query(
    `insert into club_member (password, is_superuser, username, first_name, email, is_staff, is_active, date_joined)
     values ('', false, 'next', '', '', false, true, now())`,
  );
  const next = await client.query("select id from club_member where username = 'next'");
  expect(next.rows).toEqual([{ id: "4" }]);
});

test("rows on request: spread over all owners, none with a role, all values of an enum", async () => {
  await resetDatabase(url, clubApi);
  await seedDatabase(url, clubApi, { rows: { Member: 97, Note: 250, Thing: 50 } });
  expect(
    await values(
      "select count(*), count(distinct username) as names, count(distinct role) as roles from club_member",
    ),
  ).toEqual(["100", "100", "3"]);
  expect(await values("select count(*) from club_member where is_staff or is_superuser")).toEqual([
    "1",
  ]);
  expect(await values("select count(*) from club_member where role is null")).toEqual(["13"]);
  expect(
    await values(
      "select min(n), max(n) from (select count(*) as n from notes group by author_id) as counts",
    ),
  ).toEqual(["2", "3"]);
  expect(await values('select count(*), count(distinct kind) as kinds from "Order"')).toEqual([
    "50",
    "3",
  ]);
});

test("rows of somebody else are never mixed with test data", async () => {
  await resetDatabase(url, clubApi);
  await seedDatabase(url, clubApi);
  await expect(seedDatabase(url, clubApi)).rejects.toMatchObject({
    name: "EnvironmentError",
    message: expect.stringContaining("holds rows already"),
  });
});

test("tables are made where there are none, and half of them is an error", async () => {
  const other = await live.database("seed_other");
  await seedDatabase(other, clubApi, { rows: 1 });
  await runScript(other, "drop table notes");
  await expect(seedDatabase(other, clubApi)).rejects.toMatchObject({ name: "EnvironmentError" });
});

test("accounts of another shape: a short e-mail address as identifier, no active field", async () => {
  const shape = api({
    entities: [
      entity("Person", "people", [
        field("id", text({ format: "uuid" }), { fill: "uuid" }),
        field("mail", text({ format: "email", maxLength: 24 }), {
          unique: true,
          role: { kind: "identifier" },
        }),
        field("hash", text(), { role: { kind: "password" } }),
        field("age", integer("int32", { minimum: 18, maximum: 20 })),
      ]),
    ],
    schemes: [{ ...scheme, account: "Person", active: null, roles: [], claims: [] }],
  });
  expect(testAccounts(shape).map(({ identifier }) => identifier)).toEqual([
    "admin@example.com",
    "user@example.com",
  ]);
  const other = await live.database("seed_people");
  await seedDatabase(other, shape, { rows: 500 });
});

const rule = (...rules: Rule[]): Schema => ({ ...text(), rules });
const limit = (code: "minLength" | "maxLength", value: number): Rule => ({
  code,
  limit: value,
  message: "",
});
const pattern = (value: string): Rule => ({ code: "pattern", pattern: value, message: "" });

test.each<[string, Schema, number]>([
  ["no rules", rule(), 1000],
  ["a maximum", rule(limit("maxLength", 5)), 1000],
  ["just enough room", rule(limit("maxLength", 4)), 1000],
  ["a minimum", rule(limit("minLength", 30)), 1000],
  ["one length", rule(limit("minLength", 6), limit("maxLength", 6)), 1000],
  ["a name pattern", rule(pattern("^[\\p{L}\\p{N}_.@+-]+$"), limit("maxLength", 150)), 1000],
  ["lower case", rule(pattern("^[a-z0-9-]+$")), 1000],
  ["upper case", rule(pattern("^[A-Z0-9]+$")), 1000],
  ["digits", rule(pattern("^[0-9]{4}$"), limit("maxLength", 4)), 1000],
  ["digits by pattern only", rule(pattern("^[0-9]{8}$"), limit("minLength", 8)), 1000],
])("texts with %s keep the rules and differ", async (_, schema, rows) => {
  if (schema.type !== "string") throw new Error("not a string");
  const texts = numberedTexts(schema, "Title", " ", rows);
  expect(texts.capacity).toBeGreaterThanOrEqual(rows);
  const made = await client.query<{ value: string }>(
    `select ${texts.sql("n")} as value from generate_series(1, ${rows}::int8) as n`,
  );
  expect(made.rows.filter((row) => !keepsRules(schema, row.value))).toEqual([]);
  expect(new Set(made.rows.map((row) => row.value)).size).toBe(rows);
});

test.each<[string, Schema]>([
  ["a phone number", rule(pattern("^\\+[1-9]\\d{1,14}$"))],
  ["a colour", rule(pattern("^#[0-9a-f]{6}$"))],
  ["a currency", rule(pattern("^[A-Z]{3}$"))],
  ["one letter", rule(limit("maxLength", 1), pattern("^[a-z]$"))],
])("a text like %s is found", (_, schema) => {
  expect(keepsRules(schema, String(sample(schema, "code")))).toBe(true);
});

const limits = (schema: Schema, rules: Partial<Record<string, number>>): Schema =>
  ({
    ...schema,
    rules: Object.entries(rules).map(([code, value]) => ({ code, limit: value, message: "" })),
  }) as Schema;

test.each<[Schema, ReturnType<typeof stepsOf>]>([
  [integer(), { first: 1, step: 1, count: 1_000_000_001 }],
  [limits(integer(), { minimum: 1, maximum: 9999 }), { first: 1, step: 1, count: 9999 }],
  [
    limits(integer(), { exclusiveMinimum: 0, exclusiveMaximum: 3 }),
    { first: 1, step: 1, count: 2 },
  ],
  [
    limits(integer(), { minimum: 5, multipleOf: 10, maximum: 30 }),
    { first: 10, step: 10, count: 3 },
  ],
  [limits(integer(), { maximum: -5 }), { first: -1_000_000_005, step: 1, count: 1_000_000_001 }],
  [limits(integer(), { minimum: 7, maximum: 7 }), { first: 7, step: 1, count: 1 }],
  [limits(number, { minimum: 0, maximum: 1 }), { first: 0, step: 0.01, count: 101 }],
  [limits(number, { minimum: 0.5, maximum: 0.5 }), { first: 0.5, step: 0, count: 1 }],
  [
    limits(number, { minimum: 0, exclusiveMaximum: 0.001 }),
    { first: 0, step: 1e-7, count: 10_000 },
  ],
])("numbers keep their limits", (schema, expected) => {
  if (schema.type !== "integer" && schema.type !== "number") throw new Error("not a number");
  expect(stepsOf(schema)).toEqual(expected);
});

test("a unique field with few values holds fewer rows", async () => {
  const few = api({
    entities: [
      entity("Few", "few", [
        field("id", integer(), { fill: "identity" }),
        field("code", text({ enum: ["a", "b", "c"] }), { unique: true }),
        field("rank", integer("int32", { minimum: 1, maximum: 2 }), { unique: true }),
        field("tags", arrayOf(text({ enum: ["x"] }))),
      ]),
    ],
  });
  const other = await live.database("seed_few");
  await seedDatabase(other, few, { rows: 100 });
});

test("rows without a column that anybody fills in", async () => {
  const lone = api({
    entities: [entity("Lone", "lone", [field("id", integer(), { fill: "identity" })])],
  });
  const other = await live.database("seed_lone");
  await seedDatabase(other, lone, { rows: 3 });
  const ids = await withConnection(other, (one) => one.query("select id from lone order by id"));
  expect(ids.rows.map(({ id }: { id: unknown }) => Number(id))).toEqual([1, 2, 3]);
});

test("values are valid in every representation, also one that narrows the field", async () => {
  const code = text({ enum: ["A", "B", "C"] });
  const properties = [
    {
      name: "state",
      schema: text({ enum: ["B", "C", "D"] }),
      required: true,
      readOnly: false,
      writeOnly: false,
    },
    {
      name: "mail",
      schema: text({ format: "email" }),
      required: true,
      readOnly: false,
      writeOnly: false,
    },
  ];
  const read = operation("get", "get", "/a/{id}", {
    kind: "retrieve",
    status: 200,
    entity: "A",
    label: "A",
    shown: shown("state", "mail"),
    owned: false,
    parameter: "id",
  });
  const narrowed = api({
    entities: [
      entity("A", "narrowed", [
        field("id", integer(), { fill: "identity" }),
        field("state", code, { nullable: true, nullAs: "C" }),
        field("mail", text({ maxLength: 30 })),
      ]),
    ],
    operations: [
      {
        ...read,
        responses: [
          {
            status: 200,
            description: "",
            schema: {
              type: "object",
              nullable: false,
              typeMessage: "",
              rules: [],
              properties,
              additionalProperties: "ignore",
            },
          },
        ],
      },
    ],
  });
  const other = await live.database("seed_narrowed");
  await seedDatabase(other, narrowed, { rows: 20 });
  const otherClient = await live.connect(other);
  const made = await otherClient.query(
    "select array_agg(distinct state order by state) as states, bool_and(mail like '%@example.com') as mails from narrowed",
  );
  expect(made.rows).toEqual([{ states: ["B", "C", null], mails: true }]);
});

test.each([
  [integer(), 100],
  [text({ maxLength: 2 }), 99],
  [text({ enum: ["a", "b"] }), 2],
  [text({ format: "date" }), 100],
])("a key that clients choose is never taken twice", async (schema, rows) => {
  const keyed = api({
    entities: [
      entity(
        "Keyed",
        "keyed",
        [field("code", schema), field("fixed", withDefault(integer(), 5), { fill: "default" })],
        {
          key: "code",
        },
      ),
    ],
  });
  const other = await live.database("seed_keyed");
  await resetDatabase(other, keyed);
  await seedDatabase(other, keyed, { rows: 100 });
  const keyedClient = await live.connect(other);
  const made = await keyedClient.query(
    "select count(*)::int4 as rows, min(fixed) as least, max(fixed) as most from keyed",
  );
  expect(made.rows).toEqual([{ rows, least: "5", most: "5" }]);
});

test("ten thousand rows take seconds", async () => {
  await resetDatabase(url, clubApi);
  const start = performance.now();
  await seedDatabase(url, clubApi, { rows: { Member: 10_000, Note: 10_000 } });
  expect(performance.now() - start).toBeLessThan(5000);
  expect(member.name).toBe("Member");
});
