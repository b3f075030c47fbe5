/**
 * Every target lives as the wire contract says: started, signalled and stopped, as is its database, which is one of
 * its own. A target is in here as soon as its folder exists.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { prepareSubject } from "../../src/cli/process-subject.js";
import { createProgress } from "../../src/cli/progress.js";
import { formatProcessReport, runProcessChecks } from "../../src/contract/process/index.js";
import { folders } from "../../src/database/folders.js";
import { discoverTargets } from "../../src/targets/index.js";
import { missingCommands } from "../../src/toolchain/index.js";
import { lowered, silentTerminal } from "../support.js";

const file = join(import.meta.dirname, "../../spec/openapi.yaml");
const api = lowered({ file, text: readFileSync(file, "utf8") });

// A few at a time: most of it is waiting. Backwards, since those that start slowest are late in the alphabet, and what takes
// longest had better not begin last.
test.concurrent.for(discoverTargets().toReversed())(
  "$name lives as the contract says",
  { timeout: 300_000 },
  async (target, { skip, expect }) => {
    const missing = await missingCommands(target.toolchain);
    const names = missing.map(({ command }) => command).join(", ");
    if (process.env["CI"]) expect(names).toBe("");
    skip(missing.length > 0, `${target.name} skipped: ${names} not found`);
    const { subject, end } = await prepareSubject({
      api,
      target,
      folder: join(folders().cache, "test", target.name),
      progress: createProgress(silentTerminal),
      signal: new AbortController().signal,
    });
    try {
      const report = await runProcessChecks(subject);
      expect(report.failed, formatProcessReport(report, { color: false })).toBe(0);
      expect(report.passed).toBeGreaterThan(0);
    } finally {
      await end();
    }
  },
);
