/** A database that comes back to the same state, to the last generated key. */
import { expect, test } from "vitest";
import { keepState } from "../../../src/database/index.js";
import { tablesOf } from "../../../src/sql/tables.js";
import { documentCases } from "../../documents.js";
import { lowered } from "../../support.js";
import { liveServer } from "../../unit/database/live.js";

const live = liveServer();

test.each(documentCases())(
  "the state of $name is restored",
  { timeout: 60_000 },
  async (source) => {
    const api = lowered(source);
    const url = await live.database(`state_${source.name}`);
    const state = await keepState(url, api, { rows: 3 });
    const client = await live.connect(url);
    const rows = async (): Promise<string> => {
      const all: unknown[] = [];
      for (const { sql, key } of tablesOf(api).all) {
        const found = await client.query(
          `select t::text as row from ${sql} as t order by t.${key.sql}`,
        );
        all.push(found.rows);
      }
      return JSON.stringify(all);
    };
    try {
      await state.restore();
      const first = await rows();
      // A document without entities has no state.
      if (tablesOf(api).all.length === 0) return;
      expect(first.length).toBeGreaterThan(20);
      for (const { sql } of tablesOf(api).all.toReversed())
        await client.query(`delete from ${sql}`);
      expect(await rows()).not.toBe(first);
      await state.restore();
      expect(await rows()).toBe(first);
    } finally {
      await state.close();
    }
  },
);

test("keys that the database makes begin anew", { timeout: 60_000 }, async () => {
  const source = documentCases().find(({ name }) => name === "plain");
  if (source === undefined) throw new Error("no plain document");
  const api = lowered(source);
  const url = await live.database("state_keys");
  const state = await keepState(url, api, {});
  const client = await live.connect(url);
  const made = async (): Promise<unknown> => {
    await state.restore();
    const one = await client.query("select gen_random_uuid()::text as key");
    const two = await client.query("select gen_random_uuid()::text as key");
    const depot = await client.query(
      "insert into depots (name, latitude, longitude, open, labels) values ('a', 1, 1, true, '{}') returning id",
    );
    return [one.rows, two.rows, depot.rows];
  };
  try {
    const first = await made();
    expect(first).toMatchObject([
      [{ key: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/) }],
      [{}],
      [{}],
    ]);
    expect(await made()).toEqual(first);
    const [one, two] = first as { key: string }[][];
    expect(one).not.toEqual(two);
  } finally {
    await state.close();
  }
});
