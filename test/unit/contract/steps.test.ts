/** The steps that only code makes: races and walks, against servers that do right and wrong. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WalkData } from "../../../src/contract/format.js";
import { runRace } from "../../../src/contract/race.js";
import type { Session } from "../../../src/contract/session.js";
import { runWalk } from "../../../src/contract/walk.js";
import { serve, type Running } from "./server.js";

let server: Running;
let created = 0;

/** Pages of two out of five, spoiled in the way that the path names. */
beforeAll(async () => {
  server = await serve((request, response) => {
    const url = new URL(request.url ?? "/", "http://x");
    const page = Number(url.searchParams.get("page") ?? "1");
    const all = [1, 2, 3, 4, 5].map((id) => ({ id, kind: "a" }));
    if (url.pathname === "/odd") all.splice(3, 1, { id: 4, kind: "b" });
    if (url.pathname === "/twice") all.splice(2, 1, { id: 2, kind: "a" });
    const items = all.slice((page - 1) * 2, page * 2);
    const previous = url.pathname === "/unlinked" || page === 1 ? null : `?page=${page - 1}`;
    const next = url.pathname === "/endless" || page < 3 ? `?page=${page + 1}` : null;
    const count = url.pathname === "/miscounted" ? 4 : all.length;
    const status = url.pathname === "/race" ? (created++ === 0 ? 201 : 400) : 200;
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ items, count, next, previous }));
  });
});

afterAll(() => server.close());

function session(): Session {
  const { hostname: host, port } = new URL(server.url);
  return {
    url: server.url,
    address: { host, port: Number(port) },
    shared: { login: null, accounts: {}, defaults: {}, expectations: {} },
    secret: null,
    database: null,
    fixed: {},
    tokens: new Map(),
    timeoutMilliseconds: 5000,
  };
}

function walk(path: string, more: Partial<WalkData> = {}): Promise<string[]> {
  const data: WalkData = {
    request: { request: `GET ${path}` },
    items: "/items",
    count: "/count",
    next: "/next",
    previous: "/previous",
    key: { pointer: "/id", order: "number" },
    ...more,
  };
  return runWalk(data, session(), null).then((found) =>
    (found?.differences ?? []).map(({ where, expected }) => `${where}: ${expected}`),
  );
}

test.each([
  ["/good", []],
  ["/twice", ["all keys: each above the last"]],
  ["/miscounted", ["body /count: 5"]],
  ["/unlinked", ["page 2 (/unlinked?page=2) /previous: a reference"]],
  ["/endless", ["page 4: items"]],
])("a walk over %s finds %j", async (path, differences) => {
  expect(await walk(path)).toEqual(differences);
});

test("a walk knows what must be there, what must not, and what every item has", async () => {
  expect(await walk("/good", { has: [5], lacks: [6] })).toEqual([]);
  expect(await walk("/good", { has: [6] })).toEqual(["all keys: with [6]"]);
  expect(await walk("/good", { lacks: [5] })).toEqual(["all keys: without [5]"]);
  const every = { pointer: "/kind", value: "a" };
  expect(await walk("/good", { every })).toEqual([]);
  expect(await walk("/odd", { every })).toEqual(['/kind of every item: "a"']);
});

function race(times: number): ReturnType<typeof runRace> {
  created = 0;
  const outcomes = [
    { times: 1, expect: { status: 201 } },
    { times, expect: { status: 400 } },
  ];
  return runRace({ request: { request: "POST /race" }, times: 10, outcomes }, session(), null);
}

test("a race counts its outcomes", async () => {
  expect(await race(9)).toBeNull();
  expect((await race(8))?.differences).toEqual([
    { where: "of 10 responses those with status 400", expected: "8", actual: "9" },
  ]);
});
