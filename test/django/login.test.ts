/** A password that Django 5.2 hashed, as it does by default, logs in at every generated server. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createProgress } from "../../src/cli/progress.js";
import { startServing } from "../../src/cli/serving.js";
import { folders } from "../../src/database/folders.js";
import { withConnection } from "../../src/database/index.js";
import { type Target, discoverTargets } from "../../src/targets/index.js";
import { freePort, missingCommands } from "../../src/toolchain/index.js";
import { documentCases } from "../documents.js";
import { lowered, silentTerminal } from "../support.js";
import { type Python, python } from "./python.js";

const found = await python();
const [own] = documentCases();
if (own === undefined) throw new Error("our own document is missing");
const api = lowered(own);

/** Where Django or a toolchain is missing, the tests about that say so. */
const targets: Target[] = [];
for (const target of discoverTargets()) {
  if ((await missingCommands(target.toolchain)).length === 0) targets.push(target);
}

describe.runIf("django" in found)("a hash of the real Django", () => {
  const { django } = found as Python;

  test.each(targets)("logs in at $name", { timeout: 240_000 }, async (target) => {
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
      const hash = await django("hash", "pässwörd 🔑");
      await withConnection(serving.databaseUrl, (client) =>
        client.query("update accounts_user set password = $1 where username = 'user'", [hash]),
      );
      const login = (password: string) =>
        fetch(`${serving.server.url}/auth/login`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ username: "user", password }),
        });
      expect((await login("pässwörd 🔑")).status).toBe(200);
      expect((await login("pässwörd")).status).toBe(401);
    } finally {
      await serving.stop();
    }
  });
});
