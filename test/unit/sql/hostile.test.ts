/** Text of a document in every place where SQL is written: nothing breaks out, and everything still works. */
import type { Client } from "pg";
import { beforeAll, expect, test } from "vitest";
import type { Api } from "../../../src/model/index.js";
import { databaseFiles, lowerSql, seedSql } from "../../../src/sql/index.js";
import { resetDatabase, runScript } from "../../../src/database/index.js";
import { liveServer } from "../database/live.js";
import {
  api,
  entity,
  field,
  integer,
  operation,
  parameter,
  scheme,
  shown,
  stored,
  text,
  withDefault,
} from "./fixtures.js";
import { list, runList, runSingle, single } from "./run.js";

const NAMES = [
  "__proto__",
  "constructor",
  "select",
  "$1",
  "$#",
  "",
  " ",
  'a"b',
  "a'b",
  "a\\",
  "--",
  "/* x",
  "*/",
  "a;drop table canary",
  "line\nbreak",
  "\u2028",
  "${x}",
  "{{x}}",
  "é".repeat(60),
  "é".repeat(61),
  "count",
  "row_key",
  "page",
  "owner",
  "x\0y",
];
const VALUES = ["'; drop table canary; --", "\\", "$1", "a\nb", "\u2028", "$$", "x\0"];

const account = entity("A\n", "page", [
  field("id", integer(), { fill: "identity" }),
  field("owner", text(), { unique: true, role: { kind: "identifier" } }),
  field("pass", text(), { role: { kind: "password" } }),
]);
const thing = entity(
  'T"',
  'total"; drop table canary; --',
  [
    field("key", integer(), { fill: "identity" }),
    field("created", text(), {
      role: { kind: "owner", account: "A\n", shows: "owner" },
    }),
    ...NAMES.map((name) =>
      field(name, withDefault(text({ enum: VALUES }), VALUES[0] ?? ""), { filtered: true }),
    ),
  ],
  { key: "key" },
);
const on = { entity: 'T"', label: "T", shown: shown("created", ...NAMES), owned: true };

const hostile: Api = api({
  title: "x\r\ndrop table canary;\u0085\\! touch /tmp/never",
  schemes: [{ ...scheme, account: "A\n", active: null, claims: [], roles: [] }],
  entities: [account, thing],
  operations: [
    operation(
      "'; drop",
      "get",
      "/",
      {
        kind: "list",
        status: 200,
        ...on,
        filters: NAMES.map((name) => ({
          parameter: name,
          in: "query",
          field: name,
          match: "equal",
        })),
        paging: { style: "page", page: "page", size: null, defaultSize: 9 },
        envelope: {
          items: "i",
          count: "count",
          next: null,
          previous: null,
          order: ["items", "count"],
        },
      },
      NAMES.map((name) => parameter(name, "query", text())),
    ),
    operation("\n", "post", "/", { kind: "create", status: 201, ...on, stored: stored(...NAMES) }),
    operation("'; drop!", "delete", "/{id}", {
      kind: "delete",
      entity: 'T"',
      label: "T",
      owned: true,
      status: 204,
      parameter: "id",
    }),
  ],
});

const live = liveServer();
let client: Client;
let url = "";
beforeAll(async () => {
  url = await live.database('it\'s "hostile"; é');
  await runScript(url, "create table canary (id int)");
  client = await live.connect(url);
});

test("tables, seed and statements of hostile names work and harm nothing", async () => {
  const sql = lowerSql(hostile);
  await resetDatabase(url, hostile);
  await runScript(url, seedSql(hostile, { rows: 20 }));
  const body = Object.fromEntries(NAMES.map((name) => [name, VALUES[0]]));
  const created = await runSingle(client, single(sql, "\n"), { body, caller: 1 });
  expect(Object.values(created.rows[0] ?? {})).toEqual(["admin", ...NAMES.map(() => VALUES[0])]);
  const columns = single(sql, "\n").columns;
  expect(columns.map((column) => column.property)).toEqual(["created", ...NAMES]);
  expect(Object.keys(created.rows[0] ?? {})).toEqual(columns.map((column) => column.name));

  const statement = list(sql, "'; drop");
  const all = await runList(client, statement, { caller: 1, size: 100 });
  expect(all.total).toBe(2);
  // Whether own or not, `__proto__` is a key of this object literal only when it is computed.
  const filters = Object.fromEntries(NAMES.map((name) => [name, VALUES[0]]));
  const found = await runList(client, statement, { caller: 1, filters, size: 100 });
  expect(found.total).toBeGreaterThanOrEqual(1);
  expect(found.rows).toHaveLength(found.total ?? -1);

  const { rows } = await client.query("select to_regclass('canary') is not null as there");
  expect(rows).toEqual([{ there: true }]);
});

test("names of statements are plain and differ", () => {
  const sql = lowerSql(hostile);
  const names = [...sql.operations.values()].flatMap((one) =>
    one.kind === "single" ? [one.statement.name] : one.kind === "list" ? [one.list.name] : [],
  );
  expect(new Set(names).size).toBe(3);
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_]{1,48}$/);
});

test("headers of files are comments whatever the title says", () => {
  for (const [name, content] of databaseFiles(hostile)) {
    const head = content.split("\n\n")[0] ?? "";
    expect([
      name,
      head.split(/[\n\r\u0085\u2028]/).every((line) => line.startsWith("-- ")),
    ]).toEqual([name, true]);
  }
});
