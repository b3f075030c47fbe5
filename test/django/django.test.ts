/** The real Django beside us: the tables that it makes, and the passwords that it makes and accepts. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createDatabase,
  dropDatabase,
  ensureServer,
  resetDatabase,
  seedDatabase,
  withConnection,
} from "../../src/database/index.js";
import { testAccounts } from "../../src/sql/index.js";
import { seedHash } from "../../src/sql/seed/password.js";
import { lowered } from "../support.js";
import { accountsApi } from "./accounts.js";
import { catalogOf } from "./catalog.js";
import { hashPassword, verifyPassword } from "./passwords.js";
import { type Python, python } from "./python.js";

const found = await python();
const missing = "missing" in found ? found.missing : null;

if (missing !== null) {
  test("Python with Django 5.2 is there", ({ skip }) => {
    // A proof that silently did not run is none: an error where it counts, a visible skip elsewhere.
    if (process.env["CI"] === "true") throw new Error(`no Django: ${missing}`);
    skip(`no Django: ${missing}`);
  });
}

describe.runIf(missing === null)("beside the real Django", () => {
  const { django } = found as Python;
  const names = ["django", "ours", "shipped"].map(
    (name) => `gen_bench_test_${name}_${process.pid}`,
  );
  let server = { url: "" };
  let theirs = "";
  let ours = "";
  let shipped = "";

  beforeAll(async () => {
    server = await ensureServer();
    [theirs = "", ours = "", shipped = ""] = await Promise.all(
      names.map((name) => createDatabase(server.url, name)),
    );
    await django("migrate", theirs);
    await resetDatabase(ours, accountsApi);
  });
  afterAll(async () => {
    for (const name of names) await dropDatabase(server.url, name);
  });

  test.each(accountsApi.entities.map(({ table }) => table))(
    "our %s is the table that Django makes: columns, constraints, indexes",
    async (table) => {
      expect(await catalogOf(ours, table)).toEqual(await catalogOf(theirs, table));
    },
  );

  test("the shipped document makes the same table of accounts", async () => {
    const file = join(import.meta.dirname, "..", "..", "spec", "openapi.yaml");
    await resetDatabase(shipped, lowered({ file, text: await readFile(file, "utf8") }));
    expect(await catalogOf(shipped, "accounts_user")).toEqual(
      await catalogOf(theirs, "accounts_user"),
    );
  });

  test("our seed fits into Django's own tables, and Django accepts its passwords", async () => {
    await seedDatabase(theirs, accountsApi, { rows: 3 });
    for (const { identifier, password } of testAccounts(accountsApi)) {
      const stored = await withConnection(theirs, async (client) => {
        const { rows } = await client.query<{ password: string }>(
          "select password from accounts_user where username = $1",
          [identifier],
        );
        return rows[0]?.password ?? "";
      });
      expect([identifier, await django("check", password, stored)]).toEqual([identifier, "true"]);
      expect(await django("check", `${password}4`, stored)).toBe("false");
      expect(verifyPassword(password, stored)).toBe(true);
    }
  });

  test.each(["admin123", "pässwörd ✓ 🔑", "a".repeat(200)])(
    "a password goes both ways: %s",
    async (password) => {
      const theirHash = await django("hash", password);
      expect(verifyPassword(password, theirHash)).toBe(true);
      expect(verifyPassword(`${password}.`, theirHash)).toBe(false);
      expect(theirHash.split("$")[1]).toBe(await django("iterations"));
      expect(await django("check", password, hashPassword(password, "sälz", 1000))).toBe("true");
      expect(await django("check", password, seedHash(password, 1))).toBe("true");
    },
  );
});
