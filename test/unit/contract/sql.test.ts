import { afterAll, beforeAll, expect, test } from "vitest";
import { runContract } from "../../../src/contract/index.js";
import { liveServer } from "../database/live.js";
import { serve, type Running } from "./server.js";

const live = liveServer();
let databaseUrl = "";
let server: Running;

beforeAll(async () => {
  databaseUrl = await live.database("scenarios");
  server = await serve((_, response) => response.end());
}, 60_000);
afterAll(() => server.close());

async function differences(steps: string): Promise<string[]> {
  const text = `title: F\nscenarios:\n  - title: S\n    steps:\n${steps.trim().replaceAll(/^/gm, "      ")}\n`;
  const report = await runContract({
    url: server.url,
    databaseUrl,
    files: [{ file: "f.yaml", text }],
  });
  return report.results.flatMap((result) =>
    result.outcome === "failed"
      ? result.failure.differences.map(
          ({ where, expected, actual }) => `${where}: ${expected} | ${actual}`,
        )
      : [],
  );
}

test.each([
  ["- sql: create table t (id bigint, name text, sure boolean, at timestamptz, n smallint)", []],
  [
    `
- sql: insert into t values ($1, $2, $3, null, $4) returning id
  parameters: [9007199254740991, "\${run}'; drop table t", true, 5]
  save: { id: /0/id }
- sql: select * from t where id = $1
  parameters: ["\${id}"]
  rows: [{ id: "\${id}", name: "\${run}'; drop table t", sure: true, at: null, n: 5 }]`,
    [],
  ],
  [
    "- sql: select id, sure from t\n  rows: [{ id: { $is: string }, sure: false }, { id: 1 }]",
    [
      'rows /0/id: {"$is":"string"} | 9007199254740991',
      "rows /0/sure: false | true",
      'rows /1: {"id":1} | absent',
    ],
  ],
  ["- sql: select 1 as one\n  rows: []", ['rows /0: absent | {"one":1}']],
  ["- sql: select 1 as one\n  save: { x: /1/one }", ["save x: a value at /1/one | absent"]],
  ["- sql: select from nowhere", ['sql: to run | relation "nowhere" does not exist']],
])("%s", async (steps, expected) => {
  expect(await differences(steps)).toEqual(expected);
});

test("a database that does not answer is told before anything runs", async () => {
  const files = [{ file: "f.yaml", text: "title: F\nscenarios: [{ title: S, sql: select 1 }]" }];
  await expect(
    runContract({ url: server.url, databaseUrl: "postgres://127.0.0.1:1/x", files }),
  ).rejects.toMatchObject({
    name: "EnvironmentError",
  });
});
