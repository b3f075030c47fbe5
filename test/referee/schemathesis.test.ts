/**
 * An outside referee: Schemathesis reads the served document and tries to find where the server does not keep to it.
 * Whatever it finds must be one of `exceptions.json`, and every exception must still be needed.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createProgress } from "../../src/cli/progress.js";
import { startServing } from "../../src/cli/serving.js";
import { folders } from "../../src/database/folders.js";
import { ensureServer } from "../../src/database/index.js";
import { discoverTargets } from "../../src/targets/index.js";
import { freePort, missingCommands } from "../../src/toolchain/index.js";
import { documentCases } from "../documents.js";
import { type Environment, virtualEnvironment } from "../python.js";
import { lowered, silentTerminal } from "../support.js";
import exceptions from "./exceptions.json" with { type: "json" };

const SEED = 20_260_101;

interface Report {
  readonly complete: boolean;
  readonly operations: { readonly total: number; readonly tested: number };
  readonly failures: readonly { readonly code: string; readonly operations: readonly string[] }[];
  readonly errors: readonly unknown[];
}

const found = await virtualEnvironment("schemathesis", ["schemathesis==4.32.5"]);
const missing = "missing" in found ? found.missing : null;
const [own] = documentCases();
if (own === undefined) throw new Error("our own document is missing");
const api = lowered(own);

if (missing !== null) {
  test("Schemathesis is there", ({ skip }) => {
    // A proof that silently did not run is none: an error where it counts, a visible skip elsewhere.
    if (process.env["CI"] === "true") throw new Error(`no Schemathesis: ${missing}`);
    skip(`no Schemathesis: ${missing}`);
  });
}

/** Runs all phases and all checks against a server, as the seeded account that may do everything. */
async function referee(url: string): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), "gen-bench-referee-"));
  const report = join(folder, "report.json");
  const { access_token: token } = (await (
    await fetch(`${url}/auth/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ username: "admin", password: "admin123" }),
    })
  ).json()) as { access_token: string };
  const options = {
    "--header": `Authorization: Bearer ${token}`,
    "--seed": String(SEED),
    "--phases": "examples,coverage,fuzzing,stateful",
    "--checks": "all",
    "--max-examples": "40",
    "--report": "json",
    "--report-json-path": report,
  };
  try {
    await promisify(execFile)(
      (found as Environment).program("schemathesis"),
      ["run", `${url}/openapi.json`, "--continue-on-failure", ...Object.entries(options).flat()],
      { cwd: folder },
      // Its exit code says that something was found; the report says what.
    ).catch(() => undefined);
    return JSON.parse(await readFile(report, "utf8")) as Report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe.runIf(missing === null)("Schemathesis", async () => {
  await ensureServer();

  test.concurrent.for(discoverTargets())(
    "finds nothing new in $name",
    { timeout: 300_000 },
    async (target) => {
      if ((await missingCommands(target.toolchain)).length > 0) return;
      const serving = await startServing({
        api,
        target,
        folder: join(folders().cache, "test", target.name),
        force: true,
        port: await freePort(),
        progress: createProgress(silentTerminal),
        signal: new AbortController().signal,
      });
      try {
        const report = await referee(serving.server.url);
        expect(report.complete).toBe(true);
        expect(report.errors).toEqual([]);
        expect(report.operations.tested).toBe(report.operations.total);
        const findings = report.failures.flatMap(({ code, operations }) =>
          operations.map((operation) => `${code} ${operation}`),
        );
        const accepted = exceptions.map(({ code, operation }) => `${code} ${operation}`);
        expect(findings.toSorted()).toEqual(accepted.toSorted());
      } finally {
        await serving.stop();
      }
    },
  );
});
