/**
 * Every target serves every document. The projects of a document are made once; then the tools of its language look at
 * each, it is asked all scenarios and probes on a real database, and all together have to answer seeded sequences with
 * the same bytes and to accept each other's accounts, tokens and rows. A target or a document is in here as soon as its
 * folder exists; a target that is alone is compared with itself.
 */
import { availableParallelism } from "node:os";
import { beforeAll, describe, expect, test } from "vitest";
import { startSubjects } from "../../src/cli/differential.js";
import { eachOf } from "../../src/cli/each-of.js";
import { interopServers } from "../../src/cli/interop.js";
import { makeProjects, startSeveral } from "../../src/cli/several.js";
import { formatTable } from "../../src/cli/table.js";
import { formatDifferential, runDifferential } from "../../src/contract/differential/index.js";
import { formatReport, runContract } from "../../src/contract/index.js";
import { formatInterop, runInterop } from "../../src/contract/interop/index.js";
import { ensureServer } from "../../src/database/index.js";
import type { Target } from "../../src/targets/index.js";
import { runCommand } from "../../src/toolchain/index.js";
import { documentCases } from "../documents.js";
import { fewFaults } from "../faults/sample.js";
import { tryOn } from "../faults/trial.js";
import { lowered } from "../support.js";
import { expectFaultsFound } from "./seeded-faults.js";
import { atLeastTwo, runnableTargets, startOptions } from "./several.js";

/** Of probes and sequences, so that a failure can be seen again. */
const SEED = 20_260_101;
/** Sequences for our own document, and for each of the others; `npm run check:differential` plays more. */
const SEEDS = Number(process.env["SEEDS"] ?? 0);
const OWN_SEEDS = SEEDS || 20;
const OTHER_SEEDS = SEEDS || 1;
const REQUESTS = 1000;

await ensureServer();

const { targets, missing } = await runnableTargets();
for (const notice of missing) {
  if (process.env["CI"]) test(notice, () => expect(notice).toBe(""));
  else test.skip(notice);
}

const documents = documentCases();

describe.each(documents)("$name", ({ name, file, text, handlers, scenarios }) => {
  const api = lowered({ file, text });
  const isOwn = name === documents[0]?.name;
  const options = (some: readonly Target[]) => ({
    ...startOptions(api, some),
    handlers,
    made: true,
  });

  beforeAll(() => makeProjects(options(targets)), 300_000);

  // All of a document is asked at once, a few at a time: a runner waits for its servers most of the time, and servers for
  // their database.
  test.concurrent(
    "is code that the tools of its language accept",
    { timeout: 300_000 },
    async () => {
      const { folderOf, signal } = options(targets);
      await eachOf(targets, availableParallelism(), signal, async (target) => {
        for (const check of target.toolchain.checks) {
          await runCommand(check, { cwd: folderOf(target), signal });
        }
      });
    },
  );

  test.concurrent.for(targets)(
    "$name keeps to the contract",
    { timeout: 300_000 },
    async (target) => {
      const several = await startSeveral({ ...options([target]), databases: "own" });
      try {
        for (const { server, databaseUrl } of several.members) {
          const report = await runContract({
            url: server.url,
            files: scenarios,
            probes: { api, seed: SEED },
            databaseUrl,
            jwtSecret: several.jwtSecret,
          });
          expect(report.failed, formatReport(report, { color: false })).toBe(0);
          const stories = report.results.filter(({ probe }) => probe === undefined);
          expect(stories.length).toBeGreaterThan(0);
          expect(stories.filter(({ outcome }) => outcome === "notApplicable")).toEqual([]);
          expect(report.passed).toBeGreaterThan(stories.length);
          for (const fault of isOwn ? fewFaults(target) : []) {
            const correct = { url: server.url, databaseUrl, jwtSecret: several.jwtSecret };
            const { findings } = await tryOn(correct, api, fault, 1);
            expect([...findings.keys()].toSorted(), fault.wrong).toEqual(
              fault.noticedBy.toSorted(),
            );
          }
        }
      } finally {
        await several.stop();
      }
    },
  );

  test.concurrent("is served alike by all targets", { timeout: 900_000 }, async () => {
    const { subjects, jwtSecret: secret, stop } = await startSubjects(options(atLeastTwo(targets)));
    try {
      const asked = { api, subjects, requests: REQUESTS, secret };
      const seeds = Array.from(
        { length: isOwn ? OWN_SEEDS : OTHER_SEEDS },
        (_, index) => SEED + index,
      );
      const report = await runDifferential({ ...asked, seeds, bail: true });
      expect(report.failed, formatDifferential(report)).toBe(0);
      // Most of what sequences make has to be something else than refused.
      const { "200": fine = 0 } = report.seeds[0]?.statuses ?? {};
      expect(fine).toBeGreaterThan(REQUESTS / 5);
      if (isOwn) await expectFaultsFound({ ...asked, seeds: [SEED] });
    } finally {
      await stop();
    }
  });

  // Where nobody logs in there is little to agree on; differential runs see the rows.
  if (api.schemes.length === 0) return;
  test.concurrent("works across all targets", { timeout: 300_000 }, async () => {
    const several = await startSeveral({ ...options(atLeastTwo(targets)), databases: "one" });
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
