/**
 * Every target serves every document: generated, installed, checked by the tools of its language, started on a real
 * database, and asked all the scenarios and probes. A target or a document is in here as soon as its folder exists.
 */
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createProgress } from "../../src/cli/progress.js";
import { startServing } from "../../src/cli/serving.js";
import { formatReport, runContract } from "../../src/contract/index.js";
import { folders } from "../../src/database/folders.js";
import { ensureServer, stopServer } from "../../src/database/index.js";
import { freePort, missingCommands, runCommand } from "../../src/toolchain/index.js";
import { discoverTargets } from "../../src/targets/index.js";
import { documentCases } from "../documents.js";
import { lowered, silentTerminal } from "../support.js";

/** Of the probes, so that a failure can be seen again. */
const SEED = 20_260_101;

const database = await ensureServer();
afterAll(async () => {
  if (database.started) await stopServer();
});

for (const target of discoverTargets()) {
  const missing = await missingCommands(target.toolchain);
  if (missing.length > 0) {
    const notice = `${target.name} skipped: ${missing.map(({ command }) => command).join(", ")} not found`;
    if (process.env["CI"]) test(notice, () => expect(missing).toEqual([]));
    else test.skip(notice);
    continue;
  }
  describe(target.name, () => {
    test.each(documentCases())(
      "serves $name",
      { timeout: 240_000 },
      async ({ file, text, scenarios }) => {
        const api = lowered({ file, text });
        // One folder for all documents, so that dependencies are installed once.
        const folder = join(folders().cache, "test", target.name);
        const serving = await startServing({
          api,
          target,
          folder,
          force: true,
          port: await freePort(),
          progress: createProgress(silentTerminal),
          signal: new AbortController().signal,
        });
        try {
          for (const check of target.toolchain.checks) await runCommand(check, { cwd: folder });
          const { server, databaseUrl, jwtSecret } = serving;
          const report = await runContract({
            url: server.url,
            files: scenarios,
            probes: { api, seed: SEED },
            databaseUrl,
            jwtSecret,
          });
          expect(report.failed, formatReport(report, { color: false })).toBe(0);
          const stories = report.results.filter(({ probe }) => probe === undefined);
          expect(stories.length).toBeGreaterThan(0);
          expect(stories.filter(({ outcome }) => outcome === "notApplicable")).toEqual([]);
          expect(report.passed).toBeGreaterThan(stories.length);
        } finally {
          await serving.stop();
        }
      },
    );
  });
}
