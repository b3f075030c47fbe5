/**
 * Every target accepts the accounts, tokens and rows of every other: all run on one database. A target or a document
 * is in here as soon as its folder exists; a target that is alone runs twice.
 */
import { afterAll, describe, expect, test } from "vitest";
import { interopServers } from "../../src/cli/interop.js";
import { startSeveral } from "../../src/cli/several.js";
import { formatTable } from "../../src/cli/table.js";
import { formatInterop, runInterop } from "../../src/contract/interop/index.js";
import { ensureServer, stopServer } from "../../src/database/index.js";
import { documentCases } from "../documents.js";
import { lowered } from "../support.js";
import { runnableTargets, startOptions } from "./several.js";

const SEED = 20_260_101;

const database = await ensureServer();
afterAll(async () => {
  if (database.started) await stopServer();
});

const { targets } = await runnableTargets();

/** Where nobody logs in there is little to agree on; differential runs see the rows. */
const documents = documentCases()
  .map(({ name, file, text }) => ({ name, api: lowered({ file, text }) }))
  .filter(({ api }) => api.schemes.length > 0);

describe.each(documents)("$name", ({ api }) => {
  test("works across all targets", { timeout: 300_000 }, async () => {
    const several = await startSeveral({ ...startOptions(api, targets), databases: "one" });
    try {
      const servers = interopServers(several);
      const report = await runInterop({ api, servers, seed: SEED });
      const told = formatInterop(report, formatTable);
      expect(report.failed, told).toBe(0);
      expect(report.pairs).toHaveLength(servers.length * (servers.length - 1));
      const applicable = report.claims.filter(({ checks }) => checks > 0).map(({ id }) => id);
      expect(applicable, told).toContain("token.access");
      expect(applicable, told).toContain("rows.created");
      expect(report.passed).toBeGreaterThan(0);
    } finally {
      await several.stop();
    }
  });
});
