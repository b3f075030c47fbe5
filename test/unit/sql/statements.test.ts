/** Every statement against a real PostgreSQL: what comes back is what a client would read. */
import { type Client, DatabaseError } from "pg";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { KEYWORDS } from "../../../src/sql/keywords.js";
import { lowerSql } from "../../../src/sql/index.js";
import { objectName } from "../../../src/sql/names.js";
import { resetDatabase } from "../../../src/database/index.js";
import { liveServer } from "../database/live.js";
import { clubApi, integer } from "./fixtures.js";
import { list, runList, runSingle, single } from "./run.js";

const live = liveServer();
const sql = lowerSql(clubApi);
const MAX = Number.MAX_SAFE_INTEGER;
let url = "";
let client: Client;

beforeAll(async () => {
  url = await live.database("statements");
  await resetDatabase(url, clubApi);
  client = await live.connect(url);
});
beforeEach(async () => {
  await client.query('truncate club_member, notes, "Order" restart identity');
});

async function createMember(login: string, level?: string): Promise<string> {
  const body = { login, pass: "x", ...(level === undefined ? {} : { level }) };
  const { rows } = await runSingle(client, single(sql, "createMember"), { body });
  return String(rows[0]?.["id"]);
}

async function createNote(caller: string, title: string): Promise<unknown> {
  const { rows } = await runSingle(client, single(sql, "createNote"), {
    body: { title, year: 1999 },
    caller,
  });
  return rows[0];
}

async function searched(search: string): Promise<unknown[]> {
  const { rows } = await runList(client, list(sql, "listMembers"), { filters: { search } });
  return rows.map((row) => row["login"]);
}

async function failed(work: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof DatabaseError ? error.constraint : undefined;
}

test("the key words are those of the server", async () => {
  const { rows } = await client.query<{ word: string }>(
    "select word from pg_get_keywords() where catcode <> 'U'",
  );
  expect(new Set(rows.map((row) => row.word))).toEqual(KEYWORDS);
});

test("names of constraints are those that PostgreSQL would choose", async () => {
  for (const [table, column] of [
    ["t".repeat(50), "c".repeat(50)],
    ["t".repeat(10), "c".repeat(63)],
    ["é".repeat(30), "c".repeat(20)],
  ] as const) {
    await client.query(`create temporary table "${table}" ("${column}" int unique)`);
    const { rows } = await client.query<{ conname: string }>(
      "select conname from pg_constraint where conrelid = $1::regclass",
      [`pg_temp."${table}"`],
    );
    expect(rows[0]?.conname).toBe(objectName(table, column, "key", new Set()));
  }
});

test("every statement is prepared with the types that it declares", async () => {
  const oids: Record<string, number> = {
    text: 25,
    int8: 20,
    int4: 23,
    float8: 701,
    bool: 16,
    json: 114,
    "text[]": 1009,
    "int8[]": 1016,
    "float8[]": 1022,
    "bool[]": 1000,
  };
  const accounts = [...sql.accounts.values()].flatMap((one) => [one.byIdentifier, one.byKey]);
  const singles = [...sql.operations.values()].flatMap((one) =>
    one.kind === "single" ? [one.statement] : [],
  );
  for (const statement of [...singles, ...accounts]) {
    await client.query(`prepare "p_${statement.name}" as ${statement.text}`);
    const { rows } = await client.query<{ parameters: number[]; results: number[] | null }>(
      `select parameter_types::oid[]::int8[]::float8[] as parameters, result_types::oid[]::int8[]::float8[] as results
       from pg_prepared_statements where name = $1`,
      [`p_${statement.name}`],
    );
    expect(rows[0]?.parameters, statement.text).toEqual(
      statement.parameters.map((source) => oids[source.type]),
    );
    const results = statement.columns.map((column) => oids[column.type]);
    // varchar goes over the wire as text does.
    expect((rows[0]?.results ?? []).map((oid) => (oid === 1043 ? 25 : oid))).toEqual(results);
  }
});

test("a property that the body must hold needs no default", () => {
  const create = clubApi.operations.find(({ id }) => id === "createThing");
  if (create === undefined) throw new Error("no fixture");
  const text = (required: boolean): string => {
    const small = { name: "small", schema: integer(), required, readOnly: false, writeOnly: false };
    const schema = {
      type: "object",
      nullable: false,
      typeMessage: "",
      rules: [],
      properties: [small],
      additionalProperties: "ignore",
    } as const;
    const body = { required: true, mediaType: "application/json", schema };
    const changed = lowerSql({ ...clubApi, operations: [{ ...create, body }] });
    return single(changed, "createThing").text;
  };
  expect(text(false)).toContain("coalesce($4::int8, 7)");
  expect(text(true)).not.toContain("coalesce($4::int8, 7)");
  expect(text(true)).toContain("$4::int8");
});

test("a list answers with total and page, also beyond the end and with absurd numbers", async () => {
  for (let n = 1; n <= 25; n++) await createMember(`m${n}`);
  const members = list(sql, "listMembers");
  const second = await runList(client, members, { page: 2, size: 10 });
  expect(second.total).toBe(25);
  expect(second.rows.map((row) => row["login"])).toEqual(
    Array.from({ length: 10 }, (_, n) => `m${n + 11}`),
  );
  for (const [page, size, rows] of [
    [3, 10, 5],
    [4, 10, 0],
    [MAX, MAX, 0],
    [1, MAX, 25],
    [MAX, 1, 0],
  ] as const) {
    const answer = await runList(client, members, { page, size });
    expect([answer.total, answer.rows.length]).toEqual([25, rows]);
  }
  const none = await runList(client, members, { filters: { search: "zzz" } });
  expect(none).toEqual({ total: 0, rows: [] });
});

test("contains is literal, in any case, beyond ASCII", async () => {
  for (const login of ["École", "a%b", "a_b", "a\\b", "ab", "ÆØÅ"]) await createMember(login);
  expect(await searched("éc")).toEqual(["École"]);
  expect(await searched("%")).toEqual(["a%b"]);
  expect(await searched("_")).toEqual(["a_b"]);
  expect(await searched("\\")).toEqual(["a\\b"]);
  expect(await searched("A")).toEqual(["a%b", "a_b", "a\\b", "ab"]);
  expect(await searched("øå")).toEqual(["ÆØÅ"]);
  expect(await searched("")).toHaveLength(6);
});

test("a stored null reads and filters as the document says, and new rows hold that value", async () => {
  await createMember("gold", "GOLD");
  await createMember("absent");
  await client.query(
    `insert into club_member (password, is_superuser, username, first_name, email, is_staff, is_active, date_joined)
     values ('', false, 'null', '', '', false, true, now())`,
  );
  const { rows } = await runList(client, list(sql, "listMembers"), {
    filters: { level: "BRONZE" },
  });
  expect(rows.map((row) => [row["login"], row["level"]])).toEqual([
    ["absent", "BRONZE"],
    ["null", "BRONZE"],
  ]);
  const stored = await client.query<{ role: string; password: string }>(
    "select role, password from club_member where username = 'absent'",
  );
  expect(stored.rows[0]).toEqual({ role: "BRONZE", password: "hash of x" });
});

test("an owner sees and changes the own rows only", async () => {
  const [ann, bob] = [await createMember("ann"), await createMember("bob")];
  expect(await createNote(ann, "one")).toEqual({
    id: "1",
    title: "one",
    year: 1999,
    author: "ann",
  });
  await createNote(bob, "two");
  const notes = await runList(client, list(sql, "listNotes"), { caller: ann });
  expect(notes).toEqual({ total: 1, rows: [{ id: "1", title: "one", year: 1999, author: "ann" }] });
  const path = { id: 1 };
  for (const id of ["getNote", "replaceNote", "updateNote", "deleteNote"]) {
    const answer = await runSingle(client, single(sql, id), { path, body: {}, caller: bob });
    expect([id, answer.affected]).toEqual([id, 0]);
  }
  const { rows } = await runSingle(client, single(sql, "replaceNote"), {
    path,
    body: { title: "new", year: 2000 },
    caller: ann,
  });
  expect(rows).toEqual([{ id: "1", title: "new", year: 2000, author: "ann" }]);
  const updated = await runSingle(client, single(sql, "updateNote"), {
    path,
    body: { year: 2001 },
    caller: ann,
  });
  expect(updated.rows).toEqual([{ id: "1", title: "new", year: 2001, author: "ann" }]);
  const deleted = await runSingle(client, single(sql, "deleteNote"), { path, caller: ann });
  expect(deleted.affected).toBe(1);
});

test("a filter by owner compares what the property shows, and by title in any case", async () => {
  const ann = await createMember("ann");
  await createNote(ann, "Straße É");
  const count = async (filters: Record<string, unknown>): Promise<number | null> =>
    (await runList(client, list(sql, "listNotes"), { caller: ann, filters })).total;
  expect(await count({ by: "ann" })).toBe(1);
  expect(await count({ by: "bob" })).toBe(0);
  expect(await count({ title: "sTRAßE é", by: "ann" })).toBe(1);
  expect(await count({ title: "Stra" })).toBe(0);
});

test("taken values and gone owners fail on the constraints that were named", async () => {
  await createMember("ann");
  expect(await failed(createMember("ann"))).toBe(sql.unique[0]?.constraint);
  expect(await failed(createNote("999", "lost"))).toBe(sql.owners[0]?.constraint);
  const { rows } = await client.query("select from notes");
  expect(rows).toHaveLength(0);
});

test("the current user must be active", async () => {
  const ann = await createMember("ann");
  const me = single(sql, "me");
  expect((await runSingle(client, me, { caller: ann })).rows).toEqual([
    { id: ann, login: "ann", level: "BRONZE" },
  ]);
  await client.query("update club_member set is_active = false");
  expect((await runSingle(client, me, { caller: ann })).rows).toEqual([]);
  const account = sql.accounts.get("bearerAuth");
  const byKey = await client.query(account?.byKey.text ?? "", [ann]);
  const byName = await client.query(account?.byIdentifier.text ?? "", ["ann"]);
  expect(byKey.rows).toEqual(byName.rows);
  expect(byKey.rows).toEqual([
    {
      secret: "hash of x",
      is_active: false,
      id: ann,
      login: "ann",
      level: "BRONZE",
      is_staff: false,
      is_superuser: false,
    },
  ]);
});

const THING = {
  select: "s",
  price: 1.5,
  at: "2026-02-03T04:05:06.789Z",
  tags: ["a", "b,c", 'd"'],
  times: ["2026-01-01T01:00:00+01:00"],
  counts: [MAX, 2],
};

test("values come back as they were sent, in the form of the wire", async () => {
  const sent = {
    ...THING,
    'size"; drop table x; --': "é",
    day: "2024-02-29",
    ref: "6F9619FF-8B86-D011-B42D-00CF4FC964FF",
    extra: { b: 1, a: [null, "x"] },
  };
  const { rows } = await runSingle(client, single(sql, "createThing"), { body: sent });
  expect(rows[0]).toEqual({
    ...sent,
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    small: 7,
    open: true,
    made: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    changed: rows[0]?.["made"],
    ref: "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
    kind: "a'b",
    times: ["2026-01-01T00:00:00.000Z"],
    counts: [String(MAX), "2"],
  });
  for (const id of ["getThing", "getThingByText"]) {
    const found = await runSingle(client, single(sql, id), { path: { id: rows[0]?.["id"] } });
    expect(found.rows).toEqual(rows);
  }
  const odd = await runSingle(client, single(sql, "getThingByText"), { path: { id: "no uuid" } });
  expect(odd.rows).toEqual([]);
});

test.each([
  ["2026-01-31T09:30:00Z", "2026-01-31T09:30:00.000Z"],
  ["2026-01-31t09:30:00.1z", "2026-01-31T09:30:00.100Z"],
  ["2026-01-31T09:30:00.9999999999Z", "2026-01-31T09:30:00.999Z"],
  ["2026-01-31T09:30:00.1239-05:30", "2026-01-31T15:00:00.123Z"],
  ["2026-01-31T00:30:00+23:59", "2026-01-30T00:31:00.000Z"],
  ["2026-01-31T00:30:00-00:00", "2026-01-31T00:30:00.000Z"],
  ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
  ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
  ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
  ["2024-02-29T12:00:00+00:00", "2024-02-29T12:00:00.000Z"],
])("the date-time %s is kept as %s, whatever the session's zone", async (given, expected) => {
  await client.query("set time zone 'Asia/Kathmandu'");
  try {
    const body = { ...THING, at: given, times: [given] };
    const { rows } = await runSingle(client, single(sql, "createThing"), { body });
    expect(rows[0]?.["at"]).toBe(expected);
    expect(rows[0]?.["times"]).toEqual([expected]);
    const found = await runList(client, list(sql, "listThings"), { filters: { at: given } });
    expect(found.total).toBe(1);
  } finally {
    await client.query("reset time zone");
  }
});

test("a change writes what the body holds and moves the time of the change", async () => {
  const created = await runSingle(client, single(sql, "createThing"), { body: THING });
  const row = created.rows[0] ?? {};
  await client.query("select pg_sleep(0.005)");
  const path = { id: row["id"] };
  const body = { at: null, small: 9, tags: [] };
  const { rows } = await runSingle(client, single(sql, "updateThing"), { path, body });
  expect(rows[0]).toEqual({ ...row, ...body, changed: rows[0]?.["changed"] });
  expect(String(rows[0]?.["changed"]) > String(row["changed"])).toBe(true);
  const replaced = await runSingle(client, single(sql, "replaceThing"), { path, body: THING });
  expect(replaced).toMatchObject({ rows: [], affected: 1 });
  const again = await runSingle(client, single(sql, "getThing"), { path });
  expect(again.rows[0]).toMatchObject({
    ...THING,
    small: 7,
    counts: expect.anything(),
    times: expect.anything(),
  });
  const gone = { id: "00000000-0000-4000-8000-000000000000" };
  const none = await runSingle(client, single(sql, "replaceThing"), { path: gone, body: THING });
  expect(none.affected).toBe(0);
});

test("filters of every type, alone and together, page by limit and offset", async () => {
  for (const small of [1, 2, 3]) {
    const body = { ...THING, small, day: `2026-01-0${small}`, select: `s${small}` };
    await runSingle(client, single(sql, "createThing"), { body });
  }
  const things = list(sql, "listThings");
  const total = async (filters: Record<string, unknown>): Promise<number | null> =>
    (await runList(client, things, { filters, size: 20 })).total;
  expect(await total({ small: 2 })).toBe(1);
  expect(await total({ small: MAX })).toBe(0);
  expect(await total({ day: "2026-01-03" })).toBe(1);
  expect(await total({ day: "no day" })).toBe(0);
  expect(await total({ tag: "b,c" })).toBe(3);
  expect(await total({ tag: "b" })).toBe(0);
  expect(await total({ price: "1.5" })).toBe(3);
  expect(await total({ kind: "a'b", select: "s1", small: 1 })).toBe(1);
  const page = await runList(client, things, { offset: 2, size: 20 });
  expect([page.total, page.rows.length]).toEqual([3, 1]);
  expect(Object.keys(page.rows[0] ?? {})).toEqual(["select", "small"]);
  expect(await runList(client, things, { offset: MAX, size: MAX })).toEqual({ total: 3, rows: [] });
  const all = await runList(client, list(sql, "allThings"), {});
  expect(all.rows).toHaveLength(3);
});
